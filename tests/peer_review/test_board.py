"""The board: what the team says, what the gate still needs, and the tray of evidence that is linked to it."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from peer_review import queries, services
from peer_review.models import Evidence, Statement, Support


@pytest.fixture
def board(scene):
    return reverse("review-findings", args=[scene.review.pk])


def page_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_the_review_lead_links_from_the_tray_and_sees_what_the_gate_still_needs(scene, sign_in, board):
    first, second, third = scene.enough()
    statement, ben = scene.hypothesis([first]), sign_in(scene.cast.ben)
    page = page_of(ben, board)
    for words in ("1 hypothesis is thin", ">Thin<", "2 more pieces of evidence needed.", "1 more activity needed."):
        assert words in page
    tray = ben.get(f"{board}?linked=false").context["object_list"]
    assert {piece.pk for piece in tray} == {second.pk, third.pk}
    chosen = {"evidence": [second.pk, third.pk], "statement": statement.pk, "relation": "supports"}
    answer = ben.post(f"{board}link/", {**chosen, "tray": "linked=false&bearing=strength"})
    assert answer["Location"] == f"{board}?linked=false&bearing=strength#s{statement.pk}"
    assert Statement.objects.get().links.count() == 3
    assert "Thin" not in page_of(ben, board)
    again = ben.post(f"{board}link/", chosen)
    assert (again.status_code, Support.objects.count()) == (302, 3)
    services.withdraw_evidence(evidence=first, reason="Misheard.", by=scene.actor("dev"))
    page = page_of(ben, board)
    assert "withdrawn, does not count" in page
    assert "1 more piece of evidence needed." in page


def test_a_hypothesis_is_written_from_what_is_ticked(scene, sign_in, board):
    first, second, _ = scene.enough()
    ben = sign_in(scene.cast.ben)
    led = ben.post(f"{board}link/", {"evidence": [first.pk, second.pk], "hypothesis": "1"})
    form = ben.get(led["Location"]).context["form"]
    offered = set(form.fields["evidence"].queryset)
    assert (offered, form.initial["keyline"]) == ({first, second}, scene.keylines[0].pk)
    said = {"id": form.initial["id"], "keyline": scene.keylines[0].pk, "text": "Help comes.", "bearing": "strength"}
    for _ in range(2):
        ben.post(f"{board}new/", {**said, "evidence": [first.pk, second.pk]})
    assert Statement.objects.get().links.count() == 2
    refused = ben.post(f"{board}new/", {**said, "text": "Other words."})
    assert (refused.status_code, Statement.objects.get().text) == (400, "Help comes.")
    assert "Other words." in refused.content.decode()
    offered = ben.get(f"{board}new/?evidence=nonsense").context["form"].fields["evidence"].queryset
    assert offered.count() == 3


def test_what_is_not_chosen_is_said_at_its_field(scene, sign_in, board):
    piece, ben = scene.log(), sign_in(scene.cast.ben)
    refused = ben.post(f"{board}link/", {"relation": "supports"})
    assert (refused.status_code, refused.context["form"].errors) == (
        400,
        {
            "evidence": ["Choose at least one piece of evidence."],
            "statement": ["Choose the statement that it supports or challenges."],
        },
    )
    statement = scene.hypothesis([piece])
    challenged = ben.post(
        f"{board}link/", {"evidence": [piece.pk], "statement": statement.pk, "relation": "challenges"}
    )
    assert "This piece is linked already." in challenged.content.decode()
    assert sign_in(scene.cast.carys).post(f"{board}link/").status_code == 403


def test_a_link_is_turned_on_its_page_and_a_finding_stays_whole(scene, sign_in):
    finding, ben = scene.finding(), sign_in(scene.cast.ben)
    link = finding.links.first()
    turn = reverse("statement-turn", args=[scene.review.pk, finding.pk, link.pk])
    assert "Does this piece challenge the statement?" in ben.get(turn).content.decode()
    assert "First return the finding to hypothesis." in ben.post(turn).content.decode()
    scene.step(finding, "reopen", "ben")
    ben.post(turn)
    link.refresh_from_db()
    assert (link.relation, link.counts) == ("challenges", False)
    assert "Does this piece support the statement?" in ben.get(turn).content.decode()


def test_the_overview_counts_thin_held_and_ready_hypotheses(scene, sign_in):
    scene.hypothesis([scene.log()])
    scene.hypothesis(scene.enough())
    scene.step(scene.hypothesis(scene.enough()), "hold", "carys", reason="Whom did we not hear?")
    scene.finding()
    assert queries.weighed(scene.review) == {"thin": 1, "held": 1, "ready": 1}
    assert "Thin hypotheses" in page_of(sign_in(scene.cast.ben), scene.review.get_absolute_url())


@pytest.mark.slow
def test_the_board_stays_usable_with_five_hundred_pieces_and_sixty_statements(
    scene, sign_in, board, django_assert_max_num_queries
):
    statements = [scene.hypothesis() for _ in range(60)]
    heard = {"activity": scene.activities[0], "keyline": scene.keylines[0], "author": scene.cast.dev}
    note = "We waited six weeks, then were called back. " * 8
    pieces = Evidence.objects.bulk_create(
        Evidence(id=uuid.uuid4(), bearing="concern", source_role="parents", note=note, **heard) for _ in range(500)
    )
    Support.objects.bulk_create(
        Support(statement=statements[number % 60], evidence=piece) for number, piece in enumerate(pieces)
    )
    ben = sign_in(scene.cast.ben)
    begun = datetime.now(ZoneInfo("UTC"))
    with django_assert_max_num_queries(16):
        page = ben.get(board)
    assert len(page.content) < 400_000
    assert (datetime.now(ZoneInfo("UTC")) - begun).total_seconds() < 5
