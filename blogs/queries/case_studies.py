from django.db.models import DateField, F, Func, Prefetch
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from blogs.models import Adopter, CaseStudy, Outcome, Post, PostPartner
from blogs.queries.posts import SECTION_TEXTS, with_rows_parts
from blogs.workflow import ARCHIVED_AFTER, GRACE, REVIEWED_AFTER, Standing
from improvement_hub.core.days import months_after
from improvement_hub.core.writing.states import WritingState
from improvement_hub.councils.models import Council, Neighbour


class MonthsAfter(Func):
    """A day so many months after another, or the last of that month, as `months_after` counts."""

    template = "(%(expressions)s + interval '%(months)s months')::date"
    output_field = DateField()


def case_studies(actor):
    """Posts that are case studies, in sections or not."""
    posts = Post.objects.visible_to(actor).filter(kind=Post.Kind.CASE_STUDY)
    return with_rows_parts(posts).select_related("owner__region", "case_study")


def case_study_list(actor):
    return case_studies(actor).defer("body", *SECTION_TEXTS)


def case_study_detail(actor):
    """With outcomes, and with the councils that took it up and that write it together."""
    partners = Prefetch("partner_links", PostPartner.objects.select_related("council"))
    adopters = Adopter.objects.select_related("council__region").order_by("created_at", "id")
    parts = ("case_study__outcomes", Prefetch("case_study__adopters", adopters), partners)
    return case_studies(actor).prefetch_related(*parts)


def whole_case_studies(actor):
    """With sections and outcomes, for a file of them."""
    return case_studies(actor).defer("body").prefetch_related("case_study__outcomes")


def case_study_known_as(actor, *, pk, owner, title):
    """The case study of this id, else the one of this council and title; None where the actor sees neither."""
    found = case_studies(actor)
    by_id = found.filter(pk=pk).first() if pk else None
    return by_id or found.filter(owner=owner, title__iexact=title).first()


def outcomes_of(post):
    """For the text of its post, in the order in which they were written."""
    return Outcome.objects.filter(case_study=post.pk)


def adopters_of(post, actor):
    return Adopter.objects.visible_to(actor).filter(case_study=post.pk).select_related("council__region")


def councils_to_adopt_for(actor, post):
    """Councils for which this person may say that they tried it."""
    tried = Adopter.objects.filter(case_study=post.pk).values("council")
    own = Council.objects.in_being().filter(pk__in=actor.council_ids, demonstration=post.demonstration)
    return own.exclude(pk=post.owner_id).exclude(pk__in=tried)


def home_of(post):
    """The council where a case study began: the one it belongs to, else the only one that it is about."""
    about = list(post.councils.all())
    return post.owner or (about[0] if len(about) == 1 else None)


def closeness(one, other) -> list[tuple]:
    """(council, neighbour, rank) where either is among the ten most like the other, the closest first."""
    pairs = Neighbour.objects.filter(council__in=(one, other), neighbour__in=(one, other)).order_by("rank")
    return [(pair.council, pair.neighbour, pair.rank) for pair in pairs.select_related("council", "neighbour")]


def like_ones_own(actor, councils) -> list:
    """Those of these councils that are statistical neighbours of one's own, the closest first; `Neighbour` rows."""
    pairs = Neighbour.objects.filter(council__in=actor.council_ids, neighbour__in=councils).order_by("rank", "council")
    return list(pairs.select_related("council", "neighbour")) if actor.council_ids and councils else []


def reviewed():
    """Published case studies with `review_by`, the day on which their council is asked to confirm them."""
    since = Coalesce("confirmed_on", "post__published_on", TruncDate("post__released_at"))
    asked = MonthsAfter(since, months=REVIEWED_AFTER)
    published = CaseStudy.objects.filter(post__state=WritingState.PUBLISHED)
    return published.alias(asked_on=asked).select_related("post__owner")


def to_confirm(actor, until):
    """Those of one's own council whose review comes up by a day, the longest due first; not what is archived."""
    if not actor.is_person:
        return CaseStudy.objects.none()
    due = reviewed().exclude(standing=Standing.ARCHIVED).filter(asked_on__lte=until)
    return due.filter(post__owner__in=actor.council_ids).order_by("asked_on", "pk")


def came_up_for_review(actor, since):
    """Those of one's own council whose review came up after a moment, the latest first."""
    due = to_confirm(actor, timezone.localdate()).filter(asked_on__gt=timezone.localdate(since))
    return due.order_by("-asked_on", "pk")


def new_adopters(actor, since):
    """Councils that took up a case study of one's own after a moment, the latest first."""
    if not actor.is_person:
        return Adopter.objects.none()
    own = Adopter.objects.visible_to(actor).filter(case_study__post__owner__in=actor.council_ids)
    found = own.filter(created_at__gt=since).select_related("council__region", "case_study__post")
    return found.order_by("-created_at", "id")


def to_age():
    """Those that nobody confirmed while there was time."""
    over = MonthsAfter(F("asked_on"), months=GRACE)
    return reviewed().filter(standing=Standing.CURRENT).alias(over=over).filter(over__lte=timezone.localdate())


def to_archive():
    day = months_after(timezone.localdate(), -ARCHIVED_AFTER)
    return reviewed().filter(standing=Standing.AGEING, ageing_since__lte=day)
