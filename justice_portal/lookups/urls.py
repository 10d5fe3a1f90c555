from django.urls import path

from justice_portal.lookups import views

app_name = "lookups"
urlpatterns = [path("look-ups/<uuid:pk>/", views.stop, name="stop")]
