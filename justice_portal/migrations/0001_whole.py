"""Migrations up to 0016 as one: a new database is made sooner, and one that has them goes on from there."""

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import justice_portal.clock
import uuid_utils.compat
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("justice_portal", "0001_start"),
        ("justice_portal", "0002_reception"),
        ("justice_portal", "0003_names_in_search"),
        ("justice_portal", "0004_jobs"),
        ("justice_portal", "0005_doors"),
        ("justice_portal", "0006_words_in_the_administration"),
        ("justice_portal", "0007_people_by_release"),
        ("justice_portal", "0008_tablets"),
        ("justice_portal", "0009_second_person_and_invitations"),
        ("justice_portal", "0010_rota"),
        ("justice_portal", "0011_history_of_rows"),
        ("justice_portal", "0012_rights_over_data"),
        ("justice_portal", "0013_own_phones"),
        ("justice_portal", "0014_role_of_pin_codes"),
        ("justice_portal", "0015_protected_cases"),
        ("justice_portal", "0016_movements_as_a_story"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL("CREATE SEQUENCE justice_portal_audit_seq", "DROP SEQUENCE justice_portal_audit_seq"),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("username", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("tablet", "Tablet or own phone"),
                            ("staff", "Staff and mentors"),
                            ("phone", "Own phone, on probation"),
                        ],
                        default="staff",
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False, help_text="May open the administration site.")),
                ("joined_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("cy", "Cymraeg")], default="en", max_length=5),
                ),
                (
                    "text_size",
                    models.CharField(
                        choices=[("normal", "Normal"), ("large", "Large"), ("largest", "Largest")],
                        default="normal",
                        max_length=10,
                    ),
                ),
                (
                    "spacing",
                    models.CharField(
                        choices=[("normal", "Normal"), ("wide", "More space")], default="normal", max_length=10
                    ),
                ),
                (
                    "colours",
                    models.CharField(
                        choices=[("light", "Light"), ("dim", "Dim, for night"), ("contrast", "High contrast")],
                        default="light",
                        max_length=10,
                    ),
                ),
                ("sound", models.BooleanField(default=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"), name="username_once_in_any_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("door", "staff"), ("is_staff", False), _connector="OR"),
                        name="tablet_accounts_never_admin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertCode",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("type_code", models.CharField(max_length=4)),
                ("type_name", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["type_name", "name"],
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=30, unique=True)),
                ("places", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="DeliveryUnit",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("is_open", models.BooleanField(default=True)),
                (
                    "in_list",
                    models.BooleanField(
                        default=False, help_text="Named by the national list of units, which opens and closes it."
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Establishment",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=6, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("name_welsh", models.CharField(blank=True, max_length=120)),
                ("is_open", models.BooleanField(default=True)),
                ("holds_men", models.BooleanField(default=False)),
                ("holds_women", models.BooleanField(default=False)),
                ("is_contracted", models.BooleanField(default=False)),
                ("is_long_term", models.BooleanField(default=False, help_text="Long-term and high-security estate.")),
                ("gp_practice_code", models.CharField(blank=True, max_length=10)),
                (
                    "types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), blank=True, default=list, size=None
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), blank=True, default=list, size=None
                    ),
                ),
                (
                    "operators",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "monthly_reports",
                    models.BooleanField(
                        default=False,
                        help_text="Make a progress report for each person here on the first of each month.",
                    ),
                ),
                (
                    "in_register",
                    models.BooleanField(
                        default=False, help_text="Named by the national prison register, which opens and closes it."
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(
                        help_text="For example NOMIS or nDelius.", max_length=30, unique=True, verbose_name="name"
                    ),
                ),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Horizon",
            fields=[
                ("stream", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(help_text="The last number that was given out then.")),
                (
                    "writers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        default=list,
                        help_text="Transactions that wrote then.",
                        size=None,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "prison_number",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        null=True,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][0-9]{4}[A-Z]{2}\\Z", "Write the prison number like this: A1234BC."
                            )
                        ],
                    ),
                ),
                (
                    "crn",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        null=True,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][0-9]{6}\\Z", "Write the CRN like this: X098092."
                            )
                        ],
                        verbose_name="CRN",
                    ),
                ),
                ("pnc_number", models.CharField(blank=True, max_length=20, verbose_name="PNC number")),
                ("given_name", models.CharField(max_length=80)),
                ("family_name", models.CharField(max_length=80)),
                ("preferred_name", models.CharField(blank=True, max_length=80)),
                ("born_on", models.DateField()),
                (
                    "language",
                    models.CharField(default="English", help_text="The language they speak best.", max_length=20),
                ),
                (
                    "wants_welsh",
                    models.BooleanField(default=False, help_text="Recorded preference: Welsh Language Measure 2011."),
                ),
                (
                    "reading",
                    models.CharField(
                        choices=[
                            ("reads", "Reads well"),
                            ("plain", "Short words please"),
                            ("listen", "Would rather listen"),
                            ("help", "Wants someone to help"),
                        ],
                        default="plain",
                        max_length=10,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("prison", "In prison"),
                            ("transfer", "In transfer"),
                            ("community", "In the community"),
                            ("ended", "Ended"),
                        ],
                        default="prison",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unsentenced", "Unsentenced"),
                            ("sentenced", "Sentenced"),
                            ("rotl", "Released for a short time (ROTL)"),
                            ("hdc", "Home detention curfew"),
                            ("licence", "On licence"),
                            ("post_sentence", "Post-sentence supervision"),
                            ("community_order", "Community order"),
                            ("recalled", "Recalled"),
                            ("ended", "Ended"),
                        ],
                        default="unsentenced",
                        max_length=20,
                    ),
                ),
                (
                    "release_on",
                    models.DateField(
                        blank=True, help_text="Conditional release date, as told by its source.", null=True
                    ),
                ),
                ("release_source", models.CharField(blank=True, max_length=60)),
                (
                    "is_restricted",
                    models.BooleanField(default=False, help_text="Only staff named for this case may see it."),
                ),
                ("created_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "name_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            models.Func(
                                django.db.models.functions.text.Concat(
                                    "given_name",
                                    models.Value(" "),
                                    "family_name",
                                    models.Value(" "),
                                    "preferred_name",
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
                    "sound_keys",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                django.db.models.functions.text.Concat(
                                    django.db.models.functions.text.Left(
                                        models.Func(
                                            django.db.models.functions.text.Replace(
                                                django.db.models.functions.text.Lower(
                                                    models.Func(
                                                        "given_name",
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
                                                models.Value("ph"),
                                                models.Value("f"),
                                            ),
                                            models.Value("cqzv"),
                                            models.Value("kksf"),
                                            function="TRANSLATE",
                                            output_field=models.TextField(),
                                        ),
                                        1,
                                    ),
                                    models.Func(
                                        models.Func(
                                            django.db.models.functions.text.Substr(
                                                models.Func(
                                                    django.db.models.functions.text.Replace(
                                                        django.db.models.functions.text.Lower(
                                                            models.Func(
                                                                "given_name",
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
                                                        models.Value("ph"),
                                                        models.Value("f"),
                                                    ),
                                                    models.Value("cqzv"),
                                                    models.Value("kksf"),
                                                    function="TRANSLATE",
                                                    output_field=models.TextField(),
                                                ),
                                                2,
                                            ),
                                            models.Value("[aeiouhwy ]"),
                                            models.Value(""),
                                            models.Value("g"),
                                            function="REGEXP_REPLACE",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("(.)\\1+"),
                                        models.Value("\\1"),
                                        models.Value("g"),
                                        function="REGEXP_REPLACE",
                                        output_field=models.TextField(),
                                    ),
                                    output_field=models.TextField(),
                                ),
                                models.Value(" "),
                                django.db.models.functions.text.Concat(
                                    django.db.models.functions.text.Left(
                                        models.Func(
                                            django.db.models.functions.text.Replace(
                                                django.db.models.functions.text.Lower(
                                                    models.Func(
                                                        "family_name",
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
                                                models.Value("ph"),
                                                models.Value("f"),
                                            ),
                                            models.Value("cqzv"),
                                            models.Value("kksf"),
                                            function="TRANSLATE",
                                            output_field=models.TextField(),
                                        ),
                                        1,
                                    ),
                                    models.Func(
                                        models.Func(
                                            django.db.models.functions.text.Substr(
                                                models.Func(
                                                    django.db.models.functions.text.Replace(
                                                        django.db.models.functions.text.Lower(
                                                            models.Func(
                                                                "family_name",
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
                                                        models.Value("ph"),
                                                        models.Value("f"),
                                                    ),
                                                    models.Value("cqzv"),
                                                    models.Value("kksf"),
                                                    function="TRANSLATE",
                                                    output_field=models.TextField(),
                                                ),
                                                2,
                                            ),
                                            models.Value("[aeiouhwy ]"),
                                            models.Value(""),
                                            models.Value("g"),
                                            function="REGEXP_REPLACE",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("(.)\\1+"),
                                        models.Value("\\1"),
                                        models.Value("g"),
                                        function="REGEXP_REPLACE",
                                        output_field=models.TextField(),
                                    ),
                                    output_field=models.TextField(),
                                ),
                                output_field=models.TextField(),
                            ),
                            django.db.models.functions.text.Concat(
                                django.db.models.functions.text.Concat(
                                    django.db.models.functions.text.Left(
                                        models.Func(
                                            django.db.models.functions.text.Replace(
                                                django.db.models.functions.text.Lower(
                                                    models.Func(
                                                        django.db.models.functions.comparison.Coalesce(
                                                            django.db.models.functions.comparison.NullIf(
                                                                "preferred_name", models.Value("")
                                                            ),
                                                            "given_name",
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
                                                models.Value("ph"),
                                                models.Value("f"),
                                            ),
                                            models.Value("cqzv"),
                                            models.Value("kksf"),
                                            function="TRANSLATE",
                                            output_field=models.TextField(),
                                        ),
                                        1,
                                    ),
                                    models.Func(
                                        models.Func(
                                            django.db.models.functions.text.Substr(
                                                models.Func(
                                                    django.db.models.functions.text.Replace(
                                                        django.db.models.functions.text.Lower(
                                                            models.Func(
                                                                django.db.models.functions.comparison.Coalesce(
                                                                    django.db.models.functions.comparison.NullIf(
                                                                        "preferred_name", models.Value("")
                                                                    ),
                                                                    "given_name",
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
                                                        models.Value("ph"),
                                                        models.Value("f"),
                                                    ),
                                                    models.Value("cqzv"),
                                                    models.Value("kksf"),
                                                    function="TRANSLATE",
                                                    output_field=models.TextField(),
                                                ),
                                                2,
                                            ),
                                            models.Value("[aeiouhwy ]"),
                                            models.Value(""),
                                            models.Value("g"),
                                            function="REGEXP_REPLACE",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("(.)\\1+"),
                                        models.Value("\\1"),
                                        models.Value("g"),
                                        function="REGEXP_REPLACE",
                                        output_field=models.TextField(),
                                    ),
                                    output_field=models.TextField(),
                                ),
                                models.Value(" "),
                                django.db.models.functions.text.Concat(
                                    django.db.models.functions.text.Left(
                                        models.Func(
                                            django.db.models.functions.text.Replace(
                                                django.db.models.functions.text.Lower(
                                                    models.Func(
                                                        "family_name",
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
                                                models.Value("ph"),
                                                models.Value("f"),
                                            ),
                                            models.Value("cqzv"),
                                            models.Value("kksf"),
                                            function="TRANSLATE",
                                            output_field=models.TextField(),
                                        ),
                                        1,
                                    ),
                                    models.Func(
                                        models.Func(
                                            django.db.models.functions.text.Substr(
                                                models.Func(
                                                    django.db.models.functions.text.Replace(
                                                        django.db.models.functions.text.Lower(
                                                            models.Func(
                                                                "family_name",
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
                                                        models.Value("ph"),
                                                        models.Value("f"),
                                                    ),
                                                    models.Value("cqzv"),
                                                    models.Value("kksf"),
                                                    function="TRANSLATE",
                                                    output_field=models.TextField(),
                                                ),
                                                2,
                                            ),
                                            models.Value("[aeiouhwy ]"),
                                            models.Value(""),
                                            models.Value("g"),
                                            function="REGEXP_REPLACE",
                                            output_field=models.TextField(),
                                        ),
                                        models.Value("(.)\\1+"),
                                        models.Value("\\1"),
                                        models.Value("g"),
                                        function="REGEXP_REPLACE",
                                        output_field=models.TextField(),
                                    ),
                                    output_field=models.TextField(),
                                ),
                                output_field=models.TextField(),
                            ),
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                            template="ARRAY[%(expressions)s]",
                        ),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                    ),
                ),
                (
                    "home_postcode",
                    models.CharField(
                        blank=True,
                        help_text="Where they lived before: staff of the same name and postcode are asked.",
                        max_length=8,
                    ),
                ),
                ("began_as", models.JSONField(blank=True, null=True)),
                (
                    "bound_for",
                    models.ForeignKey(
                        blank=True,
                        help_text="The prison they are on their way to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="justice_portal.cell",
                    ),
                ),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["family_name", "given_name", "id"],
                "verbose_name_plural": "people",
            },
        ),
        migrations.CreateModel(
            name="LookUpLimit",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "role",
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
                        unique=True,
                    ),
                ),
                (
                    "most_people",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                    ),
                ),
                (
                    "within_minutes",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                    ),
                ),
            ],
            options={
                "verbose_name": "limit of look-ups",
                "verbose_name_plural": "limits of look-ups",
                "ordering": ["role"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SignOfLife",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Switch",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60, unique=True)),
                ("is_on", models.BooleanField()),
                ("note", models.CharField(blank=True, help_text="Why it is set this way.", max_length=300)),
            ],
            options={
                "verbose_name_plural": "switches",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="DemoAccount",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="demo_account",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("role_name", models.CharField(max_length=60)),
                ("what", models.CharField(help_text="What this account is there to show.", max_length=200)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "user_id"],
            },
        ),
        migrations.CreateModel(
            name="StaffHome",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="home_address",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("family_names", models.CharField(max_length=160)),
                ("postcode", models.CharField(db_index=True, max_length=8)),
                ("kept_at", models.DateTimeField(default=justice_portal.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="AlertRule",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "type_code",
                    models.CharField(
                        blank=True,
                        help_text="Instead of one alert: the letter of a type, for every alert of it.",
                        max_length=4,
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("banner", "Show a warning to staff of these roles"),
                            ("no_sign_in", "The person cannot sign in"),
                            ("hold_messages", "A moderator reads each message first"),
                            ("no_match", "No mentor"),
                            ("second_manager", "Two managers for a match: one proposes, another starts"),
                            ("withhold", "Never shown or given to the person"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        blank=True,
                        default=list,
                        help_text="Who sees the warning.",
                        size=None,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="What the warning says: what to do, not why.", max_length=120
                    ),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="in force")),
                (
                    "code",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="justice_portal.alertcode",
                        verbose_name="alert",
                    ),
                ),
            ],
            options={
                "ordering": ["code__code", "type_code", "effect"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__isnull", False), ("type_code", "")),
                            models.Q(("code", None), models.Q(("type_code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="alert_rule_is_for_one_kind_or_one_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effect", "banner"), _negated=True),
                            models.Q(models.Q(("words", ""), _negated=True), models.Q(("roles", []), _negated=True)),
                            _connector="OR",
                        ),
                        name="alert_banner_says_what_to_whom",
                    ),
                    models.UniqueConstraint(fields=("code", "effect"), name="one_effect_once_for_an_alert"),
                    models.UniqueConstraint(
                        condition=models.Q(("code", None)),
                        fields=("type_code", "effect"),
                        name="one_effect_once_for_a_type",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllauthDevice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="The human-readable name of this device.", max_length=64)),
                ("confirmed", models.BooleanField(default=True, help_text="Is this device ready for use?")),
                (
                    "last_step",
                    models.BigIntegerField(
                        default=0, help_text="The time step of the last code that was used: no code counts twice."
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="The user that this device belongs to.",
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True, default=justice_portal.clock.now)),
                ("event", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("collection", "Collected"),
                            ("alteration", "Changed"),
                            ("consultation", "Looked at"),
                            ("disclosure", "Given out"),
                            ("combination", "Joined"),
                            ("erasure", "Erased"),
                            ("security", "Security"),
                        ],
                        max_length=20,
                    ),
                ),
                ("by_id", models.UUIDField(help_text="The user; empty for the product itself.", null=True)),
                (
                    "by_roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("thing_type", models.CharField(max_length=60)),
                ("thing_id", models.CharField(max_length=40)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, help_text="The people it is about.", size=None
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                (
                    "tx",
                    models.BigIntegerField(
                        db_default=models.Func(function="txid_current", output_field=models.BigIntegerField())
                    ),
                ),
                (
                    "seq",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("justice_portal_audit_seq"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        unique=True,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["subjects"], name="audit_by_subject")],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("number", models.CharField(blank=True, max_length=7)),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("family_name", models.CharField(blank=True, max_length=80)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("family", "Family"),
                            ("partner", "Partner, now or before"),
                            ("friend", "Friend"),
                            ("neighbour", "Neighbour"),
                            ("work", "Work or school"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("declared_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-declared_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(
                                models.Q(("given_name", ""), _negated=True),
                                models.Q(("family_name", ""), _negated=True),
                                ("born_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="declaration_names_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DemoMark",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("marked_at", models.DateTimeField(default=justice_portal.clock.now)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_demo_mark")],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("key_worker", "Key worker"),
                            ("pom", "Prison offender manager"),
                            ("com", "Community offender manager"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("given_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "covered",
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
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="cover_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covered", models.F("by")), _negated=True), name="cover_is_by_someone_else"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "register_id",
                    models.PositiveIntegerField(help_text="The address's number in the prison register.", unique=True),
                ),
                ("line_1", models.CharField(blank=True, max_length=120)),
                ("line_2", models.CharField(blank=True, max_length=120)),
                ("town", models.CharField(blank=True, max_length=80)),
                ("county", models.CharField(blank=True, max_length=80)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("country", models.CharField(blank=True, max_length=40)),
                ("line_1_welsh", models.CharField(blank=True, max_length=120)),
                ("line_2_welsh", models.CharField(blank=True, max_length=120)),
                ("town_welsh", models.CharField(blank=True, max_length=80)),
                ("county_welsh", models.CharField(blank=True, max_length=80)),
                ("country_welsh", models.CharField(blank=True, max_length=40)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="justice_portal.establishment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "addresses",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("email", models.EmailField(help_text="It is the user name too.", max_length=60)),
                ("name", models.CharField(max_length=120)),
                (
                    "role",
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
                    "reach",
                    models.CharField(
                        choices=[
                            ("estate", "The whole estate"),
                            ("establishment", "One prison"),
                            ("delivery_unit", "One delivery unit"),
                            ("caseload", "Own caseload"),
                            ("own", "Own rows only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("approved_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ends_at", models.DateTimeField()),
                ("secret_hash", models.CharField(blank=True, db_index=True, max_length=64)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            options={
                "ordering": ["-approved_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("taken_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        name="invitation_taken_or_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("establishment__isnull", False), ("delivery_unit__isnull", False), _connector="OR"
                        ),
                        name="invitation_names_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(help_text="The function that does it, as the registry knows it.", max_length=100),
                ),
                ("args", models.JSONField(default=list, help_text="Ids only.")),
                (
                    "key",
                    models.CharField(help_text="Names the work: asked for twice, it is done once.", max_length=160),
                ),
                (
                    "is_once",
                    models.BooleanField(default=False, help_text="The key also names the occasion: never done again."),
                ),
                ("request_id", models.CharField(blank=True, max_length=64)),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Safety"), (10, "Someone waits for it"), (20, "Many at once")], default=10
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being done"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("parked", "Parked after five tries"),
                            ("cancelled", "Cancelled"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("run_at", models.DateTimeField(default=justice_portal.clock.now, help_text="Not before this moment.")),
                (
                    "woken_at",
                    models.DateTimeField(blank=True, help_text="When a worker was last told of it.", null=True),
                ),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "step",
                    models.CharField(blank=True, help_text="What it is doing, in words that we wrote.", max_length=80),
                ),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="A code or the kind of error, never its text.", max_length=60
                    ),
                ),
                ("created_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for the product itself.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")), fields=["priority", "run_at"], name="job_next"
                    ),
                    models.Index(condition=models.Q(("status", "running")), fields=["lease_until"], name="job_lease"),
                    models.Index(fields=["asked_by", "-created_at"], name="job_by_asker"),
                    models.Index(fields=["status", "-created_at"], name="job_by_status"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["waiting", "running"])),
                        fields=("key",),
                        name="one_live_job_for_a_key",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_once", True)), fields=("key",), name="once_means_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease_token__isnull", False), ("lease_until__isnull", False), ("status", "running")
                            ),
                            models.Q(
                                ("lease_token", None),
                                ("lease_until", None),
                                models.Q(("status", "running"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_running_jobs_are_leased",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeepDate",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="keep_date",
                        serialize=False,
                        to="justice_portal.person",
                    ),
                ),
                ("until_on", models.DateField()),
                ("told_at", models.DateTimeField(default=justice_portal.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="JoinCode",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code_hash", models.CharField(db_index=True, max_length=64)),
                ("issued_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_codes",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None), ("used_at", None)),
                        fields=("person",),
                        name="one_open_join_code_of_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=20, verbose_name="Name on the tablet")),
                (
                    "kind",
                    models.CharField(
                        choices=[("shared", "Shared on the wing"), ("in_cell", "In a cell")],
                        default="shared",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be set up"),
                            ("in_use", "In use"),
                            ("lost", "Lost"),
                            ("revoked", "Switched off for good"),
                            ("swapped", "Swapped for another"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("key_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("code_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("code_until", models.DateTimeField(blank=True, null=True)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("enrolled_at", models.DateTimeField(blank=True, null=True)),
                ("heard_at", models.DateTimeField(blank=True, help_text="When it last opened a page.", null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        help_text="The one it replaces.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="swapped_for",
                        to="justice_portal.device",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who has it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["wing__code", "label"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("name", "My name, birthday or number"),
                            ("place", "Where I am or was"),
                            ("dates", "My dates"),
                            ("plan", "My plan"),
                            ("learning", "My learning"),
                            ("reports", "A report about me"),
                            ("mentor", "My mentor or messages"),
                            ("looked", "Who looked at my record"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("wrong", models.TextField(help_text="What is wrong.", max_length=1000)),
                ("right", models.TextField(blank=True, help_text="What it should say.", max_length=1000)),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("due_on", models.DateField(help_text="The day by which the law wants an answer: one month.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for an answer"),
                            ("changed", "Put right"),
                            ("partly", "Partly put right"),
                            ("refused", "Not changed"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000)),
                (
                    "answered_as",
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
                    "asked_by",
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
                        related_name="corrections",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "indexes": [models.Index(fields=["status", "due_on"], name="corrections_by_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("status", "asked")),
                            models.Q(
                                models.Q(("status", "asked"), _negated=True), models.Q(("answer", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="correction_answered_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Connection",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("declared", "The member of staff told us"),
                            ("rule", "Same family name and same postcode"),
                            ("manager", "A manager"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("family", "Family"),
                            ("partner", "Partner, now or before"),
                            ("friend", "Friend"),
                            ("neighbour", "Neighbour"),
                            ("work", "Work or school"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "To be decided"),
                            ("shut", "Cannot see this record"),
                            ("cleared", "May see this record"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=justice_portal.clock.now)),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="connections",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "cleared"), _negated=True),
                        fields=["user"],
                        name="connections_that_count",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("user", "person"), name="one_connection_of_two")],
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("life", "A life may be at risk now"),
                            ("incident", "An incident is going on"),
                            ("health", "A health emergency"),
                            ("cover", "Nobody who may see it is here, and it cannot wait"),
                            ("court", "A court, the police or a solicitor needs an answer now"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("opened_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ends_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("right", "It was right to open it"), ("wrong", "It was not right to open it")],
                        max_length=10,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
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
                        related_name="broken_glass",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "broken glass",
                "ordering": ["-opened_at", "-id"],
                "indexes": [models.Index(fields=["user", "ends_at"], name="glass_of_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("opened_at"))), name="glass_has_an_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="glass_seen_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("key_worker", "Key worker"),
                            ("pom", "Prison offender manager"),
                            ("com", "Community offender manager"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField(default=justice_portal.clock.now)),
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
                    "given_by",
                    models.ForeignKey(
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
                        related_name="allocations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "establishment",
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
                        related_name="allocations",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["user", "role"], name="live_caseloads")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "role"),
                        name="one_live_allocation_per_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role", "com"), ("establishment__isnull", False), _connector="OR"),
                        name="prison_allocation_names_prison",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("starts_on", models.DateField(default=justice_portal.clock.today)),
                ("ends_on", models.DateField(blank=True, help_text="The last day, if it is known.", null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.alertcode"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="justice_portal.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("justice_portal.person",),
        ),
        migrations.CreateModel(
            name="KeepRule",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("record", "Your record, your plan and your learning"),
                            ("messages", "Messages with a mentor"),
                            ("asked", "What you told us or asked us to put right"),
                            ("notices", "Notices"),
                            ("copies", "Copies of your record"),
                        ],
                        max_length=20,
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
                (
                    "source",
                    models.CharField(
                        help_text="Where the period comes from: a law, a policy, a decision.", max_length=200
                    ),
                ),
                ("in_force_from_on", models.DateField(default=justice_portal.clock.today)),
            ],
            options={
                "ordering": ["code", "in_force_from_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "in_force_from_on"), name="one_keep_rule_a_day"),
                    models.CheckConstraint(condition=models.Q(("months__gte", 1)), name="kept_a_month_at_least"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300)),
                ("placed_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_by",
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
                        related_name="legal_holds",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-placed_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("person",), name="one_live_hold_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LoginAttempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True, default=justice_portal.clock.now)),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("tablet", "Tablet or own phone"),
                            ("staff", "Staff and mentors"),
                            ("phone", "Own phone, on probation"),
                        ],
                        max_length=10,
                    ),
                ),
                ("account_key", models.CharField(help_text="Keyed hash of the name that was typed.", max_length=64)),
                (
                    "device_key",
                    models.CharField(help_text="Keyed hash of the device's cookie or address.", max_length=64),
                ),
                ("succeeded", models.BooleanField(default=False)),
                (
                    "address_key",
                    models.CharField(default="", help_text="Keyed hash of the address it came from.", max_length=64),
                ),
                (
                    "forgiven_at",
                    models.DateTimeField(blank=True, help_text="When staff ended the lock it counted for.", null=True),
                ),
                (
                    "wing_key",
                    models.CharField(
                        blank=True, default="", help_text="Keyed hash of the tablet's wing.", max_length=64
                    ),
                ),
            ],
            options={
                "verbose_name": "try to sign in",
                "verbose_name_plural": "tries to sign in",
                "indexes": [
                    models.Index(fields=["account_key", "device_key", "at"], name="attempt_by_account"),
                    models.Index(fields=["device_key", "at"], name="attempt_by_device"),
                    models.Index(fields=["address_key", "at"], name="attempt_by_address"),
                    models.Index(fields=["wing_key", "at"], name="attempt_by_wing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LookUp",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="justice_portal.person"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["user", "at"], name="look_ups_of_user")],
                "constraints": [models.UniqueConstraint(fields=("user", "person"), name="one_look_up_of_a_person")],
            },
        ),
        migrations.CreateModel(
            name="LookUpStop",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=justice_portal.clock.now)),
                ("people", models.PositiveSmallIntegerField()),
                ("within_minutes", models.PositiveSmallIntegerField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "lifted_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "stop of look-ups",
                "verbose_name_plural": "stops of look-ups",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("user",), name="one_live_stop_of_a_user"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_by", None),
                            models.Q(("lifted_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_lifts_their_own_stop",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reception", "Came into prison"),
                            ("transfer_out", "Left for another prison"),
                            ("transfer_in", "Arrived from another prison"),
                            ("cell", "Moved cell"),
                            ("sentenced", "Sentenced"),
                            ("rotl_out", "Went out for a short time (ROTL)"),
                            ("rotl_in", "Came back from a short time out (ROTL)"),
                            ("release", "Released"),
                            ("supervision", "Supervision changed"),
                            ("unit", "Moved to another delivery unit"),
                            ("order", "Community order began"),
                            ("recall", "Recalled"),
                            ("death", "Died"),
                            ("ended", "Supervision ended"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("source", models.CharField(default="staff", max_length=40)),
                ("counts", models.BooleanField(default=True, help_text="Whether it fits what came before it.")),
                ("reference", models.CharField(blank=True, help_text="What the feed calls it.", max_length=64)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unsentenced", "Unsentenced"),
                            ("sentenced", "Sentenced"),
                            ("rotl", "Released for a short time (ROTL)"),
                            ("hdc", "Home detention curfew"),
                            ("licence", "On licence"),
                            ("post_sentence", "Post-sentence supervision"),
                            ("community_order", "Community order"),
                            ("recalled", "Recalled"),
                            ("ended", "Ended"),
                        ],
                        help_text="As what, from then on.",
                        max_length=20,
                    ),
                ),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_in_prison", "The person is not in prison at that time."),
                            ("in_prison", "The person is in a prison already at that time."),
                            ("other_prison", "The person is in another prison at that time."),
                            ("on_the_way", "The person is on the way between prisons at that time."),
                            ("not_on_the_way", "The person has not left another prison at that time."),
                            ("out_for_a_time", "The person is out for a short time (ROTL) then."),
                            ("not_outside", "The person is not in the community at that time."),
                            ("no_recall", "Only someone on licence or supervision in the community can be recalled."),
                            ("recalled", "The person is recalled at that time."),
                            ("status", "This status cannot follow the one before."),
                            ("ended", "This record had ended by then."),
                            ("died", "The person had died by then."),
                        ],
                        max_length=20,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "from_establishment",
                    models.ForeignKey(
                        blank=True,
                        help_text="The prison that they left: worked out from the movements before this one.",
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
                        related_name="movements",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_cell",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.cell",
                    ),
                ),
                (
                    "to_delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "to_establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "told_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="The prison that they left, as the source says. It must be where they were.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_at", "-id"],
                "indexes": [
                    models.Index(fields=["person", "-happened_at"], name="movements_of_person"),
                    models.Index(fields=["from_establishment", "happened_at"], name="movements_from"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("source", "reference"),
                        name="one_movement_per_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts", False), ("withdrawn_at", None), _connector="OR"),
                        name="what_is_withdrawn_does_not_count",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedAccess",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_access",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60)),
                ("about_type", models.CharField(blank=True, max_length=60)),
                ("about_id", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField(default=justice_portal.clock.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("emailed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["user", "-at"], name="notices_of_user")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("read_at", None)),
                        fields=("user", "kind", "about_type", "about_id"),
                        name="one_unread_notice_about_a_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OffShift",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["establishment", "-at"], name="off_shift_of_place")],
            },
        ),
        migrations.CreateModel(
            name="OwnPhone",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("number", models.CharField(blank=True, max_length=20)),
                ("joined_at", models.DateTimeField(default=justice_portal.clock.now)),
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
                        related_name="own_phones",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-joined_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), ("number", ""), _negated=True), name="phone_has_an_address"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("person",), name="one_own_phone_of_a_person"
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("ended_at", None), models.Q(("email", ""), _negated=True)),
                        name="one_person_of_an_email",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), models.Q(("number", ""), _negated=True)),
                        fields=("number",),
                        name="one_person_of_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PendingChange",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("data", models.JSONField(default=dict)),
                (
                    "about_id",
                    models.CharField(
                        blank=True, help_text="The row that it changes, where there is one.", max_length=40
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a second person"),
                            ("approved", "Made"),
                            ("refused", "Refused"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ends_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                    "delivery_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
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
                "ordering": ["-asked_at", "-id"],
                "indexes": [models.Index(fields=["status", "-asked_at"], name="changes_by_status")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="change_made_by_a_second_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("kind", "data", "about_id"),
                        name="one_waiting_change_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tablet", "The tablet does not work"),
                            ("about_me", "Something here is wrong about me"),
                            ("unsafe", "I do not feel safe"),
                            ("treated_badly", "Someone treated me badly"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000)),
                ("page", models.CharField(blank=True, help_text="The page it was told from.", max_length=200)),
                ("told_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "status",
                    models.CharField(
                        choices=[("new", "Sent"), ("looking", "Someone is looking at it"), ("answered", "Answered")],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, max_length=1000)),
                (
                    "answered_as",
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
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems_answered",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems_told",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="justice_portal.deliveryunit",
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at", "-id"],
                "indexes": [models.Index(fields=["status", "told_at"], name="problems_by_status")],
            },
        ),
        migrations.CreateModel(
            name="Purged",
            fields=[
                (
                    "tx",
                    models.BigIntegerField(
                        db_default=models.Func(function="txid_current", output_field=models.BigIntegerField())
                    ),
                ),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=models.Func(function="statement_timestamp", output_field=models.DateTimeField())
                    ),
                ),
                ("stream", models.CharField(max_length=10)),
                ("seq", models.BigIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("db_role", models.CharField(max_length=63)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("stream", "seq"), name="purged_once")],
            },
        ),
        migrations.CreateModel(
            name="ReceptionFile",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("taken_in", "Taken in"), ("dropped", "Dropped")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                ("new", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0, help_text="Known to the record, and not here yet.")),
                ("here", models.PositiveIntegerField(default=0, help_text="Here already, so left alone.")),
                ("read_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="justice_portal.establishment"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "ordering": ["-read_at"],
            },
        ),
        migrations.CreateModel(
            name="RecordCopy",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "status",
                    models.CharField(
                        choices=[("making", "Being made"), ("ready", "Ready")], default="making", max_length=10
                    ),
                ),
                ("pdf_path", models.CharField(blank=True, max_length=200)),
                ("data_path", models.CharField(blank=True, max_length=200)),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes, of both.")),
                ("sha256", models.CharField(blank=True, help_text="Of the data.", max_length=64)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record_copies",
                        to="justice_portal.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "making")),
                        fields=("person", "asked_by"),
                        name="one_copy_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ready"), _negated=True),
                            models.Q(
                                models.Q(("pdf_path", ""), _negated=True),
                                models.Q(("data_path", ""), _negated=True),
                                ("ready_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ready_copy_has_its_files",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="deliveryunit",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delivery_units", to="justice_portal.region"
            ),
        ),
        migrations.CreateModel(
            name="RoleHeld",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "role",
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
                    "reach",
                    models.CharField(
                        choices=[
                            ("estate", "The whole estate"),
                            ("establishment", "One prison"),
                            ("delivery_unit", "One delivery unit"),
                            ("caseload", "Own caseload"),
                            ("own", "Own rows only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
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
                        related_name="+",
                        to="justice_portal.deliveryunit",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "granted_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "roles held",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reach__in", ["own"]), ("role", "person")),
                            models.Q(("reach__in", ["own"]), ("role", "mentor")),
                            models.Q(("reach__in", ["own"]), ("role", "family")),
                            models.Q(("reach__in", ["own"]), ("role", "legal")),
                            models.Q(("reach__in", ["caseload"]), ("role", "key_worker")),
                            models.Q(("reach__in", ["caseload"]), ("role", "pom")),
                            models.Q(("reach__in", ["caseload"]), ("role", "com")),
                            models.Q(("reach__in", ["establishment"]), ("role", "tutor")),
                            models.Q(("reach__in", ["establishment", "estate"]), ("role", "moderator")),
                            models.Q(("reach__in", ["establishment", "estate"]), ("role", "safer_custody")),
                            models.Q(("reach__in", ["delivery_unit", "establishment", "estate"]), ("role", "manager")),
                            models.Q(("reach__in", ["establishment", "estate"]), ("role", "administrator")),
                            _connector="OR",
                        ),
                        name="role_only_over_its_reaches",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reach", "establishment"), _negated=True),
                            ("establishment__isnull", False),
                            _connector="OR",
                        ),
                        name="reach_names_establishment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reach", "delivery_unit"), _negated=True),
                            ("delivery_unit__isnull", False),
                            _connector="OR",
                        ),
                        name="reach_names_delivery_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollCheck",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("on_roll", models.PositiveIntegerField()),
                ("agreed", models.PositiveIntegerField(help_text="Where the roll and the record say the same.")),
                ("missing", models.PositiveIntegerField(help_text="Here by the record, not on the roll.")),
                ("unexpected", models.PositiveIntegerField(help_text="On the roll, not here by the record.")),
                ("wrong_cell", models.PositiveIntegerField()),
                ("checked_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "checked_by",
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
            ],
            options={
                "ordering": ["-checked_at"],
            },
        ),
        migrations.CreateModel(
            name="RollLine",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("missing", "Not on the roll"),
                            ("unexpected", "Not here by our record"),
                            ("wrong_cell", "In another cell"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "To settle"),
                            ("left", "Left for another prison"),
                            ("moved", "Cell put right"),
                            ("received", "Received here"),
                            ("roll_wrong", "The roll was wrong"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("prison_number", models.CharField(blank=True, help_text="As the roll has it.", max_length=7)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cell",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.cell",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="justice_portal.rollcheck"
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
                "ordering": ["kind", "prison_number", "id"],
            },
        ),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                (
                    "tx",
                    models.BigIntegerField(
                        db_default=models.Func(function="txid_current", output_field=models.BigIntegerField())
                    ),
                ),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=models.Func(function="statement_timestamp", output_field=models.DateTimeField())
                    ),
                ),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.CharField(help_text="The key of the row, as text.", max_length=64)),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("added", "Added"),
                            ("changed", "Changed"),
                            ("removed", "Removed"),
                            ("loaded", "Loaded in bulk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("by_id", models.UUIDField(help_text="The user; empty for the product itself.", null=True)),
                ("request_id", models.CharField(max_length=64)),
                ("db_role", models.CharField(help_text="Who was signed in at the database.", max_length=63)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["table_name", "row_id"], name="change_by_row")],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(help_text="The function, as the registry knows it.", max_length=100, unique=True),
                ),
                ("every", models.DurationField(blank=True, help_text="The time from one run to the next.", null=True)),
                ("at", models.TimeField(blank=True, help_text="The time on the wall in London.", null=True)),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="The day of the month; empty: each day.", null=True
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("next_run_at", models.DateTimeField()),
                ("last_run_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at", None), ("day", None), ("every__gt", datetime.timedelta(0))),
                            models.Q(("at__isnull", False), ("every", None)),
                            _connector="OR",
                        ),
                        name="schedule_by_interval_or_by_wall_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("day", None), ("day__range", (1, 28)), _connector="OR"),
                        name="schedule_day_in_every_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream", models.CharField(max_length=10)),
                ("number", models.PositiveBigIntegerField(help_text="1 for the first of its stream.")),
                ("first_seq", models.BigIntegerField()),
                ("last_seq", models.BigIntegerField()),
                ("count", models.PositiveBigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["stream", "number"],
                "constraints": [models.UniqueConstraint(fields=("stream", "number"), name="one_seal_a_number")],
            },
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shifts",
                        to="justice_portal.establishment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shifts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
                "indexes": [models.Index(fields=["establishment", "starts_at"], name="shifts_of_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="shift_ends_after_it_starts"
                    ),
                    models.UniqueConstraint(fields=("user", "starts_at"), name="one_shift_of_a_user_at_a_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("seen_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed_out", "Signed out"),
                            ("untouched", "Nobody touched the tablet"),
                            ("longest", "The longest time was over"),
                            ("elsewhere", "Signed in on another tablet"),
                            ("device", "The tablet was stopped"),
                            ("copied", "The session came from another device"),
                            ("changed", "The account or the place changed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("untouched_seconds", models.PositiveIntegerField()),
                ("longest_seconds", models.PositiveIntegerField()),
                (
                    "path",
                    models.CharField(
                        blank=True, help_text="The page that was open when the tablet locked.", max_length=300
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="justice_portal.device"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="visits", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-began_at", "-id"],
                "indexes": [models.Index(fields=["user", "-began_at"], name="visits_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("user",), name="one_open_visit_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitLimit",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("shared", "Shared on the wing"), ("in_cell", "In a cell")], max_length=10
                    ),
                ),
                (
                    "untouched_seconds",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(90),
                            django.core.validators.MaxValueValidator(3600),
                        ],
                        verbose_name="Locks when untouched for (seconds)",
                    ),
                ),
                (
                    "longest_minutes",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="Signs out after (minutes)",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit_limits",
                        to="justice_portal.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["establishment__name", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("establishment", "kind"), name="one_limit_for_a_kind_in_a_prison", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wing",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=80)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wings",
                        to="justice_portal.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["establishment", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("establishment", "code"), name="wing_code_once_in_a_prison")
                ],
            },
        ),
        migrations.CreateModel(
            name="PinCode",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("code_hash", models.CharField(max_length=64)),
                ("is_first", models.BooleanField(help_text="The person had no PIN yet.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Not used yet"),
                            ("used", "Used"),
                            ("replaced", "Another code took its place"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "started_role",
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
                        help_text="The role in which it was started.",
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField(default=justice_portal.clock.now)),
                ("ends_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pin_codes",
                        to="justice_portal.person",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "used_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.device",
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
                "verbose_name": "PIN code",
                "ordering": ["-started_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("person",),
                        name="one_pin_code_waits_for_a_person",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="wing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="justice_portal.wing",
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="wing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="devices", to="justice_portal.wing"
            ),
        ),
        migrations.AddField(
            model_name="cell",
            name="wing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cells", to="justice_portal.wing"
            ),
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pin",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(choices=[("numbers", "Numbers"), ("pictures", "Pictures")], max_length=10)),
                ("secret", models.CharField(max_length=128)),
                ("set_at", models.DateTimeField(default=justice_portal.clock.now)),
                (
                    "set_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="justice_portal.device",
                    ),
                ),
            ],
            options={
                "verbose_name": "PIN",
            },
        ),
        migrations.AddConstraint(
            model_name="deliveryunit",
            constraint=models.UniqueConstraint(fields=("region", "name"), name="delivery_unit_once_in_a_region"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["establishment", "wing"], name="people_by_place"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["family_name", "given_name", "id"], name="people_by_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["born_on"], name="people_by_birth"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="people_by_part_of_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(fields=["sound_keys"], name="people_by_sound_of_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["release_on"], name="people_by_release"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("prison_number__isnull", False), ("crn__isnull", False), _connector="OR"),
                name="person_has_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("establishment__isnull", False), ("place", "prison")),
                    models.Q(
                        models.Q(("place", "prison"), _negated=True),
                        ("cell", None),
                        ("establishment", None),
                        ("wing", None),
                    ),
                    _connector="OR",
                ),
                name="in_prison_means_in_one_prison",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("place", "transfer"), ("bound_for", None), _connector="OR"),
                name="bound_for_a_prison_only_in_transfer",
            ),
        ),
        migrations.AddIndex(
            model_name="device",
            index=models.Index(fields=["establishment", "status"], name="devices_of_a_prison"),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.UniqueConstraint(fields=("establishment", "label"), name="device_label_once_in_a_prison"),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "in_use"), _negated=True), ("key_hash__isnull", False), _connector="OR"
                ),
                name="device_in_use_has_a_key",
            ),
        ),
    ]
