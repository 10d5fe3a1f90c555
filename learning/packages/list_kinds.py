"""What packages say of learners, on the page, as CSV and on paper."""

from django.utils.translation import gettext_lazy as _

from learning.lists.kinds import ListKind, declare_list
from learning.packages.claims import claims

CLAIMS = declare_list(ListKind("package-claims", _("What the package says"), claims, ("package",)))
