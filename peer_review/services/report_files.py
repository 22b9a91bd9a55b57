"""The files of a report: made from its words when asked for, and kept from the moment it is final."""

import hashlib
from pathlib import PurePath

from django.db import transaction

from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from improvement_hub.councils.models import Region
from peer_review import queries
from peer_review.models import Report, ReportFile, ReportStyle, Review
from peer_review.report import (
    BadTemplate,
    Kind,
    check_letter,
    check_slides,
    letter_template,
    make_letter,
    make_pdf,
    make_slides,
    slides_template,
)


def file_of(*, review, kind) -> bytes:
    """The file as it was kept, else as it reads now; who may have it is decided before."""
    kept = ReportFile.objects.filter(report__review=review, kind=kind).first()
    return bytes(kept.content) if kept else made(review, kind)


def made(review, kind) -> bytes:
    content, style = queries.content_of(review), queries.style_for(review)
    if kind == Kind.PDF:
        return make_pdf(content)
    make = make_letter if kind == Kind.LETTER else make_slides
    return make(content, template_of(style=style, kind=kind))


def template_of(*, style, kind) -> bytes:
    """The region's own template for slides or letter, else the hub's."""
    if kind == Kind.LETTER:
        return bytes(style.letter) if style.letter else letter_template()
    return bytes(style.slides) if style.slides else slides_template()


@transaction.atomic
def keep_files(*, report_id) -> Report:
    """Make and keep every file of a final report that is not kept yet; safe to repeat, and to do twice at once."""
    report = lock(Report(pk=report_id))
    review = Review.objects.select_related("host__region", "theme", "review_lead", "observer").get(pk=report.review_id)
    if not review.is_final:
        return report
    for kind in set(Kind.values) - set(report.files.values_list("kind", flat=True)):
        content = made(review, kind)
        digest = hashlib.sha256(content).hexdigest()
        store(ReportFile(report=report, kind=kind, content=content, sha256=digest, size=len(content)))
    return report


CHECKS = {"slides": ("pptx", check_slides), "letter": ("docx", check_letter)}


@transaction.atomic
def set_report_style(*, region, name, colour, slides=None, letter=None, drop=(), by, version=None) -> ReportStyle:
    """How the reports of a region look. `slides` and `letter` are (file name, bytes) of new templates; `drop` names
    those to be replaced by the hub's own."""
    region = Region.objects.select_for_update(of=("self",)).get(pk=region.pk)
    require(by, "peer_review.set_report_style", region)
    style = ReportStyle.objects.filter(region=region).first() or ReportStyle(region=region)
    if version is not None and version != style.version:
        raise StaleVersion(style)
    style.name, style.colour = name, colour
    for field, given in (("slides", slides), ("letter", letter)):
        if given:
            take_template(style, field, *given)
        elif field in drop:
            set_template(style, field, None, "", "")
    return store(style)


def take_template(style, field, file_name, file):
    ending, check = CHECKS[field]
    file_name = PurePath(file_name.replace("\\", "/")).name[-150:]
    if not file_name.lower().endswith(f".{ending}"):
        raise DomainError(f"The name of this template ends in .{ending}.", field=field)
    try:
        check(file)
    except BadTemplate as bad:
        raise DomainError(str(bad), field=field) from bad
    set_template(style, field, file, file_name, hashlib.sha256(file).hexdigest())


def set_template(style, field, file, file_name, digest):
    setattr(style, field, file)
    setattr(style, f"{field}_name", file_name)
    setattr(style, f"{field}_sha256", digest)
