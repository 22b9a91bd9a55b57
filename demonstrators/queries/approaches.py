from django.db.models import Count, Prefetch, Q
from django.db.models.functions import Lower

from demonstrators.models import Approach, ApproachUse, Site
from demonstrators.queries.open_days import shared_by
from demonstrators.workflow.approaches import UseState


def approach_list(actor):
    """With `councils_using`: how many councils it is said of that they use it now."""
    using = Count("uses", filter=Q(uses__state=UseState.SAID, uses__status="using"))
    found = Approach.objects.visible_to(actor).select_related("origin_council")
    return found.annotate(councils_using=using).order_by(Lower("name"), "pk")


def approach_detail(actor):
    """With what is said of its use, and its themes, which another product ties to it."""
    return approach_list(actor).prefetch_related(Prefetch("uses", use_list(actor)), "theme_links__theme")


def approaches_found_from(actor, since):
    """Approaches that were added after a moment, and so are public, the latest first."""
    found = Approach.objects.visible_to(actor).select_related("origin_council").filter(created_at__gt=since)
    return (found if actor.demonstration else found.filter(demonstration=False)).order_by("-created_at", "pk")


def use_list(actor):
    found = ApproachUse.objects.visible_to(actor).select_related("approach", "council__region", "site")
    return found.order_by(Lower("council__name"), "pk")


def uses_at(site, actor):
    """Approaches that are used at a site, as its councils say."""
    return use_list(actor).filter(site=site, state=UseState.SAID)


def sites_to_name(actor):
    """For a choice: sites of one's councils; administrators may name any."""
    found = Site.objects.visible_to(actor)
    if not actor.administers:
        found = found.filter(shared_by(actor.council_ids, ""))
    return found.order_by(Lower("name"), "pk")
