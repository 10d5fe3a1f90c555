"""manage.py load_request_types: brings the types of requests up to what the product ships."""

from django.core.management.base import BaseCommand

from justice_portal.access import SYSTEM
from rehab.models import RequestType
from rehab.requests.routing.actions import load_types


class Command(BaseCommand):
    help = "Load the types of requests with their forms, in English and Welsh. Safe to repeat; what was asked keeps its form."

    def handle(self, *args, **options):
        self.stdout.write(f"{load_types(RequestType, by=SYSTEM)} types")
