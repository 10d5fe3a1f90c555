from django.urls import path

from rehab.papers import views

app_name = "papers"
urlpatterns = [
    path("papers/", views.mine, name="mine"),
    path("people/<uuid:pk>/papers/", views.for_person, name="for-person"),
    path("people/<uuid:pk>/papers/<slug:kind>/", views.paper, name="paper"),
]
