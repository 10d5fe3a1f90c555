"""Migrations up to 0002 as one: a new database is made sooner, and one that has them goes on from there."""

import django.contrib.postgres.fields
import django.db.models.deletion
import justice_portal.clock
import learning.courses.localised
import pgtrigger.compiler
import pgtrigger.migrations
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("learning", "0001_start"), ("learning", "0002_checks_in_progress")]

    initial = True

    dependencies = [
        ("justice_portal", "0001_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Quiz",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60)),
                ("title", learning.courses.localised.LocalisedTextField()),
                ("pass_mark", models.PositiveSmallIntegerField(help_text="How many questions must be right.")),
            ],
            options={
                "verbose_name_plural": "quizzes",
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60, unique=True)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("maths", "Maths"),
                            ("english", "English"),
                            ("work", "Work"),
                            ("life", "Daily life"),
                            ("release", "Getting out"),
                        ],
                        max_length=20,
                    ),
                ),
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
            ],
            options={
                "ordering": ["subject", "code"],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "On the list"), ("withdrawn", "Taken off the list")],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("enrolled_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("is_own_choice", models.BooleanField(default=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="learning.course"
                    ),
                ),
                (
                    "enrolled_by",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Not finished"), ("finished", "Finished")], default="open", max_length=10
                    ),
                ),
                (
                    "question_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), help_text="The questions of this try, in order.", size=None
                    ),
                ),
                ("pass_mark", models.PositiveSmallIntegerField()),
                ("started_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "right",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How many were right, once finished.", null=True
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="justice_portal.person"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="learning.enrolment"
                    ),
                ),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="learning.quiz"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-started_at"], name="attempts_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("enrolment", "quiz"),
                        name="one_open_attempt_at_a_quiz",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("right", None), ("status", "open")),
                            models.Q(("finished_at__isnull", False), ("right__isnull", False), ("status", "finished")),
                            _connector="OR",
                        ),
                        name="finished_attempt_has_a_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "Choose one"),
                            ("multiple", "Choose all that are right"),
                            ("number", "Write a number"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", learning.courses.localised.LocalisedTextField()),
                (
                    "feedback",
                    learning.courses.localised.LocalisedTextField(
                        help_text="Shown with the result: why the right answer is right."
                    ),
                ),
                ("content", models.JSONField(help_text="Choices, or answer, tolerance and unit.")),
                ("html", models.JSONField(default=dict, help_text="Sanitised HTML of text and feedback, by language.")),
                (
                    "quiz",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="learning.quiz"
                    ),
                ),
            ],
            options={
                "ordering": ["quiz", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("quiz", "code"), name="question_code_once_in_a_quiz"),
                    models.UniqueConstraint(fields=("quiz", "position"), name="question_position_once_in_a_quiz"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("replaced", "Replaced")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("title", learning.courses.localised.LocalisedTextField()),
                ("summary", learning.courses.localised.LocalisedTextField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("entry-1", "Entry 1"),
                            ("entry-2", "Entry 2"),
                            ("entry-3", "Entry 3"),
                            ("level-1", "Level 1"),
                            ("level-2", "Level 2"),
                        ],
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("picture", models.CharField(help_text="A path below static/images/.", max_length=120)),
                (
                    "glossary",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "welsh_reviewed",
                    models.BooleanField(default=False, help_text="A Welsh speaker has read all the Welsh."),
                ),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "lesson_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "quiz_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="learning.course"
                    ),
                ),
                (
                    "published_by",
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
                "ordering": ["course", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "number"), name="version_number_once_in_a_course"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("course",),
                        name="one_published_version_of_a_course",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="quiz",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="quiz", to="learning.version"
            ),
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("title", learning.courses.localised.LocalisedTextField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="learning.version"
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "code"), name="lesson_code_once_in_a_version"),
                    models.UniqueConstraint(fields=("version", "position"), name="lesson_position_once_in_a_version"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningFact",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("registered", "Started the course"),
                            ("completed", "Finished"),
                            ("answered", "Answered"),
                            ("attempted", "Started the quiz"),
                            ("passed", "Passed"),
                            ("failed", "Not passed yet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "object_type",
                    models.CharField(
                        choices=[
                            ("course", "Course"),
                            ("lesson", "Lesson"),
                            ("block", "Check yourself"),
                            ("quiz", "Quiz"),
                            ("question", "Question"),
                        ],
                        max_length=10,
                    ),
                ),
                ("object_id", models.UUIDField()),
                (
                    "attempt_id",
                    models.UUIDField(blank=True, help_text="The try at a quiz that it belongs to.", null=True),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(blank=True, help_text="Counted by the device, per attempt.", null=True),
                ),
                (
                    "result",
                    models.JSONField(default=dict, help_text="response, success, score, completion: as in xAPI."),
                ),
                ("happened_at", models.DateTimeField(help_text="By the clock where it happened.")),
                ("received_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "claim_hash",
                    models.CharField(help_text="Tells the same fact sent twice from another one.", max_length=64),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="learning.enrolment",
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
                        related_name="learning_facts",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="learning.version",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-id"],
                "indexes": [
                    models.Index(fields=["enrolment", "object_id"], name="facts_of_enrolment"),
                    models.Index(fields=["person", "-happened_at"], name="facts_of_person"),
                ],
            },
        ),
        migrations.AddField(
            model_name="enrolment",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="learning.version"
            ),
        ),
        migrations.CreateModel(
            name="CourseProgress",
            fields=[
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="progress",
                        serialize=False,
                        to="learning.enrolment",
                    ),
                ),
                ("is_live", models.BooleanField(default=True, help_text="The course is still on the person's list.")),
                ("done", models.JSONField(default=dict, help_text="What was done, and when first.")),
                ("lessons_done", models.PositiveSmallIntegerField(default=0)),
                ("lessons_total", models.PositiveSmallIntegerField()),
                (
                    "next_lesson",
                    models.PositiveSmallIntegerField(default=1, help_text="Counted from 1; 0 when all are done."),
                ),
                ("best_right", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("best_of", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("last_at", models.DateTimeField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checks",
                    models.JSONField(
                        default=dict, help_text="The last answer to each check-yourself question, and when."
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="learning.course"
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
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
                        related_name="course_progress",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "wing",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.wing",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "course progress",
                "indexes": [
                    models.Index(
                        models.F("establishment"),
                        models.OrderBy(models.F("last_at"), descending=True, nulls_last=True),
                        models.F("enrolment"),
                        condition=models.Q(("is_live", True)),
                        name="progress_newest_first",
                    ),
                    models.Index(
                        condition=models.Q(("is_live", True)),
                        fields=["establishment", "wing", "course"],
                        include=("person", "last_at", "completed_at", "lessons_done"),
                        name="progress_totals",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("picture", "Picture"),
                            ("audio", "Sound"),
                            ("check", "Check yourself"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(help_text="As the content schema says for this kind.")),
                (
                    "html",
                    models.JSONField(default=dict, help_text="Sanitised HTML by language, made from the content."),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="learning.lesson"
                    ),
                ),
            ],
            options={
                "ordering": ["lesson", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("lesson", "code"), name="block_code_once_in_a_lesson"),
                    models.UniqueConstraint(fields=("lesson", "position"), name="block_position_once_in_a_lesson"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("response", models.JSONField(help_text="Choices by their letter, or the number as it was typed.")),
                ("is_right", models.BooleanField()),
                ("answered_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="learning.attempt"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="learning.question"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "question"), name="one_answer_to_a_question_in_an_attempt"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="learningfact",
            trigger=pgtrigger.compiler.Trigger(
                name="facts_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c439a4af4bc323e40cf20370310e05867b631f9b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_facts_append_only_c4412",
                    table="learning_learningfact",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active")),
                fields=("person", "course"),
                name="one_live_enrolment_per_course",
            ),
        ),
    ]
