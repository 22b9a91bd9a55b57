from collections import Counter

from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from blogs.models import FormerTheme, Post, PostCouncil, PostTheme, Theme
from improvement_hub.core.writing.states import WritingState
from improvement_hub.core.writing.trails import Trail
from improvement_hub.councils.models import Council

MOST_COUNCILS = 12


def theme_list(actor):
    """Themes with `post_count`: how many posts this actor may see on it or what is below it, demonstration left out."""
    counted = Post.objects.visible_to(actor).filter(demonstration=False)
    links = PostTheme.objects.filter(theme__line__contains=[OuterRef("pk")], post__in=counted).order_by()
    count = Subquery(links.values(one=Value(1)).annotate(count=Count("post", distinct=True)).values("count"))
    return Theme.objects.visible_to(actor).select_related("broader").annotate(post_count=Coalesce(count, 0))


def themes():
    """The whole vocabulary, to choose from."""
    return Theme.objects.all()


def links_within(themes):
    """Ties of posts to any of these themes, or to a theme that is part of one of them."""
    return PostTheme.objects.filter(theme__line__overlap=[theme.pk for theme in themes])


def merged_into(slug) -> Theme | None:
    """The theme that took the place of the one that had this address."""
    former = FormerTheme.objects.select_related("theme").filter(slug=slug).first()
    return former.theme if former else None


def slugs_of_today(slugs) -> list[str]:
    """For that of a theme that was merged, the slug of the one it was merged into."""
    asked = [slug for slug in slugs if "\0" not in slug]
    former = dict(FormerTheme.objects.filter(slug__in=asked).values_list("slug", "theme__slug"))
    return [former.get(slug, slug) for slug in slugs]


def councils_on(theme, actor) -> list[tuple[Council, int]]:
    """(council, its published posts on a theme that this actor may see), by number: posts it owns or is named in."""
    posts = Post.objects.visible_to(actor).filter(
        pk__in=links_within([theme]).values("post"), state=WritingState.PUBLISHED
    )
    posts = posts if actor.demonstration else posts.filter(demonstration=False)
    counts = Counter(dict(PostCouncil.objects.filter(post__in=posts).values_list("council").annotate(Count("pk"))))
    own = posts.order_by().exclude(owner=None).exclude(council_links__council=F("owner"))
    counts.update(dict(own.values_list("owner").annotate(Count("pk"))))
    named = {council.pk: council for council in Council.objects.filter(pk__in=counts)}
    found = sorted(((named[pk], number) for pk, number in counts.items()), key=lambda pair: (-pair[1], pair[0].name))
    return found[:MOST_COUNCILS]


THEME_REVISIONS = Trail(
    model=Theme,
    texts={"description": "description"},
    facts={"name": "name", "acronym": "acronym", "synonyms": "other words", "broader_id": "what it is part of"},
    shown=(("Description", "description"),),
)
