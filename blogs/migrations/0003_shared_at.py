from django.db import migrations
from improvement_hub.core import migration

SHARED_WHEN_RELEASED = "UPDATE blogs_post SET shared_at = released_at WHERE released_at IS NOT NULL"
BACK_TO_DRAFTS = "UPDATE blogs_post SET state = 'draft', returned_reason = '' WHERE state IN ('submitted', 'returned')"


class Migration(migration.Migration):
    """Posts published so far were shared when they were first published. The way back leaves two states only."""

    dependencies = [("blogs", "0002_writing")]

    operations = [migrations.RunSQL(SHARED_WHEN_RELEASED, BACK_TO_DRAFTS)]
