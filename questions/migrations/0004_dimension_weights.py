"""How much of each dimension a question scores, beside their names; read out of the entry."""

import django.contrib.postgres.fields
from django.db import migrations, models

FILL = """
UPDATE questions_question SET dimension_weights = ARRAY(
    SELECT (entry->'dimensions'->>name)::smallint
    FROM unnest(dimensions) WITH ORDINALITY AS each(name, place) ORDER BY place
)
"""


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_vectors")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="dimension_weights",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                default=list,
                help_text="Of each dimension, per cent.",
                size=None,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
