from django.urls import path

from learning.courses import views

app_name = "courses"
urlpatterns = [
    path("learn/", views.course_list, name="list"),
    path("learn/pictures/<uuid:pk>/", views.picture, name="picture"),
    path("learn/courses/<slug:code>/", views.course, name="course"),
    path("learn/courses/<slug:code>/start/", views.course_start, name="start"),
    path("learn/courses/<slug:code>/next/", views.course_next, name="next"),
    path("learn/courses/<slug:code>/lessons/<slug:lesson_code>/", views.lesson, name="lesson"),
    path("learn/courses/<slug:code>/lessons/<slug:lesson_code>/finish/", views.lesson_finish, name="lesson-finish"),
    path("learn/courses/<slug:code>/lessons/<slug:lesson_code>/checks/<uuid:pk>/", views.check_answer, name="check"),
]
