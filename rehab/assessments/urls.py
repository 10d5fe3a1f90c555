from django.urls import path

from rehab.assessments import views

app_name = "assessments"
urlpatterns = [
    path("about-me/", views.mine, name="mine"),
    path("people/<uuid:pk>/assessments/", views.for_person, name="for-person"),
    path("assessments/<uuid:pk>/", views.assessment, name="assessment"),
    path("assessments/<uuid:pk>/check/", views.check, name="check"),
    path("assessments/<uuid:pk>/send/", views.send, name="send"),
    path("assessments/<uuid:pk>/finish/", views.finish, name="finish"),
    path("assessments/parts/<uuid:pk>/skip/", views.skip, name="skip"),
    path("assessments/parts/<uuid:pk>/<slug:side>/<int:number>/", views.part, name="part"),
]
