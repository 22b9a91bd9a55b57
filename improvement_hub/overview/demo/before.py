"""What the invented hosts give before their visits: the documents that were asked for, and how they see themselves."""

from itertools import cycle

from improvement_hub.core.files.receiving import received
from improvement_hub.overview.demo import words
from peer_review import services


def before_the_visit(review, *, host, lead):
    """The checklist is met, but for what the review lead does without; the team has the self-assessment."""
    for item in review.checklist.all():
        if item.required:
            add(review, item, host)
        else:
            services.waive_document(item=item, reason=words.WAIVER, by=lead)
    assess(review, host)


def add(review, item, host):
    name, kind, content = words.DOCUMENTS.get(item.title, words.OTHER_DOCUMENT)
    file = received(name, [f"{item.title}, {review.host}\n\n{content}".encode()])
    services.add_document(
        review=review,
        item=item,
        file=file,
        title=item.title,
        kind=kind,
        classification="official",
        owner="Head of quality assurance",
        by=host,
    )
    file.close()


def assess(review, host):
    services.write_position(review=review, position=words.POSITION, by=host)
    for line, view in zip(review.keylines.all(), cycle(words.VIEWS), strict=False):
        services.write_view(keyline=line, by=host, **view)
    services.move_self_assessment(assessment=review.self_assessment, step="give", by=host)
