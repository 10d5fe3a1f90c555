from django.urls import path

from justice_portal.people.reception import views
from justice_portal.people.reception.lists import views as lists
from justice_portal.people.reception.roll import views as roll

app_name = "reception"
urlpatterns = [
    path("reception/", views.start, name="start"),
    path("reception/<uuid:pk>/", views.desk, name="desk"),
    path("reception/<uuid:pk>/receive/", views.receive, name="receive"),
    path("reception/arrivals/<uuid:pk>/", views.arrive, name="arrive"),
    path("people/<uuid:pk>/account/", views.account, name="account"),
    path("reception/<uuid:pk>/lists/", lists.send, name="list-send"),
    path("reception/lists/example.csv", lists.example, name="list-example"),
    path("reception/lists/<uuid:pk>/", lists.look, name="list"),
    path("reception/lists/<uuid:pk>/take-in/", lists.take_in, name="list-take-in"),
    path("reception/lists/<uuid:pk>/drop/", lists.drop, name="list-drop"),
    path("reception/<uuid:pk>/roll/", roll.send, name="roll-send"),
    path("reception/roll/<uuid:pk>/", roll.look, name="roll"),
    path("reception/roll/<uuid:pk>/cells/", roll.cells, name="roll-cells"),
    path("reception/roll/lines/<uuid:pk>/settle/", roll.settle, name="roll-settle"),
]
