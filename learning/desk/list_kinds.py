"""What the tutor's desk lists, on pages, as CSV and on paper."""

from django.utils.translation import gettext_lazy as _

from learning.desk.grid import grid
from learning.desk.quiet import quiet
from learning.lists.kinds import ListKind, declare_list

GRID = declare_list(ListKind("class-progress", _("Class progress"), grid, ("class", "course")))
QUIET = declare_list(ListKind("gone-quiet", _("Gone quiet"), quiet, ("why",)))
