from django.urls import path

from learning.certificates import views, views_public

app_name = "certificates"
urlpatterns = [
    path("learn/certificates/", views.mine, name="mine"),
    path("learn/done/<uuid:pk>/certificate/", views.of, name="of"),
    path("learn/certificates/<uuid:pk>/pdf/", views.pdf, name="pdf"),
    path("learn/certificates/<uuid:pk>/badge/", views.badge, name="badge"),
    path("learn/certificates/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("people/<uuid:pk>/transcript/", views.transcript, name="transcript"),
    path("c/withdrawn/", views_public.revoked, name="revoked"),
    path("c/<slug:code>/", views_public.check, name="check"),
]
