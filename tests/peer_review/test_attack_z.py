"""Proofs of faults in steps that meet, repeat or pause; each fails until its fault is mended."""

import io
import zipfile

import pytest

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.report import BadTemplate, check_letter, letter_template


@pytest.fixture
def scene(same_scene):
    return same_scene


def with_relation(content, relation):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", relation + b"</Relationships>")
            new.writestr(entry.filename, part)
    return out.getvalue()


def test_a_template_fetches_nothing_whatever_the_quotes_of_its_links():
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = (
        b"<Relationship Id='rId999' Type='"
        + kind
        + b"' Target='http://elsewhere.example/x.png' TargetMode='External'/>"
    )
    template = with_relation(letter_template(), relation)
    with pytest.raises(BadTemplate):
        check_letter(template)


def test_what_a_method_asks_names_no_child(scene):
    edition = services.begin_edition(method=scene.review.method, region=scene.cast.region, by=scene.actor("edie"))
    with pytest.raises(DomainError, match="NHS"):
        services.change_edition(method=edition, questions=["Why 943 476 5919?"], by=scene.actor("edie"))
