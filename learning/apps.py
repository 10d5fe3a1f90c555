from django.apps import AppConfig

from justice_portal.rooms import start_rooms


class LearningConfig(AppConfig):
    name = "learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        start_rooms(self.name)
        from justice_portal.people.teaching import teaching_from  # noqa: PLC0415
        from learning import places  # noqa: PLC0415
        from learning.attendance.teaching import in_class_of  # noqa: PLC0415
        from learning.courses.teaching import on_course_of  # noqa: PLC0415

        places.register()
        teaching_from(in_class_of)
        teaching_from(on_course_of)
