from django.urls import path

from learning.planning import views

app_name = "planning"
urlpatterns = [
    path("learn/plan/", views.mine, name="mine"),
    path("learn/plan/agree/", views.agree, name="agree"),
    path("learn/plan/say/", views.speak, name="say"),
    path("people/<uuid:pk>/learning-plan/", views.for_person, name="for-person"),
]
