from django.db import transaction

from blogs.models import SiteTheme
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store


@transaction.atomic
def choose_site_themes(*, site, themes, by, version=None):
    """Whoever may change a site says which themes it works on: these and no others. Where nothing changes, there is no
    new version of the site.
    """
    site = lock(site, version=version)
    require(by, "demonstrators.change_site", site)
    had, wanted = {link.theme for link in site.theme_links.select_related("theme")}, set(themes)
    site.theme_links.filter(theme__in=had - wanted).delete()
    for theme in wanted - had:
        store(SiteTheme(site=site, theme=theme))
    return site if had == wanted else store(site)
