"""People outside who would like to become a mentor."""

import django.db.models.deletion
import justice_portal.clock
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("justice_portal", "0025_undone_joins_and_withdrawn_records"),
        ("mentoring", "0010_due_process"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MentorInterest",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=60)),
                ("why", models.CharField(max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waits", "Waits for an answer"),
                            ("invited", "Asked to invite them"),
                            ("refused", "Not invited"),
                        ],
                        default="waits",
                        max_length=10,
                    ),
                ),
                ("told_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waits")),
                        fields=("email", "establishment"),
                        name="one_interest_waits_for_a_place",
                    )
                ],
            },
        ),
    ]
