from django.urls import path

from learning.cmi5 import api, views, views_own

app_name = "cmi5"
urlpatterns = [
    path("learn/more/cmi5/<uuid:pk>/", views_own.course, name="course"),
    path("learn/more/cmi5/<uuid:pk>/open/<int:number>/", views_own.open_part, name="open"),
    path("learn/more/cmi5/play/<uuid:pk>/", views_own.play_part, name="play"),
    path("learn/packages/<uuid:pk>/cmi5/", views.learners, name="learners"),
    path("learn/packages/<uuid:pk>/cmi5/try/<int:number>/", views.try_part, name="try"),
    path("learn/packages/cmi5/tried/<uuid:pk>/", views.tried, name="tried"),
    path("learn/packages/cmi5/learner/<uuid:pk>/", views.learner, name="learner"),
    path("learn/packages/cmi5/learner/<uuid:pk>/waive/<int:number>/", views.waive, name="waive"),
    path("learn/packages/cmi5/open/<uuid:pk>/close/", views.close, name="close"),
    path("api/learning/cmi5/courses/", api.courses, name="api-courses"),
    path("api/learning/cmi5/courses/<uuid:pk>/", api.course, name="api-course"),
    path("api/learning/cmi5/courses/<uuid:pk>/launch/", api.launch, name="api-launch"),
    path("api/learning/cmi5/registrations/<uuid:pk>/waive/", api.waive, name="api-waive"),
    path("api/learning/cmi5/launches/<uuid:pk>/abandon/", api.abandon, name="api-abandon"),
    path("api/learning/cmi5/statements", api.statements, name="api-statements"),
]
