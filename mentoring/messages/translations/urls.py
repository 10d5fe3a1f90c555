from django.urls import path

from mentoring.messages.translations import views

app_name = "translations"
urlpatterns = [
    path("messages/<uuid:pk>/language/", views.ask, name="ask"),
    path("translations/", views.desk, name="desk"),
    path("translations/<uuid:pk>/", views.one, name="one"),
    path("translations/<uuid:pk>/check/", views.check, name="check"),
]
