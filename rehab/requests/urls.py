from django.urls import path

from rehab.requests import views
from rehab.requests.desk import views as desk
from rehab.requests.routing import views as routing

app_name = "requests"
urlpatterns = [
    path("requests/", views.mine, name="mine"),
    path("requests/new/", views.choose, name="choose"),
    path("requests/new/<slug:code>/", views.ask, name="ask"),
    path("requests/times/", views.times, name="times"),
    path("requests/<uuid:pk>/", views.one, name="one"),
    path("requests/<uuid:pk>/reply/", views.reply, name="reply"),
    path("requests/<uuid:pk>/take-back/", views.withdraw, name="withdraw"),
    path("requests/<uuid:pk>/was-it-answered/<slug:word>/", views.verdict, name="verdict"),
    path("requests/<uuid:pk>/paper/", views.paper, name="paper"),
    path("people/<uuid:pk>/requests/", desk.for_person, name="for-person"),
    path("people/<uuid:pk>/requests/new/", desk.choose_for, name="choose-for"),
    path("people/<uuid:pk>/requests/new/<slug:code>/", desk.ask_for, name="ask-for"),
    path("staff/requests/", desk.desk, name="desk"),
    path("staff/requests/many/", desk.many, name="many"),
    path("staff/requests/times/", desk.times, name="desk-times"),
    path("staff/requests/setup/", routing.start, name="setup"),
    path("staff/requests/setup/<uuid:pk>/", routing.place, name="setup-place"),
    path("staff/requests/setup/<uuid:pk>/usual/", routing.usual_set, name="setup-usual"),
    path("staff/requests/setup/<uuid:pk>/types/<slug:code>/", routing.route, name="setup-route"),
    path("staff/requests/setup/<uuid:pk>/departments/new/", routing.department_add, name="department-add"),
    path("staff/requests/departments/<uuid:pk>/", routing.department, name="department"),
    path("staff/requests/members/<uuid:pk>/end/", routing.member_end, name="member-end"),
    path("staff/requests/<uuid:pk>/", desk.one, name="desk-one"),
    path("staff/requests/<uuid:pk>/take/", desk.take, name="take"),
    path("staff/requests/<uuid:pk>/reply/", desk.reply, name="desk-reply"),
    path("staff/requests/<uuid:pk>/note/", desk.note, name="note"),
    path("staff/requests/<uuid:pk>/forward/", desk.forward, name="forward"),
    path("staff/requests/<uuid:pk>/decide/", desk.decide, name="decide"),
]
