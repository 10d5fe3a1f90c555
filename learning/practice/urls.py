from django.urls import path

from learning.practice import views, views_staff

app_name = "practice"
urlpatterns = [
    path("learn/courses/<slug:code>/practice/", views.start, name="start"),
    path("learn/practice/<uuid:pk>/", views.practice, name="practice"),
    path("learn/practice/<uuid:pk>/show/", views.show, name="show"),
    path("learn/help/", views_staff.stuck, name="stuck"),
    path("learn/help/<uuid:pk>/done/", views_staff.settle, name="settle"),
]
