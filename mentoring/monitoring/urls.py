from django.urls import path

from mentoring.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("message-rules/", views.policies, name="policies"),
    path("message-rules/<uuid:pk>/", views.policy, name="policy"),
]
