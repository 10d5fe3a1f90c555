from django.urls import path

from learning.review import views

app_name = "review"
urlpatterns = [
    path("learn/again/", views.again, name="again"),
    path("learn/again/choice/", views.choice, name="choice"),
]
