from django.urls import path

from rehab.licence import views, views_conditions
from rehab.licence.own import views as own
from rehab.licence.policies import views as policies

app_name = "licence"
urlpatterns = [
    path("my-licence/", own.mine, name="mine"),
    path("my-licence/new/<uuid:pk>/", own.told, name="told"),
    path("my-licence/rules/<uuid:pk>/", own.condition, name="condition"),
    path("my-licence/read/", own.say_read, name="read"),
    path("my-licence/questions/", own.start, name="start-questions"),
    path("my-licence/questions/<uuid:pk>/", own.question, name="question"),
    path("people/<uuid:pk>/licence/", views.for_person, name="for-person"),
    path("people/<uuid:pk>/licence/start/", views.start, name="start"),
    path("people/<uuid:pk>/licence/victims/", views.victims, name="victims"),
    path("licence/victims/<uuid:pk>/end/", views.victim_end, name="victim-end"),
    path("licence/<uuid:pk>/", views.licence, name="licence"),
    path("licence/<uuid:pk>/details/", views.details, name="details"),
    path("licence/<uuid:pk>/preview/", views.preview, name="preview"),
    path("licence/<uuid:pk>/make-live/", views.make_live, name="make-live"),
    path("licence/<uuid:pk>/end/", views.end, name="end"),
    path("licence/<uuid:pk>/menu/", views_conditions.menu, name="menu"),
    path("licence/<uuid:pk>/add/<uuid:code>/", views_conditions.add, name="condition-add"),
    path("licence/<uuid:pk>/bespoke/", views_conditions.bespoke, name="bespoke-add"),
    path("licence/conditions/<uuid:pk>/drop/", views_conditions.drop, name="condition-drop"),
    path("licence/conditions/<uuid:pk>/<slug:answer>/", views_conditions.decide, name="bespoke-decide"),
    path("licence/changes/", policies.changes, name="changes"),
    path("licence/changes/<uuid:pk>/keep/", policies.keep, name="change-keep"),
]
