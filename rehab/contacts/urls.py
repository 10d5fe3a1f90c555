from django.urls import path

from rehab.contacts import views

app_name = "contacts"
urlpatterns = [path("people/<uuid:pk>/contacts/", views.contacts, name="contacts")]
