from django.urls import path

from justice_portal.people.amending import views

app_name = "amending"
urlpatterns = [
    path("people/moves/<uuid:pk>/put-right/", views.put_right, name="put-right"),
    path("people/moves/<uuid:pk>/give-again/", views.reopen, name="reopen"),
]
