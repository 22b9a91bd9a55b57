"""The list of posts as rows of a spreadsheet, and posts with all that a record of them says."""

from django.db.models import Max, Prefetch

from blogs.models import Adopter, PostImage
from blogs.queries.posts import post_detail

COLUMNS = [
    *("Title", "Kind", "Date", "State", "Who may read it", "Authors", "Belongs to", "Region", "Councils", "Themes"),
    *("Summary", "First published at", "Demonstration", "Address"),
]
AT_A_TIME = 500


def whole_posts(actor):
    """With sections, outcomes, the councils that took a case study up, and images."""
    adopters = Prefetch("case_study__adopters", Adopter.objects.select_related("council"))
    posts = post_detail(actor).select_related("owner__region", "case_study")
    images = Prefetch("images", PostImage.objects.visible_to(actor).prefetch_related("files"))
    return posts.prefetch_related("case_study__outcomes", adopters, images)


def latest_change(posts):
    """When one of them was last changed, so that an export of what did not change is the same again; None of none."""
    return posts.order_by().aggregate(latest=Max("changed_at"))["latest"]


def rows_for_export(posts, address):
    """A row for each post of the list; `address` makes a whole address of a path."""
    for post in posts.iterator(chunk_size=AT_A_TIME):
        owner = post.owner
        yield [
            *(post.title, post.get_kind_display(), post.published_on or "undated", post.get_state_display()),
            *(post.get_visibility_display(), "; ".join(post.author_names), owner.name if owner else ""),
            *(owner.region.name if owner else "", names(post.councils.all()), names(post.themes.all())),
            *(post.lead, post.source_url, "yes" if post.demonstration else "", address(post.get_absolute_url())),
        ]


def names(rows) -> str:
    return "; ".join(row.name for row in rows)
