from django.urls import path

from justice_portal.problems import views

app_name = "problems"
urlpatterns = [
    path("something-is-wrong/", views.tell, name="tell"),
    path("something-is-wrong/told/", views.mine, name="mine"),
    path("problems/", views.queue, name="queue"),
    path("problems/<uuid:pk>/", views.problem, name="problem"),
    path("problems/<uuid:pk>/take/", views.take, name="take"),
    path("problems/<uuid:pk>/answer/", views.answer, name="answer"),
]
