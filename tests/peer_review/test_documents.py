"""The documents of a review: who adds, reads, shares and removes them, and what becomes of their files."""

import os
import sys
import time
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from improvement_hub.core.actor import NOBODY, OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.files.scanning import ScannerFailed
from improvement_hub.core.files.store import ORPHAN_AFTER, folder
from improvement_hub.core.permissions import allows
from peer_review import queries, services, tasks
from peer_review.models import ChecklistItem, Document, DocumentFile, Review
from peer_review.models.documents import ROOM
from peer_review.report import letter_template
from tests.cast import NAMES
from tests.peer_review import scenes

DAY = scenes.VISIT
ROLES = [
    {"role": "review_lead", "minimum": 1, "comes_from": ["review_lead"]},
    {"role": "observer", "minimum": 1, "comes_from": ["observer"]},
    {"role": "reviewer", "comes_from": ["agency"]},
]


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def review(cast):
    return scenes.prepared(cast)


def readers(cast, document):
    return [name for name in NAMES if Document.objects.visible_to(cast.actor(name)).filter(pk=document.pk).exists()]


def refused(act, **terms):
    with pytest.raises(DomainError) as error, transaction.atomic():
        act(**terms)
    return error.value.field, error.value.sentence


def test_the_host_adds_for_both_and_the_team_for_itself(cast, review):
    of_host = scenes.document(review, cast.actor("hana"))
    of_team = scenes.document(review, cast.actor("dev"), b"%PDF-1.7 Notes.", title="Notes")
    assert readers(cast, of_host) == ["asha", "hana", "ben", "carys", "dev"]
    assert readers(cast, of_team) == ["ben", "carys", "dev"]
    file = of_host.current
    assert (file.name, file.size, file.number, file.scan) == ("plan.pdf", 18, 1, "not_scanned")
    assert ROOM.path(file.stored_as).read_bytes() == b"%PDF-1.7 Invented."
    for name in ("edie", "femi", "gwen", "robo", "nobody"):
        with pytest.raises(PermissionDenied):
            scenes.document(review, cast.actor(name))


def test_what_is_wrong_with_a_file_is_said_and_leaves_nothing(cast, review):
    hana = cast.actor("hana")
    scenes.document(review, hana)

    def add(**terms):
        return refused(scenes.document, review=review, by=hana, **terms)

    assert add() == ("file", "This very file is here already, as “Improvement plan”.")
    assert add(content=b"MZ")[1] == "What stands in this file is not a PDF, whatever its name says."
    assert add(content=b"%PDF-2", name="NHS 943 476 5919.pdf")[0] == "file"
    assert add(content=b"%PDF-3", title="Born on 4 March 2014")[0] == "title"
    other = services.ask_for_document(review=scenes.opened(cast, title="Other"), title="Audits", by=hana)
    assert add(content=b"%PDF-4", item=other) == ("item", "That is on the checklist of another review.")
    assert add(content=b"%PDF-5", exemption="s36") == (None, "Say when the exemption is looked at again.")
    assert (Document.objects.count(), len(list(folder("reviews").iterdir()))) == (1, 1)


def test_the_team_learns_nothing_of_a_file_that_it_may_not_read(cast, review):
    scenes.document(review, cast.actor("dev"), title="Notes")
    scenes.document(review, cast.actor("hana"), title="The same, and no hint of it")
    assert Document.objects.count() == 2


def test_a_newer_file_replaces_and_removes_nothing(cast, review):
    hana, document = cast.actor("hana"), scenes.document(review, cast.actor("asha"))
    version = document.version
    same = refused(scenes.replaced, document=document, by=hana, content=b"%PDF-1.7 Invented.")
    assert same == ("file", "This is the file that the document has already.")
    document = scenes.replaced(document, hana, b"%PDF-2", "new.pdf", version=version)
    with pytest.raises(StaleVersion):
        scenes.replaced(document, hana, b"%PDF-3", version=version)
    with pytest.raises(PermissionDenied):
        scenes.replaced(document, cast.actor("ben"), b"%PDF-3")
    files = list(queries.files_of(document, cast.actor("dev")))
    assert [(file.number, file.name, file.uploaded_by.name) for file in files] == [
        (2, "new.pdf", "Hana"),
        (1, "plan.pdf", "Asha"),
    ]
    assert [ROOM.path(file.stored_as).read_bytes() for file in files] == [b"%PDF-2", b"%PDF-1.7 Invented."]


def test_a_file_that_leaves_its_transaction_leaves_no_row_and_goes_after_a_day(cast, review):
    with pytest.raises(RuntimeError), transaction.atomic():
        scenes.document(review, cast.actor("hana"))
        raise RuntimeError("killed here")
    kept = scenes.document(review, cast.actor("hana"))
    assert (DocumentFile.objects.count(), len(list(folder("reviews").iterdir()))) == (1, 2)
    tasks.forget_orphaned_files()
    assert len(list(folder("reviews").iterdir())) == 2
    old = time.time() - ORPHAN_AFTER.total_seconds() - 60
    for path in folder("reviews").iterdir():
        os.utime(path, (old, old))
    tasks.forget_orphaned_files()
    assert [path.name for path in folder("reviews").iterdir()] == [kept.current.stored_as]


def test_what_the_register_says_is_changed_by_those_whose_document_it_is(cast, review):
    of_host = scenes.document(review, cast.actor("hana"))
    of_team = scenes.document(review, cast.actor("dev"), b"%PDF-2", title="Notes")
    item = services.ask_for_document(review=review, title="Plan", by=cast.actor("ben"))
    said = services.change_document(document=of_host, by=cast.actor("asha"), item=item, exemption="s41", review_on=DAY)
    assert (said.item, said.exemption, said.review_on) == (item, "s41", DAY)
    services.change_document(document=of_team, by=cast.actor("ben"), owner="Review lead")
    for document, name in ((of_host, "ben"), (of_team, "dev"), (of_team, "asha")):
        with pytest.raises(PermissionDenied):
            services.change_document(document=document, by=cast.actor(name), owner="Me")


def test_the_review_lead_opens_the_teams_documents_to_the_host(cast, review):
    document = scenes.document(review, cast.actor("dev"))
    with pytest.raises(PermissionDenied):
        services.share_document(document=document, visibility="review", by=cast.actor("dev"))
    with pytest.raises(PermissionDenied):
        services.share_document(document=document, visibility="region", by=cast.actor("ben"))
    services.share_document(document=document, visibility="review", by=cast.actor("ben"))
    assert readers(cast, document) == ["asha", "hana", "ben", "carys", "dev"]
    back = refused(services.share_document, document=document, visibility="team", by=cast.actor("ben"))
    assert back == ("visibility", "The host has seen this document: it cannot go back to the team.")


def test_only_the_hosts_director_shares_beyond_and_only_once_the_review_is_final(cast):
    scene = scenes.on_site(cast)
    document = scenes.document(scene.review, cast.actor("hana"))

    def share(visibility, by="asha", **terms):
        return services.share_document(document=document, visibility=visibility, by=cast.actor(by), **terms)

    assert refused(share, visibility="region") == (
        "visibility",
        "Until the review is final, its documents are for the team and the host alone.",
    )
    scene.final()
    with pytest.raises(PermissionDenied):
        share("region", by="hana")
    share("region")
    assert readers(cast, document) == ["asha", "hana", "ben", "carys", "dev", "edie", "robo"]
    share("sector")
    assert "femi" in readers(cast, document)
    assert refused(share, visibility="public") == (None, "Say on which day everyone may read it.")
    services.change_document(document=document, by=cast.actor("hana"), exemption="s43", review_on=DAY)
    both = "A document is either withheld under an exemption or for everyone, not both."
    assert refused(share, visibility="public", publish_on=DAY) == (None, both)


def test_the_day_opens_a_document_by_itself_and_never_before(cast):
    scene = scenes.on_site(cast)
    document = scenes.document(scene.review, cast.actor("hana"))
    scene.final()
    tomorrow = timezone.localdate() + timedelta(days=1)
    terms = {"document": document, "by": cast.actor("asha"), "publish_on": tomorrow}
    services.share_document(visibility="public", **terms)
    assert readers(cast, document) == ["asha", "hana", "ben", "carys", "dev"]
    scenes.replaced(document, cast.actor("asha"), b"%PDF-2")
    with time_machine.travel(timezone.now() + timedelta(days=1, hours=1)):
        assert Document.objects.visible_to(NOBODY).get() == document
        assert [file.number for file in queries.files_of(document, NOBODY)] == [2]
    services.share_document(visibility="review", **terms)
    with time_machine.travel(timezone.now() + timedelta(days=1, hours=1)):
        assert Document.objects.visible_to(NOBODY).count() == 0


def test_a_removed_document_leaves_its_record_and_no_file(cast, review, django_capture_on_commit_callbacks):
    document = scenes.document(review, cast.actor("hana"))
    place = ROOM.path(document.current.stored_as)
    terms = {"document": document, "by": cast.actor("hana")}
    assert refused(services.remove_document, **terms, reason=" ") == ("reason", "Say why you remove it.")
    with django_capture_on_commit_callbacks() as after:
        document = services.remove_document(**terms, reason="It named a child.")
    assert place.exists()
    for callback in after:
        callback()
    assert not place.exists()
    assert (document.removed_by.name, document.removal_reason) == ("Hana", "It named a child.")
    file = DocumentFile.objects.get()
    assert (file.name, file.erased_at, allows(cast.actor("hana"), "peer_review.open_file", file)) == (
        "plan.pdf",
        document.removed_at,
        False,
    )
    removed = (None, "This document was removed.")
    assert refused(services.remove_document, **terms, reason="Again.") == removed
    assert refused(services.change_document, **terms, owner="Me") == removed
    assert scenes.document(review, cast.actor("hana")).title == "Improvement plan"
    assert list(queries.register(cast.actor("hana"))) != []


def test_a_review_that_is_over_takes_no_documents(cast, review):
    services.move_review(review=review, step="cancel", reason="No team.", by=cast.actor("hana"))
    over = (None, "This review takes no documents any more.")
    assert refused(scenes.document, review=review, by=cast.actor("hana")) == over
    assert refused(services.ask_for_document, review=review, title="Plan", by=cast.actor("hana")) == over


def test_a_damaged_word_file_is_refused_in_a_sentence(cast, review):
    file = scenes.corrupted(letter_template())
    sentence = "This file cannot be read: it is damaged or locked by a password."
    assert refused(scenes.document, review=review, by=cast.actor("hana"), content=file, name="plan.docx") == (
        "file",
        sentence,
    )


def published(cast, by="hana"):
    """A document that everyone reads, of a review that is final."""
    scene = scenes.on_site(cast)
    scene.final()
    document = scenes.document(scene.review, cast.actor(by))
    if by == "ben":
        services.share_document(document=document, visibility="review", by=cast.actor("ben"))
    terms = {"visibility": "public", "publish_on": timezone.localdate(), "by": cast.actor("asha")}
    return services.share_document(document=document, **terms)


def test_what_was_published_is_taken_back_after_the_review_was_closed(cast, sign_in):
    document = published(cast)
    Review.objects.filter(pk=document.review_id).update(state="closed", closed_at=timezone.now())
    page = sign_in(cast.asha).get(document.get_absolute_url()).content.decode()
    assert ["Set who may read it" in page, "Remove it" in page, "Replace the file" in page] == [True, True, False]
    services.share_document(document=document, visibility="review", by=cast.actor("asha"))
    assert "nobody" not in readers(cast, document)
    services.remove_document(document=document, reason="It names a child.", by=cast.actor("hana"))
    removed = (None, "This document was removed.")
    assert refused(services.share_document, document=document, visibility="public", by=cast.actor("asha")) == removed


@pytest.mark.parametrize("by", ["hana", "ben"])
def test_what_is_replaced_or_changed_without_the_director_is_for_team_and_host_again(cast, by):
    document = published(cast, by)
    assert Document.objects.visible_to(NOBODY).exists()
    document = scenes.replaced(document, cast.actor(by), b"%PDF-1.7 What nobody agreed to.")
    assert document.visibility == "review"
    terms = {"document": document, "publish_on": timezone.localdate(), "by": cast.actor("asha")}
    services.share_document(visibility="public", **terms)
    assert services.change_document(document=document, title="Else", by=cast.actor(by)).visibility == "review"


def test_the_director_replaces_what_is_published_for_all_its_readers(cast):
    document = scenes.replaced(published(cast), cast.actor("asha"), b"%PDF-2")
    assert document.visibility == "public"


def scanner(*lines):
    return [sys.executable, "-S", "-c", "\n".join(["import sys", *lines])]


HARMFUL = 'print(sys.argv[1] + ": Eicar FOUND"); sys.exit(1)'


def test_until_the_scanner_has_spoken_only_the_sender_opens_a_file(cast, review, settings):
    settings.SCAN_COMMAND = ["/nowhere/scan"]
    file = scenes.document(review, cast.actor("hana")).current
    opens = {name: allows(cast.actor(name), "peer_review.open_file", file) for name in ("hana", "asha", "ben")}
    assert (file.scan, opens) == ("waiting", {"hana": True, "asha": False, "ben": False})
    with pytest.raises(ScannerFailed):
        tasks.check_waiting_files()
    settings.SCAN_COMMAND = scanner()
    tasks.check_waiting_files()
    file.refresh_from_db()
    assert (file.scan, file.scanned_at is None) == ("clean", False)
    assert allows(cast.actor("ben"), "peer_review.open_file", file)


def test_a_harmful_file_is_set_aside_and_its_sender_is_told_once(
    cast, review, settings, django_capture_on_commit_callbacks
):
    before_there_was_a_scanner = scenes.document(review, cast.actor("hana")).current
    settings.SCAN_COMMAND = scanner(HARMFUL)
    with django_capture_on_commit_callbacks(execute=True):
        later = scenes.document(review, cast.actor("ben"), b"%PDF-2", title="Notes").current
    with django_capture_on_commit_callbacks(execute=True):
        tasks.check_waiting_files()
    for file, sender in ((later, "ben"), (before_there_was_a_scanner, "hana")):
        file.refresh_from_db()
        assert (file.scan, file.harm) == ("infected", "Eicar FOUND")
        assert not allows(cast.actor(sender), "peer_review.open_file", file)
    assert [message.to for message in mail.outbox] == [["ben@example.org"], ["hana@example.org"]]
    assert "Improvement plan" not in mail.outbox[1].body
    with django_capture_on_commit_callbacks(execute=True):
        tasks.check_file(str(later.pk))
        from peer_review.services import scans

        scans.note_verdict(file=later, harm="")
    later.refresh_from_db()
    assert (later.scan, len(mail.outbox)) == ("infected", 2)


def test_the_method_brings_the_checklist_and_the_visit_waits_for_it(cast):
    documents = [{"title": "Plan"}, {"title": "Figures", "required": False}, {"title": "Audits"}]
    method = services.define_method(
        slug="asks",
        name="Asks",
        summary="Asks.",
        by=OPERATOR,
        documents=documents,
        roles=ROLES,
    )
    review = scenes.prepared(cast, method=method)
    services.plan_activity(review=review, kind="data", title="Data", takes_place_on=DAY, by=cast.actor("ben"))
    plan, audits, _ = review.checklist.order_by("-required", "-title")
    missing = "“{}” is missing: add the document, or the review lead waives it with a reason."
    start = {"review": review, "step": "start_visit", "by": cast.actor("ben")}
    said = refused(services.move_review, **start)[1]
    assert missing.format("Plan") in said
    assert missing.format("Audits") in said
    assert "Figures" not in said
    assert f"{cast.host} gives its self-assessment to the team." in said
    document = scenes.document(review, cast.actor("hana"), item=plan)
    with pytest.raises(PermissionDenied):
        services.waive_document(item=audits, reason="Known.", by=cast.actor("hana"))
    waive = {"item": audits, "by": cast.actor("ben")}
    assert refused(services.waive_document, **waive, reason=" ")[1] == "Say why the review can do without it."
    services.waive_document(**waive, reason="They came with the figures.")
    assert refused(services.waive_document, **waive, reason="Again.")[1] == "This document is waived already."
    assert queries.document_counts(review) == {"documents": 1, "documents_asked": 2}
    services.remove_document(document=document, reason="Wrong one.", by=cast.actor("hana"))
    assert refused(services.move_review, **start)[1].count("is missing") == 1
    once = refused(services.ask_for_document, review=review, title="Plan", by=cast.actor("hana"))
    assert once == (None, "The checklist has this document already.")
    assert ChecklistItem.objects.visible_to(cast.actor("femi")).count() == 0


def test_the_history_tells_of_documents_to_those_who_read_them(cast, review):
    hana, ben = cast.actor("hana"), cast.actor("ben")
    plan = scenes.document(review, hana)
    notes = scenes.document(review, ben, b"%PDF-2", title="Notes")
    plan = scenes.replaced(plan, hana, b"%PDF-3")
    services.change_document(document=plan, owner="Head of quality", by=hana)
    services.remove_document(document=plan, reason="Out of date.", by=hana)
    services.write_position(review=review, position="Here.", by=hana)
    for line in review.keylines.all():
        services.write_view(keyline=line, rating="Good", by=hana)
    for step in ("give", "take_back"):
        services.move_self_assessment(assessment=review.self_assessment, step=step, by=hana)
    services.write_position(review=review, position="There.", by=hana)

    def told(name, about):
        return [line.words for line in queries.history(cast.actor(name), review) if about in line.words]

    of_host = [
        "Removed the document “Improvement plan”: Out of date.",
        "Changed what the register says of “Improvement plan”",
        "Replaced the file of “Improvement plan”",
        "Added the document “Improvement plan”",
    ]
    assert told("asha", "“") == of_host
    assert told("dev", "“") == [*of_host[:3], "Added the document “Notes”", of_host[3]]
    given = ["Took the self-assessment back", "Gave the self-assessment to the team"]
    assert told("asha", "assessment") == told("dev", "assessment") == given
    services.share_document(document=notes, visibility="review", by=ben)
    assert told("asha", "“")[0] == "Set who reads the document “Notes”: the team and the host"
