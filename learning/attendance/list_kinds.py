"""What is listed of classes, on pages, as CSV and on paper."""

from django.utils.translation import gettext_lazy as _

from learning.attendance.report import attendance, register
from learning.lists.kinds import ListKind, declare_list

ATTENDANCE = declare_list(ListKind("attendance", _("Attendance"), attendance, ("from_on", "to_on")))
REGISTER = declare_list(ListKind("register", _("Register"), register, ("class", "on")))
