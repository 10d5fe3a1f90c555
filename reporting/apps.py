from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reporting import places  # noqa: PLC0415
        from reporting.progress import events, notice_kinds  # noqa: F401, PLC0415

        places.register()
