from django.db.models import BooleanField, Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from improvement_hub.core.differences import differences
from improvement_hub.core.errors import DomainError
from improvement_hub.councils.models import Region
from peer_review.models import Method, Review

PARTS = ("roles", "questions", "documents", "activities")


def methods_offered(councils):
    """Editions that reviews of these councils may begin with."""
    regions = {council.region for council in councils.select_related("region")}
    offered = [method for region in regions for method in Method.objects.offered(region).values_list("pk", flat=True)]
    return Method.objects.filter(pk__in=offered).select_related("region")


def published_methods():
    return Method.objects.published()


def method_list(actor):
    """Editions with `review_count`, of the reviews that this actor may see, and whether they are invented."""
    began = Review.objects.visible_to(actor).filter(method=OuterRef("pk")).order_by()
    number = began.values("method").annotate(number=Count("pk", distinct=True)).values("number")
    invented = Coalesce(F("region__demonstration"), False, output_field=BooleanField())
    return (
        Method.objects.visible_to(actor)
        .select_related("region", "based_on__region")
        .annotate(
            demonstration=invented,
            review_count=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        )
    )


def methods_by_name() -> list[tuple[str, str]]:
    """(slug, name) of every method that reviews began with or may begin with, for choices."""
    newest = Method.objects.published().filter(region=None).order_by("slug", "-edition").distinct("slug")
    return sorted(newest.values_list("slug", "name"), key=lambda row: row[1])


def one_method(actor):
    return method_list(actor).prefetch_related(*PARTS, *(f"based_on__{part}" for part in PARTS))


def method_or_refusal(actor, pk):
    """The edition of this id, as far as the actor sees it; a sentence at `based_on` where there is none."""
    found = Method.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise DomainError("There is no such method.", field="based_on")
    return found


def regions():
    return Region.objects.all()


def regions_led_by(actor):
    return Region.objects.filter(pk__in=actor.leads).order_by("name")


def drafts_of(method, actor):
    """Drafts of this method that the actor may go on with."""
    return Method.objects.visible_to(actor).filter(slug=method.slug, published_at=None)


def in_words(method) -> dict[str, str]:
    """All that an edition asks, as texts by their headings."""
    numbers = f"{method.gate_pieces} pieces of evidence, {method.gate_sources} kinds of source, "
    return {
        "Name": method.name,
        "Summary": method.summary,
        "Councils": method.councils_needed,
        "Who may hold": method.get_holder_display(),
        "Evidence gate": f"{numbers}{method.gate_activities} activities",
        "Follow-up": ", ".join(f"after {months} months" for months in method.follow_up_months),
        "Self-assessment": "asked of the host" if method.asks_self_assessment else "not asked",
        "Roles on the team": "\n".join(role.in_words for role in method.roles.all()),
        "Key lines of enquiry": "\n".join(map(str, method.questions.all())),
        "Documents": "\n".join(row.in_words for row in method.documents.all()),
        "Timetable": "\n".join(row.in_words for row in method.activities.all()),
    }


def differs_from_base(method) -> list[tuple[str, list]]:
    """(heading, pieces) of each text that is not as in the edition this one was made from."""
    if method.based_on is None:
        return []
    before = in_words(method.based_on)
    return [
        (heading, differences(before[heading], text))
        for heading, text in in_words(method).items()
        if text != before[heading]
    ]
