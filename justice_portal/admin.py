"""What the administration site shows of the ground floor: each room's own admin.py."""

from justice_portal.accounts import admin as accounts
from justice_portal.audit import admin as audit
from justice_portal.estate import admin as estate
from justice_portal.jobs import admin as jobs
from justice_portal.lookups import admin as lookups
from justice_portal.people import admin as people
from justice_portal.rights import admin as rights
from justice_portal.switches import admin as switches
from justice_portal.visits import admin as visits

__all__ = ["accounts", "audit", "estate", "jobs", "lookups", "people", "rights", "switches", "visits"]
