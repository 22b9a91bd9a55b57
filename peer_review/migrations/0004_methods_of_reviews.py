"""Reviews that were opened before there were methods were all held by a triad: they get an edition that says so.

It is withdrawn from the start, so that no new review begins with it.
"""

from django.db import migrations
from improvement_hub.core import migration
from django.utils import timezone

SUMMARY = "Host, review lead and observer, as reviews were held before methods were written down."
ROLES = [
    ("review_lead", 1, 1, ["review_lead"]),
    ("observer", 1, 1, ["observer"]),
    ("reviewer", 0, None, ["review_lead", "observer", "agency"]),
]


def give_methods(apps, schema_editor):
    Review = apps.get_model("peer_review", "Review")
    held = Review.objects.filter(method=None).exclude(state="recorded")
    if not held.exists():
        return
    Method = apps.get_model("peer_review", "Method")
    method = Method.objects.create(slug="triad-review", edition=0, name="Triad review", summary=SUMMARY)
    for role, minimum, maximum, comes_from in ROLES:
        method.roles.create(role=role, minimum=minimum, maximum=maximum, comes_from=comes_from)
    method.asks_self_assessment, method.withdrawn_at = False, timezone.now()
    method.published_at = method.withdrawn_at
    method.save()
    held.update(method=method)


def take_methods(apps, schema_editor):
    apps.get_model("peer_review", "Review").objects.update(method=None)


class Migration(migration.Migration):
    dependencies = [("peer_review", "0003_way")]
    operations = [migrations.RunPython(give_methods, take_methods)]
