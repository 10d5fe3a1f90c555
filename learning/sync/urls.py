from django.urls import path

from learning.sync import api

app_name = "sync"
urlpatterns = [path("api/learning/facts/", api.facts, name="facts")]
