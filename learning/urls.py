from django.urls import include, path

urlpatterns = [
    path("", include("learning.authoring.urls")),
    path("", include("learning.courses.urls")),
    path("", include("learning.quizzes.urls")),
    path("", include("learning.marking.urls")),
    path("", include("learning.practice.urls")),
    path("", include("learning.review.urls")),
    path("", include("learning.learners.urls")),
    path("", include("learning.cv.urls")),
    path("", include("learning.vacancies.urls")),
    path("", include("learning.disclosure.urls")),
    path("", include("learning.sync.urls")),
    path("", include("learning.xapi.urls")),
    path("", include("learning.certificates.urls")),
    path("", include("learning.attendance.urls")),
    path("", include("learning.lists.urls")),
    path("", include("learning.desk.urls")),
    path("", include("learning.planning.urls")),
    path("", include("learning.packages.urls")),
    path("", include("learning.cmi5.urls")),
]
