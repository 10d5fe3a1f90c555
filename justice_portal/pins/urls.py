from django.urls import path

from justice_portal.pins import views

app_name = "pins"
urlpatterns = [
    path("people/<uuid:pk>/pin/", views.start, name="start"),
    path("people/<uuid:pk>/pin/unlock/", views.unlock, name="unlock"),
    path("sign-in/code/", views.type_code, name="code"),
    path("sign-in/choose-pin/", views.choose, name="choose"),
    path("my-pin/", views.mine, name="mine"),
    path("my-pin/change/", views.change, name="change"),
]
