from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("photos", "0004_questions_taken_back")]

    operations = [
        migrations.AddField(
            model_name="yearbook", name="written", field=models.JSONField(default=list)
        ),
    ]
