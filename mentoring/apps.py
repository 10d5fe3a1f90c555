from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from justice_portal import home
from justice_portal.grants import Permission
from justice_portal.rooms import start_rooms


class MentoringConfig(AppConfig):
    name = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        start_rooms(self.name)
        from justice_portal.people import tabs  # noqa: PLC0415
        from justice_portal.people.allocations.listeners import when_given  # noqa: PLC0415
        from mentoring import demo_talk, seeding  # noqa: F401, PLC0415
        from mentoring.home import PLACES  # noqa: PLC0415
        from mentoring.matching.meetings import mentors_of  # noqa: PLC0415
        from mentoring.matching.panel import live_matches, matches_panel  # noqa: PLC0415
        from mentoring.matching.stops import when_stopped  # noqa: PLC0415
        from mentoring.receivers import on_given  # noqa: PLC0415
        from mentoring.sessions.following import on_stop  # noqa: PLC0415
        from mentoring.sessions.words import in_my_week  # noqa: PLC0415
        from rehab.appointments.also import also_from  # noqa: PLC0415
        from rehab.appointments.company import mentors_from  # noqa: PLC0415

        home.register(*PLACES)
        mentors_from(mentors_of)
        when_stopped(on_stop)
        when_given(on_given)
        also_from(in_my_week)
        tabs.register(_("Mentoring"), "matching:person", Permission.MATCH_VIEW, order=12)
        tabs.register_panel(
            "mentoring",
            "mentoring/matching/panel.html",
            matches_panel,
            Permission.MATCH_VIEW,
            order=40,
            reads=(live_matches,),
        )
