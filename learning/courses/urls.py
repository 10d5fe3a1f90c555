from django.urls import path

from learning.courses import views, views_terms

app_name = "courses"
urlpatterns = [
    path("learn/", views.course_list, name="list"),
    path("learn/pictures/<uuid:pk>/", views.picture, name="picture"),
    path("learn/courses/<slug:code>/", views.course, name="course"),
    path("learn/courses/<slug:code>/start/", views.course_start, name="start"),
    path("learn/courses/<slug:code>/terms/", views_terms.terms, name="terms"),
    path("learn/courses/<slug:code>/wait/", views_terms.wait, name="wait"),
    path("learn/waiting/<uuid:pk>/stop/", views_terms.stop, name="stop-waiting"),
    path("learn/waiting/<uuid:pk>/take-off/", views_terms.take_off, name="take-off"),
    path("learn/courses/<slug:code>/next/", views.course_next, name="next"),
    path("learn/courses/<slug:code>/lessons/<slug:lesson_code>/", views.lesson, name="lesson"),
    path("learn/courses/<slug:code>/lessons/<slug:lesson_code>/finish/", views.lesson_finish, name="lesson-finish"),
    path("learn/courses/<slug:code>/lessons/<slug:lesson_code>/checks/<uuid:pk>/", views.check_answer, name="check"),
]
