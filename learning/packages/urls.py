from django.urls import path

from learning.packages import views, views_own

app_name = "packages"
urlpatterns = [
    path("learn/packages/", views.packages, name="list"),
    path("learn/packages/send/", views.send, name="send"),
    path("learn/packages/<uuid:pk>/", views.package, name="package"),
    path("learn/packages/<uuid:pk>/offer/", views.offer_it, name="offer"),
    path("learn/packages/<uuid:pk>/retire/", views.retire, name="retire"),
    path("learn/packages/<uuid:pk>/see/<int:number>/", views.see, name="see"),
    path("learn/packages/<uuid:pk>/learners/", views.claims, name="claims"),
    path("learn/more/", views_own.mine, name="mine"),
    path("learn/more/<uuid:pk>/", views_own.about, name="about"),
    path("learn/more/<uuid:pk>/open/<int:number>/", views_own.open_part, name="open"),
    path("learn/more/<uuid:pk>/go/", views_own.go_on, name="go"),
    path("learn/more/play/<uuid:pk>/", views_own.play_part, name="play"),
    path("learn/more/play/<uuid:pk>/save/", views_own.save, name="save"),
]
