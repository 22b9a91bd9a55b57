from django.db.models import Prefetch

from blogs.models import SiteTheme
from demonstrators.models import Site


def sites_by_theme(actor):
    """Sites, each with its themes."""
    links = SiteTheme.objects.select_related("theme").order_by("theme__name")
    return Site.objects.visible_to(actor).select_related("lead").prefetch_related(Prefetch("theme_links", links))


def sites_within(themes):
    """Ties of sites to any of these themes, or to a theme that is part of one of them."""
    return SiteTheme.objects.filter(theme__line__overlap=[theme.pk for theme in themes])


def sites_on(theme, actor):
    """Sites on a theme, or on one that is part of it, by name; invented ones for those who act for such a council."""
    sites = sites_by_theme(actor).filter(pk__in=sites_within([theme]).values("site"))
    return sites if actor.demonstration else sites.filter(demonstration=False)
