from django.urls import path

from rehab.plans import views, views_steps

app_name = "plans"
urlpatterns = [
    path("plan/", views.mine, name="mine"),
    path("people/<uuid:pk>/plan/", views.for_person, name="for-person"),
    path("plan/<uuid:pk>/", views.plan, name="plan"),
    path("plan/<uuid:pk>/paper/", views.printed, name="print"),
    path("plan/<uuid:pk>/<slug:pathway>/", views.pathway, name="pathway"),
    path("plan/<uuid:pk>/<slug:pathway>/add-goal/", views.goal_add, name="goal-add"),
    path("plan/goals/<uuid:pk>/", views.goal, name="goal"),
    path("plan/goals/<uuid:pk>/edit/", views.goal_edit, name="goal-edit"),
    path("plan/goals/<uuid:pk>/end/", views.goal_end, name="goal-end"),
    path("plan/goals/<uuid:pk>/reopen/", views.goal_reopen, name="goal-reopen"),
    path("plan/goals/<uuid:pk>/add-step/", views_steps.step_add, name="step-add"),
    path("plan/steps/<uuid:pk>/<slug:status>/", views_steps.step_state, name="step-state"),
    path("plan/steps/<uuid:pk>/move/<slug:way>/", views_steps.step_move, name="step-move"),
]
