from django.urls import path

from justice_portal.people.dates import views

app_name = "dates"
urlpatterns = [
    path("people/<uuid:pk>/dates/", views.dates, name="dates"),
    path("sentence-dates/<uuid:pk>/take-back/", views.withdraw, name="withdraw"),
    path("my-record/dates/", views.mine, name="mine"),
]
