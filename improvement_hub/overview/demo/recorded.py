"""Oxfordshire's review of its response to neglect, with what is public of it and nothing else."""

from blogs.models import Theme
from improvement_hub.councils.models import Council
from peer_review.services import record_review

SUMMARY = """\
Oxfordshire hosted a peer review of its response to neglect, held by a triad of councils.

- **Visiting team:** seven people, among them the area police commander and the principal social worker for
  adults.
- **In one day:** twelve focus groups and eighteen case reviews.

The names of the other two councils, the date and the findings are not among the facts we hold, so they do not
stand here.
"""


def record_oxfordshire():
    host = Council.objects.filter(identifiers__value="E10000025").first()
    if host:
        theme = Theme.objects.get(slug="neglect")
        record_review(host=host, title="Response to neglect", theme=theme, public_summary=SUMMARY)
