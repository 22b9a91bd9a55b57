"""What must always hold of documents and self-assessments, held by the database."""

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from peer_review import services
from peer_review.models import ChecklistItem, Document, DocumentFile, HostView, SelfAssessment
from tests.peer_review import scenes
from tests.peer_review.test_constraints import change, refused


@pytest.fixture
def review(cast, settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    return scenes.prepared(cast)


def copied(row, **values):
    """The same row once more, under an id of its own."""
    row.pk, row._state.adding = None, True
    for name, value in values.items():
        setattr(row, name, value)
    return lambda: type(row).objects.bulk_create([row])


def test_documents_and_their_files_keep_their_constraints(cast, review):
    by = cast.actor("hana")
    services.ask_for_document(review=review, title="Plan", by=by)
    scenes.replaced(scenes.document(review, by), by, b"%PDF-2")
    items, rows, files = ChecklistItem.objects.all(), Document.objects.all(), DocumentFile.objects.all()
    now = timezone.now()
    assert refused(copied(items.get())) == "a_document_is_asked_for_once"
    assert refused(change(items, waived_at=now)) == "a_waiver_has_who_when_and_why"
    assert refused(change(rows, visibility="team")) == "a_hosts_document_is_for_the_team_too"
    assert refused(change(rows, visibility="public")) == "a_public_document_has_its_day"
    withheld = {"visibility": "public", "publish_on": now, "exemption": "s36", "review_on": now}
    assert refused(change(rows, **withheld)) == "a_withheld_document_is_not_public"
    assert refused(change(rows, exemption="s36")) == "an_exemption_is_looked_at_again"
    assert refused(change(rows, removed_at=now)) == "a_removal_has_who_when_and_why"
    assert refused(change(files, replaced_at=None)) == "a_document_has_one_current_file"
    assert refused(change(files, scan="clean")) == "a_verdict_has_its_moment"
    earlier = copied(files.get(number=1), stored_as="b" * 40)
    assert refused(earlier) == "a_documents_files_are_numbered"
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        files.update(sha256="0" * 64)


def test_self_assessments_keep_their_constraints(cast, review):
    line = review.keylines.first()
    services.write_view(keyline=line, rating="Good", by=cast.actor("hana"))
    assessments = SelfAssessment.objects.all()
    assert refused(change(assessments, given_at=timezone.now())) == "a_self_assessment_is_given_by_someone"
    assert refused(copied(HostView.objects.get())) == "one_view_of_a_key_line"
