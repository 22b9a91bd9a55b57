from django.db.models import Prefetch, Q

from blogs.models import Authorship, Post, PostCouncil, PostPartner
from blogs.models.case_studies import TEXTS
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.audit import first_when
from improvement_hub.core.models import shared_with
from improvement_hub.core.writing.states import WritingState
from improvement_hub.core.writing.trails import Trail
from improvement_hub.councils.models import Council

SECTION_TEXTS = [f"case_study__{name}" for name in TEXTS]


def with_rows_parts(posts):
    authors = Prefetch("authorships", Authorship.objects.select_related("author"))
    return posts.select_related("owner__region").prefetch_related(authors, "councils", "themes")


def post_list(actor):
    """Without the texts, which only the page of a post shows; with whether a case study still holds."""
    posts = with_rows_parts(Post.objects.visible_to(actor)).select_related("owner__region", "case_study")
    return posts.defer("body", *SECTION_TEXTS)


def post_detail(actor):
    partners = Prefetch("partner_links", PostPartner.objects.select_related("council"))
    return with_rows_parts(Post.objects.visible_to(actor)).prefetch_related(partners)


def has_demonstration(posts) -> bool:
    return posts.filter(demonstration=True).exists()


def sees_drafts(actor) -> bool:
    return bool(actor.council_ids) or (actor.is_person and actor.administers)


def news(actor, since):
    """Published posts this actor may see, shared or shared more widely after a moment, the latest first."""
    posts = with_rows_parts(Post.objects.visible_to(actor)).filter(state=WritingState.PUBLISHED, shared_at__gt=since)
    return (
        (posts if actor.demonstration else posts.filter(demonstration=False)).order_by("-shared_at", "id").defer("body")
    )


def posts_found_from(actor, since):
    """Published posts that this actor first came to find after a moment, the latest first.

    What is shared more widely is no news for those who read it before."""
    readable = shared_with(actor, region="owner__region_id") | Q(owner__in=actor.council_ids)
    readable |= Q(pgh_obj__partner_links__council__in=actor.council_ids)
    if actor.is_person and actor.administers:
        readable |= Q(owner=None)
    first = first_when(Post, readable & Q(state=WritingState.PUBLISHED))
    return news(actor, since).annotate(found_from=first).filter(found_from__gt=since)


def posts_about(council, actor):
    """Published posts that a council owns or writes together with another, or that are about it."""
    return post_list(actor).filter(by_or_about([council]), state=WritingState.PUBLISHED)


def by_or_about(councils) -> Q:
    named = PostCouncil.objects.filter(council__in=councils).values("post")
    partnered = PostPartner.objects.filter(council__in=councils).values("post")
    return Q(owner__in=councils) | Q(pk__in=named) | Q(pk__in=partnered)


def waiting_for_editor(actor):
    """Submitted posts that this actor may publish or return, the longest waiting first."""
    decides = Q(owner__in=actor.edits | actor.directs)
    if actor.is_person and actor.administers:
        decides |= Q(owner=None)
    posts = with_rows_parts(Post.objects.visible_to(actor)).defer("body")
    return posts.filter(decides, state=WritingState.SUBMITTED).order_by("changed_at", "id")


def returned_to(actor):
    """Posts of which this person is an author and which an editor returned, the latest first."""
    if not actor.is_person:
        return Post.objects.none()
    own = Authorship.objects.filter(author__person=actor.pk)
    posts = with_rows_parts(Post.objects.visible_to(actor)).defer("body")
    return posts.filter(pk__in=own.values("post"), state=WritingState.RETURNED).order_by("-changed_at", "id")


def councils_to_write_for(actor):
    """Councils whose posts this person writes, or this client the drafts of."""
    return Council.objects.in_being().filter(pk__in=actor.council_ids | actor.drafts_for("posts", "case-studies"))


REVISIONS = Trail(
    model=Post,
    texts={"summary": "summary", "body": "text"},
    facts={
        "title": "title",
        "kind": "kind",
        "visibility": "visibility",
        "published_on": "date",
        "source_url": "source",
        "source_name": "source",
        "owner_id": "council",
    },
    shown=(("Title", "title"), ("Summary", "summary"), ("Text", "body")),
    otherwise="authors, themes or councils",
)


def councils_with_public_posts():
    """Ids of councils by or about which everyone may read a post."""
    posts = Post.objects.visible_to(NOBODY).filter(state=WritingState.PUBLISHED)
    named = PostCouncil.objects.filter(post__in=posts).values_list("council")
    return posts.order_by().exclude(owner=None).values_list("owner").union(named)
