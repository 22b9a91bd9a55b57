"""Case studies are written as posts are: themes suggested, turns, images, preview links, a schedule, versions."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from blogs import queries, services
from blogs.models import CaseStudy, Post, WritingTurn
from improvement_hub.core.errors import DomainError
from tests.blogs.case_studies import case_study, outcome, published
from tests.blogs.test_case_study_pages import AT, words_of
from tests.blogs.test_writing_pages import typed
from tests.factories import ThemeFactory, image_of
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def test_themes_are_suggested_from_all_sections_and_none_is_chosen(cast):
    ThemeFactory(name="Neglect", slug="neglect")
    hana = signed_in(cast.hana)
    said = {"title": "Pods", "what_did_not_work": "Neglect was seen late, and neglect stayed.", "suggest": "yes"}
    page = hana.post("/case-studies/new/", said)
    assert [one.why for one in page.context["suggestions"]] == ["in the text “neglect” twice"]
    assert page.context["form"]["what_did_not_work"].value() == said["what_did_not_work"]
    ticked = re.findall(r'name="themes"[^>]*checked', page.content.decode())
    assert (ticked, Post.objects.count()) == ([], 0)


def test_opening_the_guided_form_begins_a_turn_that_saving_ends(cast):
    case_study(cast)
    hana, asha = signed_in(cast.hana), signed_in(cast.asha)
    form = hana.get(f"{AT}edit/")
    over = asha.get(f"{AT}edit/")["Location"]
    assert over == "/posts/a-front-door-for-teenagers/edit/take-over/"
    assert "Hana is writing since" in words_of(asha.get(AT))
    assert asha.get("/api/v1/case-studies/a-front-door-for-teenagers/").json()["being_edited_by"]["name"] == "Hana"
    assert services.turns.renew_turn(place=f"{AT}edit/", person=cast.hana.pk) == ""
    assert asha.post(over)["Location"] == f"{AT}edit/"
    assert services.turns.renew_turn(place=f"{AT}edit/", person=cast.hana.pk).startswith("Somebody else is writing")
    hana.post(over)
    hana.post(f"{AT}edit/", typed(form, problem="Many came back.", summary="In short."))
    assert WritingTurn.objects.count() == 0
    page = asha.get(over)
    assert f'href="{AT}edit/">Change the case study' in page.content.decode()


def test_images_stand_in_sections_on_the_page_in_the_api_and_under_a_preview_link(cast):
    post = case_study(cast)
    outcome(cast, post)
    image = image_of(post, by=cast.actor("hana"), alt="Three desks")
    said = {"what_was_done": f"We moved.\n\n![]({image.reference})"}
    services.change_case_study(post=post, by=cast.actor("hana"), **said)
    hana = signed_in(cast.hana)
    assert "Images of this post" in hana.get(f"{AT}edit/").content.decode()
    page = hana.get(AT).content.decode()
    assert ('alt="Three desks"' in page, f"{image.pk}/" in page, "Preview links" in page) == (True, True, True)
    assert 'alt="Three desks"' in hana.get(f"/api/v1/case-studies/{post.slug}/").json()["body_html"]
    _, address = services.make_preview_link(post=post, given_to="the press", by=cast.actor("hana"))
    shown = Client().get(address[address.index("/previews/") :])
    told = shown.content.decode()
    assert [part in told for part in ('alt="Three desks"', "Re-referrals", "What did not work", "Add an outcome")] == [
        *(True, True, True),
        False,
    ]


def test_a_scheduled_case_study_is_shared_to_be_and_keeps_telling_what_did_not_work(cast):
    post = case_study(cast)
    asha = signed_in(cast.asha)
    assert "Schedule" in words_of(asha.get(AT))
    moment = timezone.now() + timedelta(days=1)
    sent = {"headers": {"If-Match": f'"{post.version}"', "Idempotency-Key": "once"}, "content_type": "application/json"}
    address = f"/api/v1/case-studies/{post.slug}/transitions/schedule/"
    assert asha.post(address, {"publish_at": moment.isoformat()}, **sent).json()["state"] == "scheduled"
    page = words_of(asha.get(AT))
    assert ("Embargoed: this comes out on" in page, "Scheduled" in page) == (True, True)
    with pytest.raises(DomainError, match="Say what did not work"):
        services.change_case_study(post=post, what_did_not_work="", by=cast.actor("asha"))
    with pytest.raises(IntegrityError, match="says what did not work"), transaction.atomic():
        CaseStudy.objects.filter(post=post).update(what_did_not_work="")
    empty = case_study(cast, title="Empty", what_did_not_work="")
    with pytest.raises(IntegrityError, match="says what did not work"), transaction.atomic():
        Post.objects.filter(pk=empty.pk).update(state="scheduled", publish_at=moment)


def test_restoring_a_version_brings_back_the_sections_it_was_made_of(cast):
    post = case_study(cast, stage="embedding")
    outcome(cast, post)
    hana = cast.actor("hana")
    first = queries.REVISIONS.versions(post)[-1].pk
    services.change_case_study(post=post, problem="Other.", voices="They said so.", stage="", title="Doors", by=hana)
    browser, address = signed_in(cast.hana), f"/posts/{post.slug}/revisions/{first}/restore/"
    page = browser.get(address)
    assert "its title, summary and sections become the newest version" in words_of(page)
    assert browser.post(address, typed(page)).status_code == 302
    post = Post.objects.get()
    study = post.sections
    assert (post.title, study.problem, study.voices, study.stage, study.outcomes.count()) == (
        "A front door for teenagers", "Too many came back.", "", "embedding", 1,
    )  # fmt: skip
    assert ("Too many came back." in post.body, "Re-referrals" in post.body) == (True, True)
    with pytest.raises(DomainError, match="reads like that already"):
        services.restore_revision(post=post, revision=first, by=hana)


def test_a_version_from_before_the_sections_is_copied_by_hand(cast):
    hana = cast.actor("hana")
    post = services.write_post(owner=cast.host, title="Pods", kind="case_study", body="Two teams.", by=hana)
    services.change_case_study(post=post, what_was_done="Two teams.", by=hana)
    first = queries.REVISIONS.versions(post)[-1].pk
    with pytest.raises(DomainError, match="This version was not in sections yet"):
        services.restore_revision(post=Post.objects.get(), revision=first, by=hana)


def test_lists_of_posts_leave_archived_case_studies_out_unless_asked(cast):
    post = published(cast)
    CaseStudy.objects.filter(post=post).update(standing="archived", ageing_since="2024-01-01")
    browser = Client()
    for query, found in (("", 0), ("?standing=every", 1), ("?standing=archived", 1), ("?standing=current", 0)):
        assert browser.get(f"/posts/{query}").context["paginator"].count == found
        assert len(browser.get(f"/api/v1/posts/{query}").json()["results"]) == found
    assert "Archived ones are left out" in browser.get("/posts/").content.decode()
