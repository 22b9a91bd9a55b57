"""The board with a mouse: what is dragged onto a card is linked to it."""

import pytest
from playwright.sync_api import expect

from peer_review.models import Support
from tests.peer_review import scenes

pytestmark = pytest.mark.browser


def test_pieces_dragged_onto_a_card_support_or_challenge_its_statement(visitor, cast, live_server):
    scene = scenes.on_site(cast)
    first, second, third = scene.enough()
    statement = scene.hypothesis([first])
    ben = visitor(by_cookie=cast.ben)
    ben.open(f"{scene.review.get_absolute_url()}findings/")
    ben.reads("2 more pieces of evidence needed.", "Drag a piece onto a card")
    ben.page.get_by_label(second.note).check()
    drag(ben, second, statement, "Supports it")
    ben.reads("1 more piece of evidence needed.")
    drag(ben, third, statement, "Challenges it")
    ben.page.get_by_text("Evidence of").click()
    ben.reads("challenges it")
    links = Support.objects.filter(statement=statement)
    assert {link.evidence_id: link.relation for link in links} == {
        first.pk: "supports",
        second.pk: "supports",
        third.pk: "challenges",
    }


def drag(ben, piece, statement, onto):
    page, loaded = ben.page, ben.page.locator(f"[data-piece='{piece.pk}'][draggable=true]")
    expect(loaded).to_be_visible()
    loaded.locator(".hub-facts").hover()
    page.mouse.down()
    page.mouse.move(5, 5)
    with page.expect_navigation():
        page.locator(f"#s{statement.pk}").get_by_text(onto, exact=True).hover()
        page.mouse.up()
