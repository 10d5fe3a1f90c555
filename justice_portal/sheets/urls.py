from django.urls import path

from justice_portal.sheets import views, views_staff

app_name = "sheets"
urlpatterns = [
    path("on-paper/", views.mine, name="mine"),
    path("on-paper/ask/<slug:kind>/", views.ask, name="ask"),
    path("on-paper/<uuid:pk>/", views.own, name="own"),
    path("on-paper/<uuid:pk>/take-back/", views.take_back, name="take-back"),
    path("sheets/", views_staff.find, name="find"),
    path("sheets/wing/", views_staff.wing, name="wing"),
    path("sheets/<uuid:pk>/", views_staff.sheet, name="sheet"),
    path("sheets/<uuid:pk>/end/", views_staff.end, name="end"),
    path("sheet-prints/<uuid:pk>/", views_staff.printing, name="print"),
    path("sheet-prints/<uuid:pk>/pdf/", views_staff.print_pdf, name="print-pdf"),
    path("people/<uuid:pk>/sheets/", views_staff.for_person, name="for-person"),
]
