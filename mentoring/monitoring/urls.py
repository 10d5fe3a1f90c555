from django.urls import path

from mentoring.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("message-rules/", views.policies, name="policies"),
    path("message-rules/readers/", views.authorities, name="authorities"),
    path("message-rules/readers/<uuid:pk>/", views.authority, name="authority"),
    path("message-rules/readers/<uuid:pk>/end/", views.authority_end, name="authority-end"),
    path("message-rules/<uuid:pk>/", views.policy, name="policy"),
    path("message-rules/<uuid:pk>/give/", views.authority_give, name="authority-give"),
]
