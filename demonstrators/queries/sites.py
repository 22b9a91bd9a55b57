"""What the pages and the API show of programmes, sites and journeys, each with all that a row needs."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from demonstrators.models import JourneyEntry, Site, SitePartner, StageChange
from demonstrators.models.entries import HEADINGS, PART_WORDS
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.writing.states import WritingState
from improvement_hub.core.writing.trails import Trail
from improvement_hub.councils.models import Council

HEADLINE = 90


def site_list(actor):
    partners = Prefetch("partner_links", SitePartner.objects.select_related("council"))
    found = Site.objects.visible_to(actor).select_related("programme", "strand", "lead__region", "adapted_from_council")
    return found.prefetch_related(partners)


def site_detail(actor):
    """With the history of its stages, the first one first, and its themes, which another product ties to it."""
    return site_list(actor).prefetch_related("stage_changes", "theme_links__theme")


def sites_of(council, actor):
    """Sites that a council leads or is a partner of."""
    shared = SitePartner.objects.filter(council=council).values("site")
    return site_list(actor).filter(Q(lead=council) | Q(pk__in=shared))


def entries(actor):
    partners = Prefetch("site__partner_links", SitePartner.objects.select_related("council"))
    found = JourneyEntry.objects.visible_to(actor).select_related("site__lead__region", "author")
    return found.prefetch_related(partners)


def journey(site, actor):
    """The entries of one site, the latest first; they share its row, so its rules cost no further query."""
    found = JourneyEntry.objects.visible_to(actor).filter(site=site).select_related("author")
    return found.order_by("-happened_on", "-created_at", "id")


def waiting_for_editor(actor):
    """Submitted entries that this actor may publish or return, the longest waiting first."""
    submitted = entries(actor).filter(state=WritingState.SUBMITTED, site__lead__in=actor.edits | actor.directs)
    return submitted.order_by("changed_at", "pk")


def returned_to(actor):
    """Entries this person wrote that were returned with a reason, the latest first."""
    return entries(actor).filter(state=WritingState.RETURNED, author=actor.person_id).order_by("-changed_at", "pk")


REVISIONS = Trail(
    model=JourneyEntry,
    texts=PART_WORDS,
    facts={"happened_on": "day", "visibility": "readers"},
    shown=tuple((heading, name) for name, heading in HEADINGS.items()),
)


def sees_drafts(actor) -> bool:
    return bool(actor.council_ids)


@dataclass(frozen=True)
class Dot:
    """A council on the map: `part` is lead, partner, origin (what was adapted comes from there) or other."""

    x: float
    y: float
    part: str
    name: str


def dots(site) -> list[Dot]:
    """England drawn by its councils, those of the site last and so on top; none where no place is known."""
    if not any(council.latitude for council in site.councils):
        return []
    parts = {site.adapted_from_council_id: "origin"} | {council.pk: "partner" for council in site.partners}
    parts |= {site.lead_id: "lead"}
    placed = Council.objects.in_being().filter(demonstration=False, latitude__isnull=False, longitude__isnull=False)
    rows = placed.values_list("pk", "name", "latitude", "longitude")
    found = [Dot(*on_map(north, east), parts.get(pk, "other"), name) for pk, name, north, east in rows]
    return sorted(found, key=lambda dot: ("other", "origin", "partner", "lead").index(dot.part))


def on_map(north, east) -> tuple[float, float]:
    """On a drawing of 200 by 230: the degrees of England, east shortened as they are at its latitude."""
    return round((east + 6.4) * 24.2, 1), round((55.6 - north) * 40, 1)


def meant_for(actor, rows):
    """Invented ones only for those who act for an invented council."""
    return rows if actor.demonstration else rows.filter(site__demonstration=False)


def sites_found_from(actor, since):
    """Sites that were opened after a moment, and so are public, the latest first."""
    return without_invented(actor, site_list(actor)).filter(created_at__gt=since).order_by("-created_at", "pk")


def without_invented(actor, rows):
    return rows if actor.demonstration else rows.filter(demonstration=False)


def new_entries(actor, since):
    """Entries published or shared with more readers since then, the latest first."""
    shared = entries(actor).filter(state=WritingState.PUBLISHED, shared_at__gt=since)
    return meant_for(actor, shared).order_by("-shared_at", "pk")


def new_stages(actor, since):
    """Sites that came to another stage since then, each with its latest, the latest first."""
    later = StageChange.objects.filter(site=OuterRef("site"), created_at__gt=OuterRef("created_at"))
    reached = StageChange.objects.visible_to(actor).filter(~Exists(later), created_at__gt=since)
    reached = reached.select_related("site__lead")
    partners = Prefetch("site__partner_links", SitePartner.objects.select_related("council"))
    return meant_for(actor, reached).prefetch_related(partners).order_by("-created_at", "pk")


def entry_headline(entry) -> str:
    return f"{entry.site}: {entry.opening(HEADLINE)}"


def stage_headline(change) -> str:
    return f"{change.site} is now at the stage “{change.get_stage_display()}”"


def councils_with_public_entries():
    """Ids of councils of whose sites everyone may read an entry: the leads, and the partners."""
    public = JourneyEntry.objects.visible_to(NOBODY).order_by()
    partners = SitePartner.objects.filter(site__in=public.values("site")).order_by()
    return public.values_list("site__lead").union(partners.values_list("council"))
