from django.urls import path

from justice_portal.protected import views
from justice_portal.protected.glass import views as glass

app_name = "protected"
urlpatterns = [
    path("protected/", views.desk, name="desk"),
    path("people/<uuid:pk>/who-may-see/", views.case, name="case"),
    path("people/<uuid:pk>/who-may-see/restrict/", views.restrict, name="restrict"),
    path("people/<uuid:pk>/who-may-see/open/", views.unrestrict, name="unrestrict"),
    path("people/<uuid:pk>/who-may-see/name/", views.name, name="name"),
    path("people/<uuid:pk>/who-may-see/keep-out/", views.shut_out, name="shut-out"),
    path("named/<uuid:pk>/end/", views.name_end, name="name-end"),
    path("connections/<uuid:pk>/", views.connection, name="connection"),
    path("connections/<uuid:pk>/close/", views.connection_shut, name="connection-shut"),
    path("connections/<uuid:pk>/clear/", views.connection_clear, name="connection-clear"),
    path("people-i-know/", views.declare, name="declare"),
    path("people-i-know/home/", views.home, name="home"),
    path("emergency/", glass.emergency, name="emergency"),
    path("emergency/<uuid:pk>/", glass.glass, name="glass"),
    path("emergency/<uuid:pk>/end/", glass.end, name="glass-end"),
]
