from django.urls import path

from justice_portal.rights import views, views_staff

app_name = "rights"
urlpatterns = [
    path("my-record/", views.mine, name="mine"),
    path("my-record/looked/", views.looks, name="looks"),
    path("my-record/wrong/", views.corrections, name="corrections"),
    path("my-record/wrong/tell/", views.correct, name="correct"),
    path("my-record/copy/", views.copies, name="copies"),
    path("my-record/kept/", views.kept, name="kept"),
    path("corrections/", views_staff.queue, name="queue"),
    path("corrections/<uuid:pk>/", views.correction, name="correction"),
    path("corrections/<uuid:pk>/answer/", views_staff.answer, name="answer"),
    path("record-copies/<uuid:pk>/", views.copy, name="copy"),
    path("record-copies/<uuid:pk>/pdf/", views.copy_pdf, name="copy-pdf"),
    path("record-copies/<uuid:pk>/data/", views.copy_data, name="copy-data"),
    path("people/<uuid:pk>/rights/", views_staff.person, name="person"),
    path("people/<uuid:pk>/rights/copy/", views_staff.ask_copy, name="copy-ask"),
    path("people/<uuid:pk>/rights/hold/", views_staff.hold_place, name="hold-place"),
    path("legal-holds/<uuid:pk>/lift/", views_staff.hold_lift, name="hold-lift"),
]
