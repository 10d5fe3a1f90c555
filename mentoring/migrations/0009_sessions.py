"""Mentoring sessions. The database refuses two at once of one mentor, one person or one slot: that needs btree_gist."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import justice_portal.clock
import uuid_utils.compat
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("justice_portal", "0025_undone_joins_and_withdrawn_records"),
        ("mentoring", "0008_privileged"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="VisitSlot",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("meet", "Face to face"), ("phone", "Phone call"), ("video", "Video call")],
                        max_length=10,
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("where", models.CharField(help_text="The room, or how the call is put through.", max_length=80)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_slots",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_slots",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "wing",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only people of this wing; none: people of the whole prison.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_slots",
                        to="justice_portal.wing",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "starts", "id"],
            },
        ),
        migrations.CreateModel(
            name="MentoringSession",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("meet", "Face to face"), ("phone", "Phone call"), ("video", "Video call")],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("booked", "Booked"),
                            ("kept", "It took place"),
                            ("missed", "It did not take place"),
                            ("cancelled", "Called off"),
                        ],
                        default="booked",
                        max_length=10,
                    ),
                ),
                ("booked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "off_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person cannot come"),
                            ("mentor", "The mentor cannot come"),
                            ("place", "The room, the line or the time cannot be used"),
                            ("stopped", "The mentoring is on a break or has ended"),
                            ("vetting", "The mentor has to do a check first"),
                            ("moved", "The person moved"),
                            ("apart", "The two cannot meet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "missed_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_let", "The person was not let out, or had to be elsewhere"),
                            ("ill", "The person was ill"),
                            ("chose", "The person chose not to come"),
                            ("mentor", "The mentor could not come"),
                            ("place", "The prison or office could not run it"),
                            ("line", "The call or the link did not work"),
                            ("unknown", "Nobody knows why"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("again", "Meet again"),
                            ("goal", "Work on a goal"),
                            ("mentor", "The mentor finds something out"),
                            ("person", "The person tries something"),
                            ("staff", "Ask staff for help"),
                            ("none", "Nothing for now"),
                        ],
                        max_length=10,
                    ),
                ),
                ("shared_note", models.CharField(blank=True, help_text="The person reads this.", max_length=300)),
                (
                    "held_note",
                    models.CharField(
                        blank=True, help_text="Meant for the person; staff read it first.", max_length=300
                    ),
                ),
                (
                    "note_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No words"),
                            ("shared", "The person reads it"),
                            ("held", "Staff read it first"),
                            ("kept", "Only staff read it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("staff_note", models.CharField(blank=True, help_text="Only staff read this.", max_length=500)),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mood",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("great", "Very good"),
                            ("good", "Good"),
                            ("fine", "All right"),
                            ("bad", "Not good"),
                            ("awful", "Bad"),
                        ],
                        max_length=10,
                    ),
                ),
                ("mood_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="mentoring.match"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentoring_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentoring_sessions",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="mentoring.visitslot"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FreeHour",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="free_hours", to="mentoring.mentor"
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "starts"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="free_hour_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="free_hour_on_one_of_seven_days"
                    ),
                    models.UniqueConstraint(fields=("mentor", "weekday", "starts"), name="free_hour_once"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="visitslot",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["establishment", "weekday"], name="slots_of_prison"
            ),
        ),
        migrations.AddIndex(
            model_name="visitslot",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["delivery_unit", "weekday"], name="slots_of_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="visitslot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivery_unit", None), ("establishment__isnull", False)),
                    models.Q(("delivery_unit__isnull", False), ("establishment", None), ("wing", None)),
                    _connector="OR",
                ),
                name="visit_slot_is_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitslot",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="visit_slot_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="visitslot",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lte", 6)), name="visit_slot_on_one_of_seven_days"
            ),
        ),
        migrations.AddIndex(
            model_name="mentoringsession",
            index=models.Index(fields=["match", "-starts_at"], name="sessions_of_match"),
        ),
        migrations.AddIndex(
            model_name="mentoringsession",
            index=models.Index(fields=["status", "starts_at"], name="sessions_by_status"),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "cancelled"), _negated=True),
                expressions=[
                    (
                        models.Func(
                            "starts_at",
                            "ends_at",
                            function="TSTZRANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                    ("mentor", "="),
                ],
                name="one_session_of_a_mentor_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "cancelled"), _negated=True),
                expressions=[
                    (
                        models.Func(
                            "starts_at",
                            "ends_at",
                            function="TSTZRANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                    ("person", "="),
                ],
                name="one_session_of_a_person_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "cancelled"), _negated=True),
                expressions=[
                    (
                        models.Func(
                            "starts_at",
                            "ends_at",
                            function="TSTZRANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                    ("slot", "="),
                ],
                name="one_session_in_a_slot_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="session_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "missed"), models.Q(("missed_why", ""), _negated=True)),
                    models.Q(models.Q(("status", "missed"), _negated=True), ("missed_why", "")),
                    _connector="OR",
                ),
                name="session_missed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "cancelled"), models.Q(("off_why", ""), _negated=True)),
                    models.Q(models.Q(("status", "cancelled"), _negated=True), ("off_why", "")),
                    _connector="OR",
                ),
                name="session_off_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentoringsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("shared_note", ""), ("note_state", "shared"), _connector="OR"),
                name="session_note_is_read_when_shared",
            ),
        ),
    ]
