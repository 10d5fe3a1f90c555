from django.apps import AppConfig


class RehabConfig(AppConfig):
    name = "rehab"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from rehab import places, seeding  # noqa: F401, PLC0415

        places.register()
