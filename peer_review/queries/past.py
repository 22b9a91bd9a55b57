from improvement_hub.councils.models import Council
from peer_review.models import PastReview


def past_reviews(actor):
    """Records of earlier reviews whose conclusions this actor reads."""
    seats = ("host__region", "review_lead", "observer", "theme")
    rows = PastReview.objects.visible_to(actor).select_related(*(f"review__{seat}" for seat in seats))
    return rows.prefetch_related("review__participants__council")


def past_review_of(review, actor):
    """The record behind a review, if this actor reads it."""
    return past_reviews(actor).filter(review=review).first() if review.is_recorded else None


def hosts_to_record_for(actor):
    """Councils whose earlier reviews this person records: their own, and those of the regions they lead."""
    return Council.objects.filter(pk__in=actor.manages) | Council.objects.filter(region__in=actor.leads)
