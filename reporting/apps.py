from django.apps import AppConfig

from justice_portal.rooms import start_rooms


class ReportingConfig(AppConfig):
    name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from justice_portal.rights.keepsakes import take_along  # noqa: PLC0415
        from reporting import places  # noqa: PLC0415
        from reporting.progress.keepsakes import reports_of  # noqa: PLC0415

        start_rooms(self.name)
        places.register()
        take_along(reports_of)
