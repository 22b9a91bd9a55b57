"""Whatever names one theme names another instead, in every product, those that come later included."""

from django.db.models import Exists, F, OuterRef, UniqueConstraint
from django.utils import timezone

from blogs.models import Event, Post, Theme, ThemeWord
from demonstrators.models import Approach, Site
from improvement_hub.core.models import HubModel


def move_links(theme, into):
    """Rows that would be there twice go; what was on the theme (posts, events, sites, approaches) is another version
    afterwards.
    """
    for model in (Post, Event, Site, Approach):
        moved = model.objects.filter(theme_links__theme=theme).values("pk")
        model.objects.filter(pk__in=moved).update(version=F("version") + 1, changed_at=timezone.now())
    for model, name in links_to_themes():
        rows = model.objects.filter(**{name: theme})
        remove_doubles(rows, model, name, into)
        rows.update(**{name: into}, version=F("version") + 1, changed_at=timezone.now())


def links_to_themes():
    """(model, name of its column) of all that names a theme, its own words and its audit trail aside."""
    for link in Theme._meta.related_objects:
        model = link.related_model
        if link.one_to_many and issubclass(model, HubModel) and model not in (Theme, ThemeWord):
            yield model, link.field.name


def remove_doubles(rows, model, name, into):
    """Those of which the other theme has the like already, where there may be one only."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and name in constraint.fields:
            others = {other: OuterRef(other) for other in constraint.fields if other != name}
            rows.filter(Exists(model.objects.filter(**{name: into}, **others))).delete()
