from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import learning.courses.events  # noqa: PLC0415
        import learning.learners.events  # noqa: PLC0415
        import learning.quizzes.events  # noqa: PLC0415
        import learning.receivers  # noqa: PLC0415
        import learning.record_store.events  # noqa: PLC0415
        import learning.seeding  # noqa: PLC0415
        import learning.sync.events  # noqa: F401, PLC0415
        from justice_portal import home  # noqa: PLC0415
        from learning.courses.home import PLACES  # noqa: PLC0415

        home.register(*PLACES)
