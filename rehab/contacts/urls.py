from django.urls import path

from rehab.contacts import views

app_name = "contacts"
urlpatterns = [
    path("people/<uuid:pk>/contacts/", views.contacts, name="contacts"),
    path("contacts/<uuid:pk>/put-right/", views.put_right, name="put-right"),
    path("contacts/<uuid:pk>/give-again/", views.reopen, name="reopen"),
    path("my-talks/", views.mine, name="mine"),
]
