from django.urls import path

from rehab.reviews import views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.mine, name="mine"),
    path("reviews/due/", views.due, name="due"),
    path("people/<uuid:pk>/reviews/", views.for_person, name="for-person"),
    path("people/<uuid:pk>/reviews/plan/", views.plan, name="plan"),
    path("people/<uuid:pk>/reviews/hold/", views.hold, name="hold"),
    path("reviews/<uuid:pk>/put-off/", views.put_off, name="put-off"),
    path("reviews/<uuid:pk>/take-up/", views.take_up, name="take-up"),
]
