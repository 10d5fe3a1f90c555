from django.urls import path

from justice_portal.visits import views

app_name = "visits"
urlpatterns = [
    path("still-here/", views.still_here, name="still-here"),
    path("lock/", views.lock, name="lock"),
    path("demo/tablet/", views.demo_tablets, name="demo-tablets"),
    path("demo/tablet/<str:label>/", views.demo_tablet, name="demo-tablet"),
]
