from django.db.models import Prefetch

from blogs.models import ApproachTheme, SiteTheme
from demonstrators.models import Approach, Site


def sites_by_theme(actor):
    """Sites, each with its themes."""
    return with_themes(Site.objects.visible_to(actor).select_related("lead"), SiteTheme)


def approaches_by_theme(actor):
    """Approaches, each with its themes."""
    return with_themes(Approach.objects.visible_to(actor).select_related("origin_council"), ApproachTheme)


def with_themes(found, ties):
    links = ties.objects.select_related("theme").order_by("theme__name")
    return found.prefetch_related(Prefetch("theme_links", links))


def on_any(found, themes):
    """Those sites, or approaches, that are on any of these themes, or on a theme that is part of one of them."""
    ties = found.model._meta.get_field("theme_links")
    within = ties.related_model.objects.filter(theme__line__overlap=[theme.pk for theme in themes])
    return found.filter(pk__in=within.values(ties.field.name))


def sites_on(theme, actor):
    """Sites on a theme, or on one that is part of it, by name; invented ones for those who act for such a council."""
    return on_this(theme, sites_by_theme(actor), actor)


def approaches_on(theme, actor):
    """Approaches to it in the same way."""
    return on_this(theme, approaches_by_theme(actor), actor)


def on_this(theme, found, actor):
    found = on_any(found, [theme])
    return found if actor.demonstration else found.filter(demonstration=False)
