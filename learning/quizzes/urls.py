from django.urls import path

from learning.quizzes import views

app_name = "quizzes"
urlpatterns = [
    path("learn/courses/<slug:code>/quiz/", views.quiz, name="quiz"),
    path("learn/courses/<slug:code>/quiz/start/", views.quiz_start, name="start"),
    path("learn/attempts/<uuid:pk>/", views.attempt, name="attempt"),
    path("learn/attempts/<uuid:pk>/end/", views.end, name="end"),
    path("learn/attempts/<uuid:pk>/result/", views.result, name="result"),
]
