from django.urls import path

from rehab.complaints import views
from rehab.complaints.desk import views as desk
from rehab.complaints.setup import views as setup

app_name = "complaints"
urlpatterns = [
    path("complaints/", views.mine, name="mine"),
    path("complaints/new/", views.new, name="new"),
    path("complaints/<uuid:pk>/", views.one, name="one"),
    path("complaints/<uuid:pk>/was-it-answered/<slug:word>/", views.verdict, name="verdict"),
    path("complaints/<uuid:pk>/look-again/", views.appeal, name="appeal"),
    path("complaints/<uuid:pk>/take-back/", views.withdraw, name="withdraw"),
    path("people/<uuid:pk>/complaint/", desk.take_down, name="take-down"),
    path("staff/complaints/", desk.desk, name="desk"),
    path("staff/complaints/setup/", setup.start, name="setup"),
    path("staff/complaints/setup/<uuid:pk>/", setup.place, name="setup-place"),
    path("staff/complaints/setup/<uuid:pk>/days/", setup.days, name="setup-days"),
    path("staff/complaints/readers/<uuid:pk>/end/", setup.reader_end, name="reader-end"),
    path("staff/complaints/<uuid:pk>/", desk.one, name="desk-one"),
    path("staff/complaints/<uuid:pk>/answer/", desk.answer, name="answer"),
]
