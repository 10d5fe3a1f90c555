from django.apps import AppConfig

from justice_portal.rooms import start_rooms


class LearningConfig(AppConfig):
    name = "learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        start_rooms(self.name)
        from learning import places  # noqa: PLC0415

        places.register()
