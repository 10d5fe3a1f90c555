"""What staff see: envelopes, and vouching for an adviser."""

from django.urls import path

from mentoring.privileged.verifying import views

app_name = "envelopes"
urlpatterns = [
    path("people/<uuid:pk>/legal-messages/", views.person, name="person"),
    path("people/<uuid:pk>/legal-messages/verify/", views.verify, name="verify"),
    path("legal-messages/<uuid:pk>/envelope/", views.envelope, name="envelope"),
    path("legal-messages/<uuid:pk>/renew/", views.renew, name="renew"),
    path("legal-messages/<uuid:pk>/end/", views.end, name="end"),
]
