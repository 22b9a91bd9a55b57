from django.db import transaction

from demonstrators.models import Site, SitePartner, StageChange
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import free_address, lock, store, take_turns


@transaction.atomic
def open_site(*, programme, name, lead, partners=(), slug=None, by, **facts):
    """A director opens a site that their council leads; administrators record one from public facts.

    facts: strand, councils_stated, summary, adapted_from_council, adapted_from_words.
    """
    require(by, "demonstrators.open_site")
    own = lead.pk in by.directs
    if not own and not allows(by, "demonstrators.record_site"):
        raise DomainError("You can open a site of your own council only.", field="lead")
    take_turns("open a site")
    slug = slug or free_address(Site, name, otherwise="site")
    made = Site(programme=programme, name=name, slug=slug, lead=lead, recorded=not own, **facts)
    made.demonstration = lead.demonstration
    site = store(made)
    set_partners(site, partners)
    return site


@transaction.atomic
def change_site(*, site, by, partners=None, version=None, **facts):
    """Its lead's director or improvement officer changes what stands about a site, administrators one they recorded.

    facts: as for `open_site`, and name. Programme and lead stay. Raises StaleVersion when someone was faster.
    """
    site = lock(site, version=version)
    require(by, "demonstrators.change_site", site)
    for name, value in facts.items():
        setattr(site, name, value)
    if partners is not None:
        set_partners(site, partners)
    return store(site)


def set_partners(site, councils):
    """These and no others."""
    check_partners(site, councils)
    standing = {link.council_id: link for link in site.partner_links.all()}
    wanted = {council.pk: council for council in councils}
    for pk in standing.keys() - wanted.keys():
        standing[pk].delete()
    for pk in wanted.keys() - standing.keys():
        store(SitePartner(site=site, council=wanted[pk]))


def check_partners(site, councils):
    for council in councils:
        if council.pk == site.lead_id:
            raise DomainError(f"{council} leads the site, so it is not a partner too.", field="partners")
        if council.demonstration != site.demonstration:
            sentence = "Demonstration sites are shared among demonstration councils, and only those."
            raise DomainError(sentence, field="partners")


@transaction.atomic
def move_stage(*, site, stage, reached_on=None, note="", by, version=None):
    """Record that a site came to another stage, on a day not before the one it came to the last; back is possible."""
    site = lock(site, version=version)
    require(by, "demonstrators.change_site", site)
    if stage == site.stage:
        raise DomainError("The site is at this stage already.", field="stage")
    check_order(site, reached_on)
    store(StageChange(site=site, stage=stage, reached_on=reached_on, note=note, by_id=by.person_id))
    site.stage = stage
    return store(site)


def check_order(site, reached_on):
    days = [change.reached_on for change in site.stage_changes.all() if change.reached_on]
    if reached_on and days and reached_on < max(days):
        raise DomainError("The site came to its present stage after this day.", field="reached_on")
