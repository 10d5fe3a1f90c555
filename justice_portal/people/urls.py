from django.urls import path

from justice_portal.people import views
from justice_portal.people.alerts import views as alerts

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="list"),
    path("people/find/", views.find, name="search"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("people/<uuid:pk>/edit/", views.edit, name="person-edit"),
    path("people/<uuid:pk>/correct/", views.correct, name="person-correct"),
    path("people/<uuid:pk>/history/", views.history, name="history"),
    path("people/<uuid:pk>/alerts/", alerts.alerts, name="alerts"),
    path("people/<uuid:pk>/alerts/add/", alerts.add, name="alert-add"),
    path("alerts/<uuid:pk>/end/", alerts.end, name="alert-end"),
]
