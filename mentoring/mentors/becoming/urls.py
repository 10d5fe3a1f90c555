from django.urls import path

from mentoring.mentors.becoming import views

app_name = "becoming"
urlpatterns = [
    path("become-a-mentor/", views.become, name="open"),
    path("become-a-mentor/thanks/", views.thanks, name="thanks"),
    path("mentors/interested/", views.interested, name="list"),
    path("mentors/interested/<uuid:pk>/invite/", views.invite, name="invite"),
    path("mentors/interested/<uuid:pk>/refuse/", views.refuse, name="refuse"),
]
