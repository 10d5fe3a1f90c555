"""manage.py feeds: the systems that may send movements, and their keys."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justice_portal.access import SYSTEM
from justice_portal.errors import DomainError
from justice_portal.people.feeds.actions import end_feed, open_feed
from justice_portal.people.feeds.models import Feed


class Command(BaseCommand):
    help = "List the feeds; open one, which prints its key once; end one, whose key then opens nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["list", "open", "end"], nargs="?", default="list")
        parser.add_argument("name", nargs="?", default="", help="such as NOMIS")

    def handle(self, *, what: str, name: str, **options: Any) -> None:
        if what != "list" and not name:
            raise CommandError("Name the feed.")
        if what == "open":
            try:
                _feed, key = open_feed(Feed, name=name[:30], by=SYSTEM)
            except DomainError as error:
                raise CommandError(str(error)) from None
            self.stdout.write(f"Authorization: Feed {key}")
            return
        if what == "end":
            feed = Feed.objects.live().filter(name=name).first()
            if feed is None:
                raise CommandError(f"There is no feed {name}.")
            end_feed(feed, by=SYSTEM)
        for one in Feed.objects.all():
            self.stdout.write(f"{one.name}: {'ended' if one.ended_at else 'open'}, last sent {one.used_at or 'never'}")
