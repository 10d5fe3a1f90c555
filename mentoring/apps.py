from django.apps import AppConfig

from justice_portal import home
from justice_portal.rooms import start_rooms


class MentoringConfig(AppConfig):
    name = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        start_rooms(self.name)
        from mentoring import seeding  # noqa: F401, PLC0415
        from mentoring.home import PLACES  # noqa: PLC0415

        home.register(*PLACES)
