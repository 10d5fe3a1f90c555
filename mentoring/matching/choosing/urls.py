from django.urls import path

from mentoring.matching.choosing import views

app_name = "choosing"
urlpatterns = [
    path("my-mentor/", views.mine, name="mine"),
    path("my-mentor/wishes/", views.wishes, name="wishes"),
    path("my-mentor/take-back/", views.take_back, name="take-back"),
    path("my-mentor/<uuid:pk>/<slug:says>/", views.person_says, name="person-says"),
    path("my-mentoring/asked/", views.asked, name="asked"),
    path("my-mentoring/asked/<uuid:pk>/<slug:says>/", views.mentor_says, name="mentor-says"),
    path("my-mentoring/offer/", views.offer, name="offer"),
    path("mentors/waiting/", views.waiting, name="waiting"),
]
