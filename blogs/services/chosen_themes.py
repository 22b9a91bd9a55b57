from django.db import transaction

from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store


@transaction.atomic
def choose_site_themes(*, site, themes, by, version=None):
    """Whoever may change a site says which themes it works on: these and no others. Where nothing changes, there is no
    new version of the site.
    """
    return choose("demonstrators.change_site", lock(site, version=version), themes, by)


@transaction.atomic
def choose_approach_themes(*, approach, themes, by, version=None):
    """Whoever may change an approach says which themes it is about: these and no others. Where nothing changes, there
    is no new version of the approach.
    """
    return choose("demonstrators.change_approach", lock(approach, version=version), themes, by)


def choose(permission, thing, themes, by):
    require(by, permission, thing)
    links = thing.theme_links
    had, wanted = {link.theme for link in links.select_related("theme")}, set(themes)
    links.filter(theme__in=had - wanted).delete()
    for theme in wanted - had:
        store(links.model(**{links.field.name: thing}, theme=theme))
    return thing if had == wanted else store(thing)
