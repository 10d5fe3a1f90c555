from django.urls import path

from learning.disclosure import views

app_name = "disclosure"
urlpatterns = [
    path("telling-an-employer/", views.mine, name="mine"),
    path("telling-an-employer/<slug:part>/", views.part, name="part"),
    path("people/<uuid:pk>/letter-to-employer/", views.for_person, name="for-person"),
    path("letters-to-employer/<uuid:pk>/print/", views.make, name="make"),
    path("letters-to-employer/prints/<uuid:pk>/", views.printing, name="print"),
    path("letters-to-employer/prints/<uuid:pk>/pdf/", views.pdf, name="pdf"),
]
