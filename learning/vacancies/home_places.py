from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.access import Permission

home.register(
    home.Place(
        url="vacancies:find",
        title=_("Find a job"),
        icon="search",
        order=63,
        needs=Permission.LEARNING_DO,
        in_nav=False,
        state=_("Jobs that are open now"),
    )
)
home.register(
    home.Place(
        url="vacancies:staff",
        title=_("Vacancies"),
        icon="work",
        order=47,
        needs=Permission.COURSE_WRITE,
        side=home.STAFF,
        in_nav=False,
        state=_("Jobs that learners can look through"),
    )
)
