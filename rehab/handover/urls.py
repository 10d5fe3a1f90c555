from django.urls import path

from rehab.handover import views

app_name = "handover"
urlpatterns = [
    path("handovers/", views.listing, name="list"),
    path("my-handover/", views.mine, name="mine"),
    path("people/<uuid:pk>/handover/", views.for_person, name="for-person"),
    path("handovers/<uuid:pk>/", views.handover, name="handover"),
    path("handovers/<uuid:pk>/dates/", views.dates, name="dates"),
    path("handovers/<uuid:pk>/promise/", views.promise, name="promise"),
    path("handovers/<uuid:pk>/ask/", views.ask, name="ask"),
    path("handovers/<uuid:pk>/send/", views.send, name="send"),
    path("handovers/<uuid:pk>/accept/", views.accept, name="accept"),
    path("handovers/<uuid:pk>/return/", views.give_back, name="return"),
    path("handovers/<uuid:pk>/end/", views.end, name="end"),
    path("handover-lines/<uuid:pk>/answer/", views.answer, name="answer"),
    path("handover-lines/<uuid:pk>/<slug:status>/", views.settle, name="settle"),
]
