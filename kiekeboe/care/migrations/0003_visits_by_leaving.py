"""Who is or was here today, found without reading the visits of former years."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("care", "0002_stays_never_overlap")]
    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["organisation", "left_at"], name="visits_by_leaving"),
        ),
    ]
