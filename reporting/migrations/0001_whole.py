"""Migrations up to 0002 as one: a new database is made sooner, and one that has them goes on from there."""

import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import justice_portal.clock
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reporting", "0001_progress_reports"), ("reporting", "0002_caseload_prints")]

    initial = True

    dependencies = [
        ("justice_portal", "0001_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("asked", "Asked for"), ("wing", "For a whole wing"), ("monthly", "Every month")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for words"),
                            ("making", "Being made"),
                            ("ready", "Ready"),
                            ("cancelled", "Stopped"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "data",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="What it says, as it was then.",
                    ),
                ),
                ("data_version", models.CharField(blank=True, help_text="SHA-256 of the data.", max_length=64)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes.")),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="justice_portal.job",
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress_reports",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.progressreport",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("side", models.CharField(choices=[("staff", "Staff"), ("person", "The person")], max_length=10)),
                ("text", models.TextField(max_length=3000)),
                ("written_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="reporting.progressreport",
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="WingReport",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("making", "Being made"), ("ready", "Ready"), ("cancelled", "Stopped")],
                        default="making",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes.")),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="justice_portal.job",
                    ),
                ),
                (
                    "wing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.wing"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "making")), fields=("wing",), name="one_wing_report_under_way"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))), name="wing_report_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="progressreport",
            name="wing_report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="reporting.wingreport",
            ),
        ),
        migrations.CreateModel(
            name="CaseloadPrint",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("wanted", models.JSONField(default=dict, help_text="How the list was narrowed and sorted.")),
                (
                    "status",
                    models.CharField(
                        choices=[("making", "Being made"), ("ready", "Ready"), ("dropped", "Thrown away")],
                        default="making",
                        max_length=10,
                    ),
                ),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, help_text="The people who are on it.", size=None
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        default=list,
                        help_text="The roles held by who asked when it was made.",
                        size=None,
                    ),
                ),
                ("path", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes.")),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="justice_portal.job",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ready"), _negated=True),
                            models.Q(
                                models.Q(("path", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                                ("ready_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ready_print_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "dropped"), _negated=True), ("path", ""), _connector="OR"
                        ),
                        name="dropped_print_has_no_file",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(fields=["person", "-asked_at"], name="reports_of_person"),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "ready")),
                fields=("person", "kind", "data_version"),
                name="report_once_per_data",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "asked"), ("status__in", ["open", "making"])),
                fields=("person",),
                name="one_report_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "monthly"), models.Q(("status", "cancelled"), _negated=True)),
                fields=("person", "from_on"),
                name="one_monthly_report_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(fields=("wing_report", "person"), name="person_once_in_a_wing_report"),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__gte", models.F("from_on"))), name="report_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ready"), _negated=True),
                    models.Q(
                        models.Q(("path", ""), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                        ("ready_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ready_report_has_its_file",
            ),
        ),
    ]
