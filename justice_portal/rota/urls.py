from django.urls import path

from justice_portal.rota import views

app_name = "rota"
urlpatterns = [
    path("off-shift/", views.off_shift_list, name="list"),
    path("off-shift/<uuid:pk>/", views.off_shift, name="off-shift"),
]
