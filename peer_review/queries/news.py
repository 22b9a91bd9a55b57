from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest

from improvement_hub.core.audit import first_when
from improvement_hub.core.models import Visibility, shared_with
from peer_review.models import Evidence, PastReview, Report, Review, Statement, TeamMember
from peer_review.models.reviews import part_of
from peer_review.queries.reviews import review_list
from peer_review.workflow import ReviewState

WIDELY = (Visibility.REGION, Visibility.SECTOR, Visibility.PUBLIC)


def reviews_that_moved(actor, since):
    """Reviews this person has a part in that came to their state since then, or whose team the person joined.

    Each with `moved_at`, and as `seat` the person's role on its team.
    """
    seats = TeamMember.objects.seats_of(actor).filter(review=OuterRef("pk"))
    rows = (
        review_list(actor)
        .filter(part_of(actor))
        .annotate(
            seat=Subquery(seats.values("role")[:1]),
            moved_at=Greatest(first_when(Review, Q(state=OuterRef("state"))), Subquery(seats.values("created_at")[:1])),
        )
    )
    return rows.filter(moved_at__gte=since).order_by("-moved_at", "pk")


def new_holds(actor, since):
    """Statements of one's own teams that somebody else holds since then."""
    held = Statement.objects.visible_to(actor).filter(held_at__gte=since).exclude(held_by=actor.person_id)
    return held.select_related("keyline__review__host").order_by("-held_at", "pk")


def newly_shared_findings(actor, since):
    """Findings of other people's reviews that this actor may read since then, each with `shared_at`.

    The trail says when a finding first was at a level that the actor reads. Invented ones are for the
    demonstration's people.
    """
    readable = shared_with(actor, region="pgh_obj__keyline__review__host__region_id")
    found = Statement.objects.visible_to(actor).findings().exclude(visibility=Visibility.REVIEW)
    others = found.exclude(keyline__review__in=Review.objects.readable_by(actor))
    if not actor.demonstration:
        others = others.exclude(keyline__review__host__demonstration=True)
    return others.annotate(shared_at=first_when(Statement, readable)).filter(shared_at__gte=since)


def reviews_with_new_findings(actor, since):
    """Reviews with `new_findings`, the ids of those, and `shared_at`, when the last of them was shared."""
    found = newly_shared_findings(actor, since).order_by("shared_at", "pk")
    of_review = found.filter(keyline__review=OuterRef("pk"))
    latest = of_review.order_by().values("keyline__review").annotate(latest=Max("shared_at")).values("latest")
    rows = review_list(actor).filter(pk__in=found.order_by().values("keyline__review"))
    return rows.annotate(new_findings=ArraySubquery(of_review.values("pk")), shared_at=Subquery(latest)).order_by(
        "-shared_at", "pk"
    )


def reviews_found_from(actor, since):
    """Reviews of which this actor first came to read after a moment what was published, each with `found_from`: public
    facts, the final report, or what a council says of an earlier review. The trail says when that was."""
    by_host = Q(visibility__in=WIDELY, review__host__in=actor.council_ids)
    readable = shared_with(actor, region="review__host__region_id") | by_host
    rows = review_list(actor).annotate(
        shared_from=of_review(Report, readable),
        found_from=Case(
            When(state=ReviewState.RECORDED, past=None, then=F("created_at")),
            When(past__isnull=False, then=of_review(PastReview, readable)),
            When(shared_from__isnull=False, final_at__isnull=False, then=Greatest("shared_from", "final_at")),
        ),
    )
    if not actor.demonstration:
        rows = rows.filter(host__demonstration=False)
    return rows.filter(found_from__gt=since).order_by("-found_from", "pk")


def of_review(model, condition):
    """The first moment of the one row of a review."""
    rows = model.objects.filter(review=OuterRef("pk")).order_by()
    return Subquery(rows.annotate(found_from=first_when(model, condition)).values("found_from"))


def themes_of_own_reviews(actor):
    """Ids of the themes of reviews whose text this person reads."""
    return Review.objects.readable_by(actor).values_list("theme", flat=True)


def heard_since(actor, moment):
    """(review id, pieces) of evidence that others logged since then, in the reviews of this person's teams."""
    rows = Evidence.objects.visible_to(actor).standing().filter(created_at__gt=moment).exclude(author=actor.pk)
    return rows.order_by().values_list("activity__review").annotate(pieces=Count("pk"))


def said_since(actor, moment):
    """(review id, statements) that others wrote since then, where this person is on the team."""
    on_team = Review.objects.with_team_member(actor)
    rows = Statement.objects.visible_to(actor).filter(created_at__gt=moment, keyline__review__in=on_team)
    rows = rows.exclude(author=actor.pk).order_by()
    return rows.values_list("keyline__review").annotate(statements=Count("pk"))


def findings_since(actor, moment):
    """Findings of reviews of others that were reported since then and are shared with this person."""
    rows = Statement.objects.visible_to(actor).findings().filter(keyline__review__feedback_given_at__gt=moment)
    rows = rows.exclude(keyline__review__in=Review.objects.readable_by(actor))
    return rows.select_related("keyline__review__host").order_by("-keyline__review__feedback_given_at")
