from django.urls import path

from rehab.letters import views

app_name = "letters"
urlpatterns = [
    path("letters/", views.mine, name="mine"),
    path("people/<uuid:pk>/letters/", views.for_person, name="for-person"),
    path("people/<uuid:pk>/letters/add/", views.add, name="add"),
    path("letters/<uuid:pk>/", views.letter, name="letter"),
    path("letters/<uuid:pk>/picture/", views.picture, name="picture"),
    path("letters/<uuid:pk>/remove/", views.remove, name="remove"),
]
