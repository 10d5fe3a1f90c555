from django.urls import path

from rehab.appointments import views, views_calendar, views_places, views_staff
from rehab.appointments.moving import views as moving

app_name = "appointments"
urlpatterns = [
    path("my-week/", views.mine, name="mine"),
    path("my-week/reminders/", views.reminders, name="reminders"),
    path("appointments/", views_calendar.calendar, name="calendar"),
    path("appointments/outcomes/", views_calendar.outcomes, name="outcomes"),
    path("appointments/figures/", views_calendar.figures, name="figures"),
    path("appointments/places/", views_places.places, name="places"),
    path("appointments/places/add/", views_places.place_add, name="place-add"),
    path("appointments/places/<uuid:pk>/", views_places.place_edit, name="place-edit"),
    path("appointments/asked/", moving.asked_list, name="asked"),
    path("appointments/asked/<uuid:pk>/", moving.answer, name="move-answer"),
    path("appointments/asked/<uuid:pk>/take-back/", moving.withdraw, name="move-withdraw"),
    path("appointments/to-give/", moving.to_give, name="to-give"),
    path("appointments/<uuid:pk>/move/", moving.ask, name="move"),
    path("appointments/<uuid:pk>/give/", moving.give, name="give"),
    path("appointments/<uuid:pk>/", views.appointment, name="appointment"),
    path("appointments/<uuid:pk>/calendar-file/", views.calendar_file, name="calendar-file"),
    path("appointments/<uuid:pk>/what-happened/", views.reply, name="reply"),
    path("appointments/<uuid:pk>/change/", views_staff.change, name="change"),
    path("appointments/<uuid:pk>/call-off/", views_staff.cancel, name="cancel"),
    path("appointments/<uuid:pk>/attended/", views_staff.kept, name="kept"),
    path("appointments/<uuid:pk>/ask/", views_staff.ask, name="ask"),
    path("appointments/<uuid:pk>/decide/", views_staff.decide, name="decide"),
    path("people/<uuid:pk>/appointments/", views_staff.for_person, name="for-person"),
    path("people/<uuid:pk>/appointments/book/", views_staff.book, name="book"),
]
