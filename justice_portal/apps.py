from django.apps import AppConfig

from justice_portal.rooms import start_rooms


class JusticePortalConfig(AppConfig):
    name = "justice_portal"
    verbose_name = "Justice Portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        start_rooms(self.name)
