from django.urls import path

from justice_portal.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="list"),
    path("notices/read-all/", views.read_all, name="read-all"),
    path("notices/<uuid:pk>/open/", views.open_notice, name="open"),
]
