from django.urls import path

from justice_portal.invitations import views

app_name = "invitations"
urlpatterns = [
    path("invitations/", views.invitation_list, name="list"),
    path("invitations/new/", views.invite, name="invite"),
    path("invitations/<uuid:pk>/", views.invitation_page, name="invitation"),
    path("invitations/<uuid:pk>/send-again/", views.send_again, name="send-again"),
    path("invitations/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("staff/invitation/<str:secret>/", views.open_invitation, name="open"),
    path("staff/join/", views.take, name="take"),
]
