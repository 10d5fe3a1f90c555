import django.contrib.postgres.fields
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("justice_portal", "0010_rota"),
    ]

    operations = [
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
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="auditevent",
            name="audit_append_only",
        ),
        migrations.AddField(
            model_name="auditevent",
            name="tx",
            field=models.BigIntegerField(
                db_default=models.Func(function="txid_current", output_field=models.BigIntegerField())
            ),
        ),
        migrations.RunSQL("CREATE SEQUENCE justice_portal_audit_seq", "DROP SEQUENCE justice_portal_audit_seq"),
        migrations.AddField(
            model_name="auditevent",
            name="seq",
            field=models.BigIntegerField(
                db_default=models.Func(
                    models.Value("justice_portal_audit_seq"), function="nextval", output_field=models.BigIntegerField()
                ),
                unique=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="purged",
            constraint=models.UniqueConstraint(fields=("stream", "seq"), name="purged_once"),
        ),
        migrations.AddIndex(
            model_name="rowchange",
            index=models.Index(fields=["table_name", "row_id"], name="change_by_row"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("stream", "number"), name="one_seal_a_number"),
        ),
    ]
