from django.apps import AppConfig


class JusticePortalConfig(AppConfig):
    name = "justice_portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from justice_portal.accounts import receivers  # noqa: F401, PLC0415
        from justice_portal.accounts import seeding as accounts_seeding  # noqa: F401, PLC0415
        from justice_portal.estate import events as estate_events  # noqa: F401, PLC0415
        from justice_portal.estate import seeding as estate_seeding  # noqa: F401, PLC0415
        from justice_portal.jobs import events as jobs_events  # noqa: F401, PLC0415
        from justice_portal.people import events as people_events  # noqa: F401, PLC0415
        from justice_portal.people import seeding as people_seeding  # noqa: F401, PLC0415
