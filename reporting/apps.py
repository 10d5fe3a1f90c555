from django.apps import AppConfig

from justice_portal.rooms import start_rooms


class ReportingConfig(AppConfig):
    name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reporting import places  # noqa: PLC0415

        start_rooms(self.name)
        places.register()
