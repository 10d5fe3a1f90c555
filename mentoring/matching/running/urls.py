from django.urls import path

from mentoring.matching.running import views

app_name = "running"
urlpatterns = [
    path("mentoring/match/<uuid:pk>/", views.match, name="match"),
    path("mentoring/match/<uuid:pk>/goals/", views.goal_ask, name="goal-ask"),
    path("mentoring/goals/<uuid:pk>/<slug:to>/", views.goal_move, name="goal-move"),
    path("mentoring/reviews/<uuid:pk>/say/", views.say, name="say"),
    path("mentors/due/", views.due, name="due"),
    path("mentors/reviews/<uuid:pk>/", views.review, name="review"),
    path("matches/<uuid:pk>/ending/", views.ending, name="ending"),
]
