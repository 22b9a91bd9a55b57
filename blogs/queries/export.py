"""The list of posts as rows of a spreadsheet."""

COLUMNS = [
    *("Title", "Kind", "Date", "State", "Who may read it", "Authors", "Belongs to", "Region", "Councils", "Themes"),
    *("Summary", "First published at", "Demonstration", "Address"),
]
AT_A_TIME = 500


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
