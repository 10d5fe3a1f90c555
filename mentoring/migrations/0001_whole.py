"""Migrations up to 0002 as one: a new database is made sooner, and one that has them goes on from there."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import justice_portal.clock
import pgtrigger.compiler
import pgtrigger.migrations
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("mentoring", "0001_matches_messages_and_rules"), ("mentoring", "0002_newest_message_is_asked")]

    initial = True

    dependencies = [
        ("justice_portal", "0001_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Match",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("ended", "Ended"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sport", "Sport and keeping fit"),
                                ("music", "Music"),
                                ("cooking", "Cooking"),
                                ("reading", "Books and reading"),
                                ("art", "Art and making things"),
                                ("film", "Films and TV"),
                                ("games", "Games and chess"),
                                ("gardens", "Gardens and growing food"),
                                ("animals", "Animals"),
                                ("computers", "Computers"),
                                ("building", "Building and fixing things"),
                                ("cars", "Cars and bikes"),
                                ("faith", "Faith"),
                                ("history", "History"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "help_wanted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("talk", "Someone to talk to"),
                                ("work", "Finding work"),
                                ("home", "A place to live"),
                                ("learn", "Learning and courses"),
                                ("read", "Reading and writing"),
                                ("money", "Money and bills"),
                                ("family", "Family"),
                                ("health", "Keeping well"),
                                ("addiction", "Staying off drink and drugs"),
                                ("leaving", "Getting ready to leave"),
                                ("confidence", "Feeling more sure of myself"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("en", "English"),
                                ("cy", "Welsh"),
                                ("sq", "Albanian"),
                                ("ar", "Arabic"),
                                ("bn", "Bengali"),
                                ("bfi", "British Sign Language"),
                                ("fr", "French"),
                                ("lt", "Lithuanian"),
                                ("pl", "Polish"),
                                ("pt", "Portuguese"),
                                ("pa", "Punjabi"),
                                ("ro", "Romanian"),
                                ("so", "Somali"),
                                ("es", "Spanish"),
                                ("tr", "Turkish"),
                                ("ur", "Urdu"),
                                ("vi", "Vietnamese"),
                            ],
                            max_length=5,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pause_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planned", "It came to its planned end"),
                            ("person_asked", "The person asked"),
                            ("mentor_asked", "The mentor asked"),
                            ("away", "One of them is away"),
                            ("vetting", "The mentor's vetting ended"),
                            ("safety", "To keep someone safe"),
                            ("transfer", "The person moved to another prison"),
                            ("recall", "The person was recalled to prison"),
                            ("supervision", "Supervision ended"),
                            ("death", "The person died"),
                            ("merge", "Two records were one person"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planned", "It came to its planned end"),
                            ("person_asked", "The person asked"),
                            ("mentor_asked", "The mentor asked"),
                            ("away", "One of them is away"),
                            ("vetting", "The mentor's vetting ended"),
                            ("safety", "To keep someone safe"),
                            ("transfer", "The person moved to another prison"),
                            ("recall", "The person was recalled to prison"),
                            ("supervision", "Supervision ended"),
                            ("death", "The person died"),
                            ("merge", "Two records were one person"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
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
                    "made_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="matches", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "paused_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="justice_portal.person"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "ended"), _negated=True),
                        fields=["mentor"],
                        name="live_matches_of_mentor",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ended"), _negated=True),
                        fields=("person", "mentor"),
                        name="one_live_match_per_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("status", "ended")),
                            models.Q(models.Q(("status", "ended"), _negated=True), ("ended_at", None)),
                            _connector="OR",
                        ),
                        name="match_ended_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["active", "paused"]), _negated=True),
                            ("started_at__isnull", False),
                            _connector="OR",
                        ),
                        name="match_started_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentor",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "called",
                    models.CharField(help_text="The name that people see, such as a first name.", max_length=40),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("volunteer", "Volunteer from outside"), ("peer", "Peer mentor")],
                        default="volunteer",
                        max_length=10,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("en", "English"),
                                ("cy", "Welsh"),
                                ("sq", "Albanian"),
                                ("ar", "Arabic"),
                                ("bn", "Bengali"),
                                ("bfi", "British Sign Language"),
                                ("fr", "French"),
                                ("lt", "Lithuanian"),
                                ("pl", "Polish"),
                                ("pt", "Portuguese"),
                                ("pa", "Punjabi"),
                                ("ro", "Romanian"),
                                ("so", "Somali"),
                                ("es", "Spanish"),
                                ("tr", "Turkish"),
                                ("ur", "Urdu"),
                                ("vi", "Vietnamese"),
                            ],
                            max_length=5,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sport", "Sport and keeping fit"),
                                ("music", "Music"),
                                ("cooking", "Cooking"),
                                ("reading", "Books and reading"),
                                ("art", "Art and making things"),
                                ("film", "Films and TV"),
                                ("games", "Games and chess"),
                                ("gardens", "Gardens and growing food"),
                                ("animals", "Animals"),
                                ("computers", "Computers"),
                                ("building", "Building and fixing things"),
                                ("cars", "Cars and bikes"),
                                ("faith", "Faith"),
                                ("history", "History"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "helps_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("talk", "Someone to talk to"),
                                ("work", "Finding work"),
                                ("home", "A place to live"),
                                ("learn", "Learning and courses"),
                                ("read", "Reading and writing"),
                                ("money", "Money and bills"),
                                ("family", "Family"),
                                ("health", "Keeping well"),
                                ("addiction", "Staying off drink and drugs"),
                                ("leaving", "Getting ready to leave"),
                                ("confidence", "Feeling more sure of myself"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("vetted_until_on", models.DateField(help_text="The last day that the vetting covers.")),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
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
                    "establishment",
                    models.ForeignKey(
                        help_text="The prison that vetted this mentor and looks after them.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentors",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentor", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["user__name", "id"],
                "indexes": [models.Index(fields=["establishment", "vetted_until_on"], name="mentors_by_place")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("body", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "status",
                    models.CharField(
                        choices=[("held", "Being checked"), ("passed", "Sent"), ("stopped", "Not sent on")],
                        default="held",
                        max_length=10,
                    ),
                ),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("rules_version", models.PositiveIntegerField(default=0)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "findings",
                    models.JSONField(default=list, help_text="Rules and parts: places in the text, never the text."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("passed", "Passed"), ("stopped", "Stopped")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contact", "It has contact details in it, like a phone number or an address."),
                            ("apps", "It has a link or the name of another app in it."),
                            ("words", "It has words in it that are not allowed."),
                            ("threat", "It could make someone feel unsafe."),
                            ("money", "It asks for money or gifts."),
                            ("private", "It tells private things about someone else."),
                            ("over", "The two of you are not writing to each other now."),
                            ("other", "Another reason."),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="What the moderator adds for the writer.", max_length=500),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="mentoring.message"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["made_in", "opened_at", "id"],
                        name="moderation_queue",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")), fields=("message",), name="one_waiting_hold"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("status", "waiting")),
                            models.Q(models.Q(("status", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="hold_decided_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "stopped"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="hold_stopped_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "Contact details"),
                            ("link", "Links"),
                            ("handle", "Names on other apps"),
                            ("word", "Words not allowed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="One word or phrase a line. Whole words only; end with * to match longer words too.",
                        max_length=20000,
                    ),
                ),
                (
                    "harmless",
                    models.TextField(
                        blank=True,
                        help_text="Phrases in which these words mean no harm, one a line, such as: spice of life.",
                        max_length=5000,
                    ),
                ),
                (
                    "pattern",
                    models.CharField(blank=True, help_text="A pattern for RE2, instead of words.", max_length=300),
                ),
                (
                    "reads",
                    models.CharField(
                        choices=[
                            ("letters", "The text in small letters, without accents"),
                            ("figures", "Only the numbers, as figures, also when written as words"),
                        ],
                        default="letters",
                        help_text="What the pattern is tried on.",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Told to the writer while the message waits. A short plain sentence.", max_length=200
                    ),
                ),
                ("reason_welsh", models.CharField(blank=True, max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField(default=justice_portal.clock.now)),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who answers for this rule. Empty: it came with the product.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), models.Q(("pattern", ""), _negated=True)),
                            models.Q(models.Q(("words", ""), _negated=True), ("pattern", "")),
                            _connector="OR",
                        ),
                        name="rule_has_words_or_a_pattern",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RulesVersion",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("stamp", models.UUIDField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_version_of_the_rules")],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "match",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="thread", to="mentoring.match"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="justice_portal.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="mentoring.thread"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rule",
            trigger=pgtrigger.compiler.Trigger(
                name="rules_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO mentoring_rulesversion (id, number, stamp) VALUES (1, 1, gen_random_uuid())\n    ON CONFLICT (id) DO UPDATE SET number = mentoring_rulesversion.number + 1, stamp = gen_random_uuid();\n    RETURN NULL;\n",
                    hash="9702cdba6fffb6849d0f6d41ef852036395a0862",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_rules_changed_de2c2",
                    table="mentoring_rule",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["thread", "-sent_at", "-id"], name="messages_of_thread"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("delivered_at__isnull", False), ("read_at", None)),
                fields=["thread", "author"],
                name="messages_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_at__isnull", False), ("status", "passed")),
                    models.Q(models.Q(("status", "passed"), _negated=True), ("delivered_at", None), ("read_at", None)),
                    _connector="OR",
                ),
                name="message_passed_means_delivered",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("body"), 2000
                ),
                name="message_is_not_too_long",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="delivered_words_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") AND OLD."delivered_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="13f816fd6c017736194722deb8012ae0022ef844",
                    operation="UPDATE",
                    pgid="pgtrigger_delivered_words_stay_20f67",
                    table="mentoring_message",
                    when="BEFORE",
                ),
            ),
        ),
    ]
