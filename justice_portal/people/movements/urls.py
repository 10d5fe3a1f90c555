from django.urls import path

from justice_portal.people.movements import views

app_name = "movements"
urlpatterns = [
    path("people/<uuid:pk>/move/", views.choose, name="choose"),
    path("people/<uuid:pk>/move/<slug:kind>/", views.move, name="move"),
]
