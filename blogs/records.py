"""A post as one hub tells it to another, without loss: what stands beside the HTML in an entry of its Atom export."""

import json
from datetime import date

NAMESPACE = "urn:improvement-hub:post"
SAID = ("title", "kind", "summary", "body", "source", "source_name", "source_guid", "source_url", "demonstration")


class BadRecord(ValueError):
    """A record that no hub writes."""


def written(post) -> str:
    """As JSON, which keeps every space and sign."""
    return json.dumps(
        {
            **{name: getattr(post, name) for name in SAID},
            "id": str(post.pk),
            "slug": post.slug,
            "published_on": post.published_on.isoformat() if post.published_on else None,
            "published": post.is_published,
            "visibility": post.visibility,
            "owner": post.owner.gss if post.owner else None,
            "authors": post.author_names,
            "councils": sorted(council.gss for council in post.councils.all()),
            "themes": sorted(theme.slug for theme in post.themes.all()),
        }
    )


def read(said: str) -> dict:
    """The same again, its day as a date. Raises BadRecord."""
    try:
        record = json.loads(said)
        day = record["published_on"]
        names = (*SAID, "id", "slug", "published", "visibility", "owner", "authors", "councils", "themes")
        return {name: record[name] for name in names} | {"published_on": date.fromisoformat(day) if day else None}
    except (ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise BadRecord from trouble
