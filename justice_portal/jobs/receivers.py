"""Who is told when a job is parked: those who manage jobs (F23)."""

from justice_portal.access import GRANTS, Permission
from justice_portal.accounts.models import User
from justice_portal.grants import Reach
from justice_portal.jobs.endings import when_parked
from justice_portal.jobs.models import Job
from justice_portal.notify import anyone


@when_parked
def tell_who_manages_jobs(job: Job) -> None:
    roles = [role for role, granted in GRANTS.items() if Permission.JOB_MANAGE in granted]
    held = {"held_roles__role__in": roles, "held_roles__reach": Reach.ESTATE}
    anyone(User.objects.filter(**held, is_active=True).distinct(), "job.parked", about=job, by_email=True)
