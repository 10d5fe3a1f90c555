from django.urls import path

from justice_portal.changes import views

app_name = "changes"
urlpatterns = [
    path("changes/", views.change_list, name="list"),
    path("changes/<uuid:pk>/", views.change_page, name="change"),
    path("changes/<uuid:pk>/approve/", views.approve, name="approve"),
    path("changes/<uuid:pk>/refuse/", views.refuse, name="refuse"),
    path("changes/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("grants/", views.grants, name="grants"),
    path("grants/file/", views.grants_file, name="grants-file"),
]
