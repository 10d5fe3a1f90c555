"""Migrations up to 0014 as one: a new database is made sooner, and one that has them goes on from there."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import justice_portal.clock
import uuid_utils.compat
from django.conf import settings
from importlib import import_module
from django.db import migrations, models


load_review_rules = import_module("rehab.migrations.0013_first_review_rules").load


class Migration(migrations.Migration):
    replaces = [
        ("rehab", "0001_plans_and_question_sets"),
        ("rehab", "0002_contacts"),
        ("rehab", "0003_appointments"),
        ("rehab", "0004_licences"),
        ("rehab", "0005_care_alerts"),
        ("rehab", "0006_licence_permissions"),
        ("rehab", "0007_check_ins"),
        ("rehab", "0008_leaving_packs"),
        ("rehab", "0009_key_work_and_handover"),
        ("rehab", "0010_first_72_hours"),
        ("rehab", "0011_requests"),
        ("rehab", "0012_assessments_needs_papers_reviews"),
        ("rehab", "0013_first_review_rules"),
        ("rehab", "0014_local_services"),
    ]

    initial = True

    dependencies = [
        ("justice_portal", "0020_merged_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=8, unique=True)),
                ("rank", models.PositiveIntegerField(help_text="The number as one that can be compared.", unique=True)),
                ("content", models.JSONField()),
                ("conditions", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField(default=justice_portal.clock.now)),
            ],
            options={
                "ordering": ["-rank"],
            },
        ),
        migrations.CreateModel(
            name="QuestionTemplate",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=120, unique=True)),
                ("words_welsh", models.CharField(max_length=120)),
                ("examples", models.TextField(blank=True, max_length=500)),
                ("position", models.PositiveSmallIntegerField()),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ReminderChoice",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reminder_choice",
                        serialize=False,
                        to="justice_portal.person",
                    ),
                ),
                ("wants", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="RequestType",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("name_welsh", models.CharField(max_length=60)),
                ("about", models.CharField(help_text="What it is for, in a few words.", max_length=140)),
                ("about_welsh", models.CharField(max_length=140)),
                ("icon", models.CharField(default="requests", max_length=20)),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(choices=[(1, "Now"), (2, "Soon"), (3, "In its turn")], default=3),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        help_text="Days until the answer is due, where a prison says no other."
                    ),
                ),
                ("questions", models.JSONField(default=list)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("is_on", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("immediate", "Immediate needs"), ("pre_release", "Pre-release")], max_length=12
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("own", "Our own plain words"), ("national", "National service")],
                        default="own",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being answered"),
                            ("sent", "Answered by the person"),
                            ("finished", "Finished"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
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
                    "opened_by",
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
                        related_name="assessments",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "finished"), _negated=True),
                        fields=("person", "kind"),
                        name="one_open_assessment_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentPart",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "A place to live"),
                            ("attitudes", "Thinking and behaviour"),
                            ("family", "Family and friends"),
                            ("drugs-and-alcohol", "Drugs and alcohol"),
                            ("work", "Learning and work"),
                            ("finance", "Money and ID"),
                            ("health", "Health"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "skip_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("oasys", "Done in OASys"),
                            ("other_prison", "Done in another prison"),
                            ("early_release", "Early release"),
                            ("transfer", "Transfer"),
                            ("other", "Another reason"),
                            ("declined", "The person does not want to answer"),
                        ],
                        max_length=20,
                    ),
                ),
                ("skip_note", models.CharField(blank=True, max_length=200)),
                ("skipped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="rehab.assessment"
                    ),
                ),
                (
                    "skipped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AnswerSheet",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("side", models.CharField(choices=[("person", "The person"), ("staff", "Staff")], max_length=10)),
                ("values", models.JSONField(default=dict)),
                ("set_aside", models.JSONField(default=list)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="rehab.assessmentpart"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("part", "side"), name="one_sheet_a_side")],
            },
        ),
        migrations.CreateModel(
            name="CareAlert",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("raised", "Nobody has it yet"),
                            ("seen", "Someone has it"),
                            ("answered", "Waits for a second reader"),
                            ("closed", "Closed"),
                        ],
                        default="raised",
                        max_length=10,
                    ),
                ),
                ("raised_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "step",
                    models.PositiveSmallIntegerField(default=0, help_text="How many further steps of staff were told."),
                ),
                ("next_step_at", models.DateTimeField(blank=True, null=True)),
                (
                    "acct_open",
                    models.BooleanField(default=False, help_text="An ACCT was open when the alert was raised."),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen_safe", "Seen face to face, and safe for now"),
                            ("acct_opened", "ACCT opened"),
                            ("acct_reviewed", "ACCT review brought forward"),
                            ("health", "Healthcare or emergency services saw them"),
                            ("listener", "With a Listener or the Samaritans"),
                            ("not_meant", "Spoken with: the words meant something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("outcome_words", models.TextField(blank=True, max_length=1000)),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                    "outcome_by",
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
                        related_name="care_alerts",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "raised")), fields=["next_step_at"], name="care_alerts_due"
                    ),
                    models.Index(fields=["status", "raised_at"], name="care_alerts_by_status"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["raised", "seen"])),
                        fields=("person",),
                        name="one_open_care_alert_of_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_step_at__isnull", False), ("seen_by", None), ("status", "raised")),
                            models.Q(
                                models.Q(("status", "raised"), _negated=True),
                                ("next_step_at", None),
                                ("seen_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="care_alert_waits_until_somebody_has_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["answered", "closed"]), _negated=True),
                            models.Q(("outcome_by__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="care_alert_says_what_was_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            models.Q(
                                ("closed_by__isnull", False),
                                models.Q(("closed_by", models.F("outcome_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="care_alert_closed_by_a_second_reader",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareCause",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=justice_portal.clock.now)),
                ("source", models.CharField(help_text="The kind of row, such as mentoring.message.", max_length=60)),
                ("source_id", models.CharField(max_length=40)),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="causes", to="rehab.carealert"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("alert", "source", "source_id"), name="one_cause_of_a_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("due_on", models.DateField()),
                ("closes_on", models.DateField(help_text="The last day on which it can be sent.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("created", "To do"),
                            ("submitted", "Sent"),
                            ("reviewed", "Read"),
                            ("expired", "Time over"),
                            ("cancelled", "Called off"),
                        ],
                        default="created",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "feeling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("very_good", "Very good"),
                            ("good", "Good"),
                            ("ok", "OK"),
                            ("not_good", "Not good"),
                            ("struggling", "Very bad, I am struggling"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "support",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("mind", "How I feel, my mind"),
                                ("body", "My body and health"),
                                ("drugs", "Drugs or alcohol"),
                                ("home", "A place to live"),
                                ("money", "Money"),
                                ("work", "Work or learning"),
                                ("family", "Family and friends"),
                                ("other", "Something else"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("support_words", models.TextField(blank=True, max_length=1000)),
                ("wants_call", models.BooleanField(blank=True, null=True)),
                ("call_words", models.TextField(blank=True, max_length=1000)),
                ("photo_path", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, help_text="Of the photo.", max_length=64)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "raised",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("distress", "Words that may mean danger"),
                            ("struggling", "Very bad, struggling"),
                            ("call", "Asks for a call"),
                            ("not_good", "Not good"),
                            ("support", "Wants support"),
                            ("words", "Wrote something"),
                            ("nothing", "Nothing stands out"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "identity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, it is them"),
                            ("no", "No, it is someone else"),
                            ("unsure", "I cannot tell"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="For staff.", max_length=1000)),
                ("answer", models.TextField(blank=True, help_text="Told to the person.", max_length=1000)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-due_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CheckInAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=200)),
                ("question_welsh", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True, max_length=1000)),
                (
                    "check_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="rehab.checkin"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("check_in", "position"), name="answer_once_in_a_check_in")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckInPlan",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Every week"), (2, "Every 2 weeks"), (4, "Every 4 weeks"), (8, "Every 8 weeks")]
                    ),
                ),
                ("next_on", models.DateField(help_text="When the next one is due.")),
                ("set_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
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
                        related_name="check_in_plans",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-set_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("person",), name="one_check_in_plan_of_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weeks__in", [1, 2, 4, 8])), name="check_in_every_1_2_4_or_8_weeks"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="checkin",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="rehab.checkinplan"
            ),
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("face_to_face", "Face to face"),
                            ("phone", "Phone call"),
                            ("video", "Video call"),
                            ("letter", "Letter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("next_step", models.CharField(blank=True, help_text="The person reads this.", max_length=140)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("key_work", "Key work session"), ("contact", "Another contact")],
                        default="contact",
                        max_length=10,
                    ),
                ),
                ("shared_note", models.CharField(blank=True, help_text="The person reads this.", max_length=500)),
                ("staff_note", models.CharField(blank=True, help_text="Only staff read this.", max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who of the staff met them, when it was not who wrote it down.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="justice_portal.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_on", "-id"],
                "indexes": [models.Index(fields=["person", "-happened_on"], name="contacts_of_person")],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("name_welsh", models.CharField(blank=True, max_length=60)),
                (
                    "is_private",
                    models.BooleanField(default=False, help_text="Only its members read what is asked of it."),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to="justice_portal.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("establishment", "name"), name="department_once_in_a_prison")
                ],
            },
        ),
        migrations.CreateModel(
            name="DepartmentMember",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("is_head", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="rehab.department"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("department", "user"),
                        name="member_once_in_a_department",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Being made ready"),
                            ("sent", "With the community"),
                            ("returned", "Sent back"),
                            ("accepted", "Accepted"),
                            ("ended", "Ended"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(help_text="The day when the community is responsible.")),
                ("meet_on", models.DateField(blank=True, help_text="The day when all three meet.", null=True)),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, help_text="Why it was sent back or ended.", max_length=300)),
                (
                    "climbed_at",
                    models.DateTimeField(
                        blank=True, help_text="When managers were last told that it is late.", null=True
                    ),
                ),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["open", "sent", "returned"])),
                        fields=("person",),
                        name="one_live_handover_per_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverLine",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("check", "Check"), ("promise", "Promise"), ("question", "Question")], max_length=10
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "All three met, in a room or by video"),
                            ("plan", "The plan is up to date and read by the community"),
                            ("risk", "What keeps people safe is passed on, each to those who may know"),
                            ("licence", "The licence was talked through with the person"),
                            ("home", "Where the person sleeps on the first night"),
                            ("first_day", "First appointment: day, time, place"),
                            ("health", "Health and medicine for the first days"),
                            ("money", "Money, ID and bank for the first days"),
                            ("people", "Who stands by the person: family, mentor, services"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("pom", "Prison offender manager"),
                            ("com", "Community offender manager"),
                            ("person", "The person"),
                        ],
                        help_text="Who does it, or who answers.",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "To do"), ("done", "Done"), ("not_needed", "Not needed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="rehab.handover"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("topic", ""), _negated=True),
                        fields=("handover", "topic"),
                        name="one_check_of_a_topic_per_handover",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Induction",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "hopes_to_work",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "I am not sure")], max_length=10
                    ),
                ),
                (
                    "has_worked",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "I am not sure")], max_length=10
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "No tests or exams"),
                            ("entry", "Entry level"),
                            ("1", "Level 1"),
                            ("2", "Level 2 (like a good GCSE)"),
                            ("3", "Level 3 (like an A level)"),
                            ("higher", "Higher than that"),
                            ("not_sure", "I am not sure"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "done_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("outdoor", "Outdoors"),
                                ("construction", "Building"),
                                ("driving", "Driving"),
                                ("beauty", "Hair and beauty"),
                                ("hospitality", "Food and hotels"),
                                ("technical", "Computers and machines"),
                                ("manufacturing", "Making things"),
                                ("office", "Office"),
                                ("retail", "Shops"),
                                ("sports", "Sport"),
                                ("warehousing", "Storing and moving goods"),
                                ("waste", "Waste"),
                                ("teaching", "Teaching"),
                                ("cleaning", "Cleaning and repairs"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "wants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("outdoor", "Outdoors"),
                                ("construction", "Building"),
                                ("driving", "Driving"),
                                ("beauty", "Hair and beauty"),
                                ("hospitality", "Food and hotels"),
                                ("technical", "Computers and machines"),
                                ("manufacturing", "Making things"),
                                ("office", "Office"),
                                ("retail", "Shops"),
                                ("sports", "Sport"),
                                ("warehousing", "Storing and moving goods"),
                                ("waste", "Waste"),
                                ("teaching", "Teaching"),
                                ("cleaning", "Cleaning and repairs"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "barriers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("offence", "My offence limits what I can do"),
                                ("caring", "I look after someone"),
                                ("health", "My health"),
                                ("confidence", "I am not sure of myself"),
                                ("right_to_work", "I have no right to work here"),
                                ("retired", "I am retired"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="induction",
                        to="justice_portal.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeavingPack",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("language", models.CharField(max_length=5)),
                (
                    "status",
                    models.CharField(
                        choices=[("making", "Being made"), ("ready", "Ready")], default="making", max_length=10
                    ),
                ),
                ("path", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
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
                        related_name="leaving_packs",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ready"), _negated=True),
                            models.Q(models.Q(("path", ""), _negated=True), ("ready_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="ready_pack_has_its_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("letter", "A letter"),
                            ("certificate", "A certificate"),
                            ("identity", "An ID"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("path", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="justice_portal.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("AP", "Licence"), ("PSS", "Post-sentence supervision")], default="AP", max_length=3
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Being written"), ("live", "In force"), ("ended", "Ended")],
                        default="draft",
                        max_length=5,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("dates_source", models.CharField(max_length=80)),
                ("ask_name", models.CharField(max_length=80)),
                ("ask_phone", models.CharField(max_length=20)),
                ("started_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("live_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "live_by",
                    models.ForeignKey(
                        blank=True,
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="licences", to="justice_portal.person"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="licences", to="rehab.policyversion"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "indexes": [models.Index(fields=["status", "policy"], name="licences_by_policy")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "live")), fields=("person", "kind"), name="one_live_licence"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")), fields=("person", "kind"), name="one_licence_draft"
                    ),
                    models.UniqueConstraint(fields=("person", "kind", "number"), name="licence_numbers_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="licence_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LicenceCondition",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("standard", "Standard"), ("additional", "Additional"), ("bespoke", "Bespoke")],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40)),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("inputs", models.JSONField(blank=True, default=dict)),
                (
                    "own_words",
                    models.CharField(blank=True, help_text="The same in plain words, for the person.", max_length=300),
                ),
                ("area", models.JSONField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waits for approval"), ("agreed", "Agreed"), ("refused", "Not approved")],
                        default="agreed",
                        max_length=8,
                    ),
                ),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    "licence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conditions", to="rehab.licence"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "bespoke"), ("status", "agreed"), _negated=True),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="bespoke_is_agreed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("added_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="bespoke_is_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "bespoke"), models.Q(("code", ""), _negated=True), _connector="OR"),
                        name="policy_conditions_have_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LicencePermission",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("night", "Sleep at another place"),
                            ("job", "Start a job"),
                            ("travel", "Travel"),
                            ("address", "Move home"),
                        ],
                        max_length=7,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("place", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Not answered yet"),
                            ("agreed", "Yes"),
                            ("refused", "No"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("limits", models.CharField(blank=True, max_length=300)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("to_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licence_permissions",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "indexes": [
                    models.Index(fields=["person", "-asked_at"], name="may_i_of_person"),
                    models.Index(condition=models.Q(("status", "asked")), fields=["starts_on"], name="may_i_open"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["agreed", "refused"]), _negated=True),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="may_i_is_answered_by_somebody_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "agreed"), _negated=True),
                            models.Q(("from_on__isnull", False), ("to_on__gte", models.F("from_on"))),
                            _connector="OR",
                        ),
                        name="a_yes_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="may_i_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LicenceRead",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("read_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "licence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="read", to="rehab.licence"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingPlace",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_welsh", models.CharField(blank=True, max_length=120, verbose_name="name in Welsh")),
                (
                    "address",
                    models.CharField(
                        help_text="Street and town, as one would write it on a letter.",
                        max_length=200,
                        verbose_name="address",
                    ),
                ),
                ("postcode", models.CharField(max_length=8, verbose_name="postcode")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "way",
                    models.TextField(
                        blank=True,
                        help_text="The map in words: one step a line, from the station or the bus stop.",
                        max_length=1000,
                        verbose_name="the way there",
                    ),
                ),
                ("way_welsh", models.TextField(blank=True, max_length=1000, verbose_name="the way there in Welsh")),
                ("is_open", models.BooleanField(default=True, verbose_name="in use")),
                ("is_for_meetings", models.BooleanField(default=True, verbose_name="staff book appointments here")),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            models.Func(
                                django.db.models.functions.text.Concat(
                                    "name",
                                    models.Value(" "),
                                    "name_welsh",
                                    models.Value(" "),
                                    "address",
                                    models.Value(" "),
                                    "postcode",
                                    models.Value(" "),
                                    django.db.models.functions.text.Replace(
                                        "postcode", models.Value(" "), models.Value("")
                                    ),
                                    output_field=models.TextField(),
                                ),
                                models.Value(
                                    "àáâãäåāąăÀÁÂÃÄÅĀĄĂçćčÇĆČďđĎĐèéêëēęěÈÉÊËĒĘĚğģĞĢìíîïīıÌÍÎÏĪİłŁñńňÑŃŇòóôõöøőÒÓÔÕÖØŐřŘšśşșŠŚŞȘţțťŢȚŤùúûüūůűÙÚÛÜŪŮŰŵŴýÿŷÝŸŶžźżŽŹŻ-‐–'’ʼ`."
                                ),
                                models.Value(
                                    "aaaaaaaaaaaaaaaaaaccccccddddeeeeeeeeeeeeeeggggiiiiiiiiiiiillnnnnnnoooooooooooooorrssssssssttttttuuuuuuuuuuuuuuwwyyyyyyzzzzzz   "
                                ),
                                function="TRANSLATE",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_places",
                        to="justice_portal.deliveryunit",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"], name="places_by_part_of_words", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("name", "postcode"), name="meeting_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("office", "Face to face"),
                            ("phone", "Phone call"),
                            ("video", "Video call"),
                            ("home", "Home visit"),
                            ("three_way", "Three-way meeting"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("first", "First meeting after prison"),
                            ("supervision", "Probation meeting"),
                            ("key_work", "Key work"),
                            ("handover", "Plan for leaving prison"),
                            ("mentoring", "Mentoring"),
                            ("housing", "A place to live"),
                            ("money", "Money and ID"),
                            ("health", "Health"),
                            ("recovery", "Drugs and alcohol"),
                            ("work", "Work and learning"),
                            ("family", "Family and friends"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=True, help_text="The person must come; else it is their choice."),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("where", models.CharField(blank=True, help_text="The room or desk.", max_length=80)),
                ("service", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, help_text="The number that is called.", max_length=20)),
                ("bring", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("kept", "Attended"),
                            ("asked", "Asked what happened"),
                            ("acceptable", "Acceptable absence"),
                            ("unacceptable", "Unacceptable absence"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                ("booked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("portal", "On the portal"),
                            ("phone", "By phone"),
                            ("office", "Face to face"),
                            ("letter", "By letter"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reply_due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("came", "I was there"),
                            ("ill", "I was ill"),
                            ("travel", "I could not get there"),
                            ("work", "I was at work or on a course"),
                            ("family", "My family needed me"),
                            ("not_let", "I was not let out, or was moved"),
                            ("not_told", "I did not know about it"),
                            ("forgot", "I forgot"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reply_words", models.TextField(blank=True, max_length=1000)),
                (
                    "reply_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("portal", "On the portal"),
                            ("phone", "By phone"),
                            ("office", "Face to face"),
                            ("letter", "By letter"),
                        ],
                        max_length=8,
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it was decided or cancelled: told.", max_length=500),
                ),
                (
                    "also_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "mentor",
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
                        related_name="appointments",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="rehab.meetingplace",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-id"],
                "indexes": [
                    models.Index(fields=["person", "-starts_at"], name="appointments_of_person"),
                    models.Index(fields=["staff", "starts_at"], name="appointments_of_staff"),
                    models.Index(fields=["status", "starts_at"], name="appointments_by_status"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="appointment_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("staff__isnull", False),
                            ("mentor__isnull", False),
                            models.Q(("service", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="appointment_is_with_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["asked", "acceptable", "unacceptable"]), _negated=True),
                            models.Q(("asked_at__isnull", False), ("reply_due_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="asked_before_an_absence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "unacceptable"), _negated=True),
                            models.Q(("replied_at__isnull", False), ("replied_at__lte", models.F("decided_at"))),
                            ("reply_due_at__lte", models.F("decided_at")),
                            _connector="OR",
                        ),
                        name="no_unacceptable_absence_before_a_reply_or_time_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "unacceptable"), _negated=True),
                            models.Q(("decided_at__isnull", False), ("is_required", True)),
                            _connector="OR",
                        ),
                        name="unacceptable_only_where_one_must_come",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "A place to live"),
                            ("attitudes", "Thinking and behaviour"),
                            ("family", "Family and friends"),
                            ("drugs-and-alcohol", "Drugs and alcohol"),
                            ("work", "Learning and work"),
                            ("finance", "Money and ID"),
                            ("health", "Health"),
                        ],
                        max_length=20,
                    ),
                ),
                ("section", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("takes_detail", models.BooleanField(default=False)),
                (
                    "is_none",
                    models.BooleanField(default=False, help_text="Says that there is no need in this section."),
                ),
                ("is_counted", models.BooleanField(default=True)),
                ("is_hidden", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("pathway", "section", "title"), name="need_once_in_the_list")
                ],
            },
        ),
        migrations.CreateModel(
            name="Occupation",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("is_current", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["title"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="occupations_by_part", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JobGoal",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "I aim for it"), ("reached", "I got it"), ("put_away", "Put away")],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="job_goals",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "occupation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rehab.occupation"
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "occupation"), name="job_goal_once_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningTime",
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
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opening_times",
                        to="rehab.meetingplace",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))), name="opens_before_it_closes"
                    ),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="weekday_is_one_of_seven"),
                    models.UniqueConstraint(fields=("place", "weekday", "opens"), name="opening_time_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bank", "Bank account"),
                            ("birth", "Birth certificate"),
                            ("adoption", "Adoption certificate"),
                            ("passport", "Passport"),
                            ("driving", "Driving licence"),
                            ("marriage", "Marriage certificate"),
                            ("partnership", "Civil partnership certificate"),
                            ("divorce", "Divorce certificate"),
                            ("permit", "Residence permit"),
                            ("deed_poll", "Change of name (deed poll)"),
                            ("citizen_card", "Citizen card"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wanted", "Wanted"),
                            ("asked", "Form sent"),
                            ("held", "Have it"),
                            ("refused", "Turned down"),
                            ("not_needed", "Not needed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "With the person"),
                            ("property", "In prison property"),
                            ("home", "At home or with family"),
                            ("probation", "With probation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(help_text="When it came to this status.")),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="justice_portal.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "kind"), name="paper_once_a_person")],
            },
        ),
        migrations.CreateModel(
            name="PaperStep",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wanted", "Wanted"),
                            ("asked", "Form sent"),
                            ("held", "Have it"),
                            ("refused", "Turned down"),
                            ("not_needed", "Not needed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="past", to="rehab.paper"
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="justice_portal.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("person",), name="one_open_plan_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PathwayState",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "A place to live"),
                            ("attitudes", "Thinking and behaviour"),
                            ("family", "Family and friends"),
                            ("drugs-and-alcohol", "Drugs and alcohol"),
                            ("work", "Learning and work"),
                            ("finance", "Money and ID"),
                            ("health", "Health"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("support_required", "Support required"),
                            ("support_not_required", "Support not required"),
                            ("support_declined", "Support declined"),
                            ("done", "Done"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pathways", to="rehab.plan"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("plan", "pathway"), name="pathway_once_in_a_plan")],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "A place to live"),
                            ("attitudes", "Thinking and behaviour"),
                            ("family", "Family and friends"),
                            ("drugs-and-alcohol", "Drugs and alcohol"),
                            ("work", "Learning and work"),
                            ("finance", "Money and ID"),
                            ("health", "Health"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=140)),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Working on it"), ("completed", "Reached"), ("archived", "Put away")],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, help_text="Why it was put away.", max_length=200)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="rehab.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "added_at"],
                "indexes": [models.Index(fields=["plan", "status", "due_on"], name="goals_of_plan")],
            },
        ),
        migrations.CreateModel(
            name="ConditionChange",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("removed", "Removed"), ("replaced", "Replaced"), ("reworded", "Reworded")],
                        max_length=8,
                    ),
                ),
                (
                    "replacements",
                    models.JSONField(blank=True, default=list, help_text="Codes of what stands in for it."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "To look at"), ("kept", "Stays as it is"), ("changed", "In the new version")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("found_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="rehab.licencecondition"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="rehab.policyversion"
                    ),
                ),
            ],
            options={
                "ordering": ["found_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")), fields=["status"], name="condition_changes_open"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("condition", "policy"), name="condition_change_once")],
            },
        ),
        migrations.CreateModel(
            name="QuestionSet",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "A place to live"),
                            ("attitudes", "Thinking and behaviour"),
                            ("family", "Family and friends"),
                            ("drugs-and-alcohol", "Drugs and alcohol"),
                            ("work", "Learning and work"),
                            ("finance", "Money and ID"),
                            ("health", "Health"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[("own", "Our own plain words"), ("national", "National service")], max_length=10
                    ),
                ),
                ("content", models.JSONField()),
                ("questions", models.PositiveIntegerField(help_text="How many questions, nested ones counted.")),
                ("loaded_at", models.DateTimeField(default=justice_portal.clock.now)),
            ],
            options={
                "ordering": ["pathway", "source", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("pathway", "version", "source"), name="question_set_version_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="assessmentpart",
            name="question_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rehab.questionset"
            ),
        ),
        migrations.CreateModel(
            name="PlannedQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("thing", models.CharField(max_length=60)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="rehab.checkinplan"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="planned", to="rehab.questiontemplate"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "position"), name="question_once_in_a_plan"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 3)), name="up_to_three_questions"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseDay",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("release_on", models.DateField()),
                ("gate_at", models.TimeField()),
                ("gate_place", models.CharField(max_length=80)),
                ("sleeps_at", models.CharField(blank=True, max_length=120)),
                ("home_place", models.CharField(blank=True, max_length=80)),
                ("money_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("has_warrant", models.BooleanField(default=False)),
                ("has_credit", models.BooleanField(default=False)),
                ("medication", models.CharField(blank=True, max_length=120)),
                ("has_medication", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        related_name="release_days",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-release_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "release_on"), name="one_plan_of_a_release_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseStep",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("travel", "Travel"), ("stop", "Stop")], max_length=6)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("from_place", models.CharField(blank=True, max_length=80)),
                ("place", models.CharField(max_length=80)),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("walk", "Walk"),
                            ("bus", "Bus"),
                            ("train", "Train"),
                            ("taxi", "Taxi"),
                            ("car", "A lift by car"),
                        ],
                        max_length=5,
                    ),
                ),
                ("fare_pence", models.PositiveIntegerField(default=0)),
                ("opens", models.TimeField(blank=True, null=True)),
                ("closes", models.TimeField(blank=True, null=True)),
                ("what", models.CharField(blank=True, max_length=80)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release_day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="rehab.releaseday"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="release_step_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "travel"), _negated=True),
                            models.Q(
                                models.Q(("mode", ""), _negated=True), models.Q(("from_place", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_leg_has_a_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "way",
                    models.CharField(
                        choices=[("notice", "Notice on the portal"), ("text", "Text message"), ("email", "Email")],
                        max_length=8,
                    ),
                ),
                ("for_day", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Not sent")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="rehab.appointment"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appointment", "for_day", "way"), name="reminded_once_a_day_and_way"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestRoute",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("days", models.PositiveSmallIntegerField()),
                ("is_on", models.BooleanField(default=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="routes", to="rehab.department"
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request_routes",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="routes", to="rehab.requesttype"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("type", "establishment"), name="one_route_of_a_type_in_a_prison")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewDue",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("to_3_months", "Up to 3 months left"),
                            ("to_3_months_7_days", "3 months to 3 months and 7 days left"),
                            ("to_6_months", "Up to 6 months left"),
                            ("to_12_months", "6 to 12 months left"),
                            ("unsentenced", "On remand or unsentenced"),
                            ("to_60_months", "12 to 60 months left"),
                            ("longer", "More than 60 months left"),
                            ("indeterminate", "No release date"),
                            ("moved", "After a transfer or a return"),
                            ("exemption", "When an exemption ends"),
                            ("exclusion", "When an exclusion ends"),
                        ],
                        max_length=20,
                    ),
                ),
                ("opens_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "Due"),
                            ("exempt", "Put off"),
                            ("done", "Done"),
                            ("replaced", "Replaced"),
                            ("stopped", "Not needed now"),
                        ],
                        default="scheduled",
                        max_length=10,
                    ),
                ),
                (
                    "exemption",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dependency", "Drug or alcohol dependency"),
                            ("health", "Other health reasons"),
                            ("safety", "Safety of the person"),
                            ("regime", "Regime of the prison"),
                            ("risk_to_staff", "Risk to staff"),
                            ("not_engaged", "The person did not take part"),
                            ("absconded", "Escaped or absconded"),
                            ("staff_moved", "Staff were needed elsewhere"),
                            ("security", "Operation or security"),
                            ("technical", "A technical fault"),
                        ],
                        max_length=15,
                    ),
                ),
                ("exempt_from_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "exempt_by",
                    models.ForeignKey(
                        blank=True,
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_due",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["scheduled", "exempt"])),
                        fields=("person",),
                        name="one_review_due_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opens_on__lte", models.F("due_on"))),
                        name="a_review_opens_before_it_is_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("held_on", models.DateField()),
                ("words", models.CharField(max_length=1000)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="justice_portal.person"
                    ),
                ),
                (
                    "due",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="rehab.reviewdue",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReviewRule",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("to_3_months", "Up to 3 months left"),
                            ("to_3_months_7_days", "3 months to 3 months and 7 days left"),
                            ("to_6_months", "Up to 6 months left"),
                            ("to_12_months", "6 to 12 months left"),
                            ("unsentenced", "On remand or unsentenced"),
                            ("to_60_months", "12 to 60 months left"),
                            ("longer", "More than 60 months left"),
                            ("indeterminate", "No release date"),
                            ("moved", "After a transfer or a return"),
                            ("exemption", "When an exemption ends"),
                            ("exclusion", "When an exclusion ends"),
                        ],
                        max_length=20,
                    ),
                ),
                ("in_force_from_on", models.DateField(default=justice_portal.clock.today)),
                ("opens_months", models.PositiveSmallIntegerField(default=0)),
                ("due_months", models.PositiveSmallIntegerField(default=0)),
                ("due_days", models.PositiveSmallIntegerField(default=0)),
                ("due_days_before_release", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["code", "in_force_from_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "in_force_from_on"), name="one_review_rule_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "source_key",
                    models.CharField(
                        blank=True,
                        help_text="Empty when it came from none.",
                        max_length=40,
                        verbose_name="key in the list that it came from",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        help_text="In plain words, as you would say it to someone.",
                        max_length=300,
                        verbose_name="what it helps with",
                    ),
                ),
                (
                    "what_welsh",
                    models.CharField(blank=True, max_length=300, verbose_name="what it helps with, in Welsh"),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("accommodation", "A place to live"),
                                ("attitudes", "Thinking and behaviour"),
                                ("family", "Family and friends"),
                                ("drugs-and-alcohol", "Drugs and alcohol"),
                                ("work", "Learning and work"),
                                ("finance", "Money and ID"),
                                ("health", "Health"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="needs",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        help_text="Towns or counties that it helps in.", max_length=120, verbose_name="area"
                    ),
                ),
                ("languages", models.CharField(blank=True, max_length=120, verbose_name="languages")),
                (
                    "access",
                    models.CharField(
                        blank=True,
                        help_text="Steps, lift, hearing loop, a quiet room.",
                        max_length=300,
                        verbose_name="getting in",
                    ),
                ),
                ("access_welsh", models.CharField(blank=True, max_length=300, verbose_name="getting in, in Welsh")),
                ("is_listed", models.BooleanField(default=True, verbose_name="on the list that people read")),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(default=justice_portal.clock.today)),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            models.Func(
                                django.db.models.functions.text.Concat(
                                    "what",
                                    models.Value(" "),
                                    "what_welsh",
                                    models.Value(" "),
                                    "area",
                                    models.Value(" "),
                                    "languages",
                                    output_field=models.TextField(),
                                ),
                                models.Value(
                                    "àáâãäåāąăÀÁÂÃÄÅĀĄĂçćčÇĆČďđĎĐèéêëēęěÈÉÊËĒĘĚğģĞĢìíîïīıÌÍÎÏĪİłŁñńňÑŃŇòóôõöøőÒÓÔÕÖØŐřŘšśşșŠŚŞȘţțťŢȚŤùúûüūůűÙÚÛÜŪŮŰŵŴýÿŷÝŸŶžźżŽŹŻ-‐–'’ʼ`."
                                ),
                                models.Value(
                                    "aaaaaaaaaaaaaaaaaaccccccddddeeeeeeeeeeeeeeggggiiiiiiiiiiiillnnnnnnoooooooooooooorrssssssssttttttuuuuuuuuuuuuuuwwyyyyyyzzzzzz   "
                                ),
                                function="TRANSLATE",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services_checked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="service", to="rehab.meetingplace"
                    ),
                ),
            ],
            options={
                "ordering": ["place__name", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["needs"], name="services_by_need"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"], name="services_by_part_of_words", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["review_on"], name="services_by_review"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("source_key",),
                        name="service_once_for_its_source_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("needs__len__gt", 0)), name="service_helps_with_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SkillRating",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "skill",
                    models.CharField(
                        choices=[
                            ("teamwork", "Working in a team"),
                            ("timekeeping", "Being on time"),
                            ("communication", "Talking and listening"),
                            ("planning", "Planning"),
                            ("organisation", "Keeping things in order"),
                            ("problem_solving", "Solving problems"),
                            ("initiative", "Starting by myself"),
                            ("adaptability", "Coping with change"),
                            ("reliability", "Doing what I said"),
                            ("creativity", "New ideas"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Not sure at all"), (2, "A little sure"), (3, "Quite sure"), (4, "Very sure")]
                    ),
                ),
                ("evidence", models.CharField(max_length=300)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        related_name="skill_ratings",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-id"],
                "indexes": [models.Index(fields=["person", "skill", "-added_at"], name="skills_of_person")],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=140)),
                (
                    "turn",
                    models.CharField(
                        choices=[("person", "The person"), ("staff", "Staff")], default="person", max_length=10
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[("not_started", "Not started"), ("active", "Started"), ("complete", "Done")],
                        default="not_started",
                        max_length=12,
                    ),
                ),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="rehab.goal"
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
            ],
            options={
                "ordering": [models.OrderBy(models.F("position")), "added_at"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("goal", "position"),
                        name="steps_have_an_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportNeed",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("detail", models.CharField(blank=True, max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("met", "Met"),
                            ("declined", "Declined"),
                        ],
                        default="not_started",
                        max_length=12,
                    ),
                ),
                ("by_prison", models.BooleanField(default=False)),
                ("by_probation", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
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
                    "need",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rehab.need"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_needs",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("by_prison", True), ("by_probation", True), _connector="OR"),
                        name="a_need_has_an_owner",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["not_started", "in_progress"])),
                        fields=("person", "need", "detail"),
                        name="one_open_need_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedUpdate",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("met", "Met"),
                            ("declined", "Declined"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by_prison", models.BooleanField()),
                ("by_probation", models.BooleanField()),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "support_need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="updates", to="rehab.supportneed"
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("questions", models.JSONField(help_text="The form as it was when it was filled in.")),
                ("answers", models.JSONField(default=dict)),
                ("urgency", models.PositiveSmallIntegerField()),
                ("has_urgent_words", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Sent"),
                            ("approved", "Yes"),
                            ("declined", "No"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="submitted",
                        max_length=10,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("self", "On the tablet"),
                            ("said", "Said to staff, who wrote it"),
                            ("paper", "On paper, and staff typed it"),
                        ],
                        default="self",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("due_at", models.DateTimeField()),
                ("step", models.PositiveSmallIntegerField(default=0, help_text="How often it went up for being late.")),
                ("stepped_up_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("first_reply_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "Person"),
                            ("mentor", "Mentor"),
                            ("family", "Family contact"),
                            ("legal", "Legal adviser"),
                            ("key_worker", "Key worker"),
                            ("pom", "Prison offender manager"),
                            ("com", "Community offender manager"),
                            ("tutor", "Tutor"),
                            ("moderator", "Moderator"),
                            ("safer_custody", "Safer custody"),
                            ("manager", "Manager"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "left_prison",
                    models.BooleanField(default=False, help_text="It ended because the person left prison."),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=[("answered", "Answered"), ("not_answered", "Not answered")], max_length=15
                    ),
                ),
                ("verdict_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="rehab.department",
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="rehab.requesttype",
                    ),
                ),
                (
                    "wing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.wing",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "submitted")),
                        fields=["urgency", "asked_at"],
                        name="open_requests_by_need",
                    ),
                    models.Index(fields=["person", "-asked_at"], name="requests_of_person"),
                    models.Index(fields=["made_in", "decided_at"], name="requests_decided_in"),
                    models.Index(fields=["department", "status"], name="requests_of_department"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "submitted")),
                        fields=("person", "type"),
                        name="one_open_request_per_type_and_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["approved", "declined"]), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decided_request_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict", ""), ("status__in", ["approved", "declined"]), _connector="OR"),
                        name="verdict_only_on_a_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestReply",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("words", models.TextField(max_length=1000)),
                ("written_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "written_as",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("mentor", "Mentor"),
                            ("family", "Family contact"),
                            ("legal", "Legal adviser"),
                            ("key_worker", "Key worker"),
                            ("pom", "Prison offender manager"),
                            ("com", "Community offender manager"),
                            ("tutor", "Tutor"),
                            ("moderator", "Moderator"),
                            ("safer_custody", "Safer custody"),
                            ("manager", "Manager"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="rehab.supportrequest"
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "id"],
                "indexes": [models.Index(fields=["about", "written_at"], name="replies_of_request")],
            },
        ),
        migrations.CreateModel(
            name="RequestNote",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("words", models.TextField(blank=True, max_length=1000)),
                ("written_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "from_department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rehab.department",
                    ),
                ),
                (
                    "to_department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rehab.department",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="rehab.supportrequest"
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "id"],
                "indexes": [models.Index(fields=["about", "written_at"], name="notes_of_request")],
            },
        ),
        migrations.CreateModel(
            name="TeachBack",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("questions", models.JSONField(help_text="Codes, in the order in which they are asked.")),
                ("started_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "licence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teach_backs", to="rehab.licence"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("licence",),
                        name="one_open_teach_back_of_a_licence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeachBackAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("question", models.CharField(max_length=20)),
                ("choice", models.CharField(max_length=1)),
                ("is_right", models.BooleanField()),
                ("answered_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "teach_back",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="rehab.teachback"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("teach_back", "question"), name="teach_back_answer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelTime",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("from_place", models.CharField(max_length=80)),
                ("to_place", models.CharField(max_length=80)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("walk", "Walk"),
                            ("bus", "Bus"),
                            ("train", "Train"),
                            ("taxi", "Taxi"),
                            ("car", "A lift by car"),
                        ],
                        max_length=5,
                    ),
                ),
                ("minutes", models.PositiveIntegerField()),
                ("fare_pence", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["from_place", "to_place", "minutes"],
                "constraints": [
                    models.UniqueConstraint(fields=("from_place", "to_place", "mode"), name="travel_time_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)), name="travel_time_within_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VictimDetail",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.CharField(help_text="The condition of the policy that protects them.", max_length=40)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("area_name", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
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
                        related_name="victim_details",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "id"],
                "indexes": [models.Index(fields=["person", "code"], name="victims_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("area_name", ""), ("name", ""), ("postcode", ""), _negated=True),
                        name="victim_detail_says_something",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["status", "submitted_at"], name="check_ins_by_status"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(fields=("person", "due_on"), name="one_check_in_of_a_person_a_day"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["submitted", "reviewed"]), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="sent_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentpart",
            constraint=models.UniqueConstraint(fields=("assessment", "pathway"), name="pathway_once_in_an_assessment"),
        ),
        migrations.RunPython(load_review_rules, migrations.RunPython.noop),
    ]
