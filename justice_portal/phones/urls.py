from django.urls import include, path

from justice_portal.phones import staff_views, views

rooms = (
    [
        path("phone/join/", views.join, name="join"),
        path("phone/joined/", views.joined, name="joined"),
        path("leave/", views.leave, name="leave"),
        path("people/<uuid:pk>/own-phone/", staff_views.for_person, name="for-person"),
        path("people/<uuid:pk>/own-phone/code/", staff_views.make_code, name="make-code"),
        path("people/<uuid:pk>/own-phone/invite/", staff_views.invite, name="invite"),
        path("own-phones/<uuid:pk>/stop/", staff_views.stop, name="stop"),
    ],
    "phones",
)
urlpatterns = [
    # Under the names by which allauth looks for them.
    path("phone/", views.sign_in, name="account_request_login_code"),
    path("phone/code/", views.enter_code, name="account_confirm_login_code"),
    path("", include(rooms)),
]
