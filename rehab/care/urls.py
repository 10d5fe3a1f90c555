from django.urls import path

from rehab.care import views

app_name = "care"
urlpatterns = [
    path("", views.board, name="board"),
    path("<uuid:pk>/", views.alert, name="alert"),
    path("<uuid:pk>/take/", views.take, name="take"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/return/", views.send_back, name="return"),
]
