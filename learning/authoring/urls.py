from django.urls import path

from learning.authoring import views, views_preview, views_write
from learning.authoring.banks import views as views_bank
from learning.authoring.incoming import views as views_import

app_name = "authoring"
urlpatterns = [
    path("learn/write/", views.drafts, name="list"),
    path("learn/write/new/", views_write.new, name="new"),
    path("learn/write/courses/<slug:code>/next/", views.revise, name="revise"),
    path("learn/write/courses/<slug:code>/retire/", views.retire, name="retire"),
    path("learn/write/courses/<slug:code>/offer/", views.offer, name="offer"),
    path("learn/write/<uuid:pk>/", views.draft, name="draft"),
    path("learn/write/<uuid:pk>/send/", views.send, name="send"),
    path("learn/write/<uuid:pk>/answer/", views.answer, name="answer"),
    path("learn/write/<uuid:pk>/back/", views.take_back, name="take-back"),
    path("learn/write/<uuid:pk>/publish/", views.publish, name="publish"),
    path("learn/write/<uuid:pk>/drop/", views.drop, name="drop"),
    path("learn/write/<uuid:pk>/details/", views_write.details, name="details"),
    path("learn/write/<uuid:pk>/rules/", views_write.rules, name="rules"),
    path("learn/write/<uuid:pk>/arrange/", views_write.arrange, name="arrange"),
    path("learn/write/<uuid:pk>/lesson/", views_write.lesson, name="lesson-add"),
    path("learn/write/<uuid:pk>/lesson/<slug:code>/", views_write.lesson, name="lesson"),
    path("learn/write/<uuid:pk>/lesson/<slug:lesson_code>/block/", views_write.block, name="block-add"),
    path("learn/write/<uuid:pk>/lesson/<slug:lesson_code>/block/<slug:code>/", views_write.block, name="block"),
    path("learn/write/<uuid:pk>/question/", views_write.question, name="question-add"),
    path("learn/write/<uuid:pk>/question/<slug:code>/", views_write.question, name="question"),
    path("learn/write/banks/", views_bank.banks, name="banks"),
    path("learn/write/banks/<uuid:pk>/", views_bank.bank, name="bank"),
    path("learn/write/banks/<uuid:pk>/question/", views_bank.add, name="bank-add"),
    path("learn/write/banks/questions/<uuid:pk>/retire/", views_bank.retire, name="bank-retire"),
    path("learn/write/<uuid:pk>/import/", views_import.send, name="import-add"),
    path("learn/write/import/<uuid:pk>/", views_import.report, name="import"),
    path("learn/write/<uuid:pk>/see/<slug:code>/", views_preview.lesson, name="see-lesson"),
    path("learn/write/<uuid:pk>/see/quiz/<slug:code>/", views_preview.question, name="see-question"),
]
