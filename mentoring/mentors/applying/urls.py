from django.urls import path

from mentoring.mentors.applying import views

app_name = "applying"
urlpatterns = [
    path("be-a-mentor/", views.mine, name="mine"),
    path("be-a-mentor/<uuid:pk>/take-back/", views.take_back, name="take-back"),
    path("mentors/applications/", views.applications, name="list"),
    path("mentors/applications/<uuid:pk>/", views.application, name="application"),
]
