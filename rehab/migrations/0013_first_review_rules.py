"""The windows of reviews as policy has them: an administrator adds others with a later first day."""

from datetime import date

from django.db import migrations

#: code: opens after months, due after months, due after days, due so many days before release.
FIRST_RULES = {
    "to_3_months": (0, 0, 0, 0),
    "to_3_months_7_days": (1, 0, 0, 7),
    "to_6_months": (1, 3, 0, 0),
    "to_12_months": (2, 3, 0, 0),
    "unsentenced": (2, 3, 0, 0),
    "to_60_months": (4, 6, 0, 0),
    "longer": (10, 12, 0, 0),
    "indeterminate": (10, 12, 0, 0),
    "moved": (0, 0, 10, 0),
    "exemption": (0, 0, 5, 0),
    "exclusion": (0, 0, 10, 0),
}
SOURCE = "Review schedule of the national education and work plan service"
FIRST_DAY = date(2025, 4, 1)


def load(apps, schema_editor):
    rule = apps.get_model("rehab", "ReviewRule")
    for code, (opens, months, days, before) in FIRST_RULES.items():
        rule.objects.get_or_create(
            code=code,
            in_force_from_on=FIRST_DAY,
            defaults={
                "opens_months": opens,
                "due_months": months,
                "due_days": days,
                "due_days_before_release": before,
                "source": SOURCE,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("rehab", "0012_assessments_needs_papers_reviews")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
