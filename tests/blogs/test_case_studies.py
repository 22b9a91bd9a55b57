"""Case studies: sections, the text made of them, the level of their evidence, and what may not be left out."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from blogs import services
from blogs.levels import Level, evidence_of
from blogs.models import Adopter, CaseStudy, Outcome, Post
from improvement_hub.core.errors import DomainError, StaleVersion
from tests.blogs.case_studies import SECTIONS, adopted, case_study, measured, published
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_a_case_study_is_one_item_whose_text_is_made_of_its_sections(cast):
    post = case_study(cast, cost_band="to_50k", cost="Two workers.")
    services.add_outcome(post=post, by=cast.actor("hana"), **measured(result=30))
    post.refresh_from_db()
    assert (post.pk, post.kind, post.state) == (post.case_study.pk, "case_study", "draft")
    assert post.get_absolute_url() == "/case-studies/a-front-door-for-teenagers/"
    assert post.body == (
        "# The problem\n\nToo many came back.\n\n"
        "# What was done\n\n- One team\n- One plan\n\n"
        "# What did not work\n\nThe rota.\n\n"
        "# What changed\n\n- Re-referrals: 30% (n = 120)\n\n"
        "# What it cost\n\n£10,000 to £50,000 a year.\n\nTwo workers."
    )


def test_the_same_draft_sent_twice_is_one_and_a_section_with_a_number_of_a_child_is_refused(cast):
    sent = {"id": "3f0e5f0e-0000-4000-8000-000000000001", "owner": cast.host, "title": "Once", "by": cast.actor("hana")}
    assert services.write_case_study(**sent, **SECTIONS) == services.write_case_study(**sent, **SECTIONS)
    with pytest.raises(DomainError, match="NHS number") as refused:
        services.write_case_study(owner=cast.host, title="No", by=cast.actor("hana"), voices="Her 943 476 5919.")
    assert refused.value.field == "voices"
    assert Post.objects.count() == 1


def test_what_did_not_work_is_told_before_it_is_submitted_and_stays_told(cast):
    post = case_study(cast, what_did_not_work="")
    hana, asha = cast.actor("hana"), cast.actor("asha")
    with pytest.raises(DomainError, match="Say what did not work"):
        services.move_post(post=post, step="submit", by=hana)
    services.change_case_study(post=post, by=hana, what_did_not_work=" The rota. \r\n")
    post = services.move_post(post=post, step="publish", by=asha)
    with pytest.raises(DomainError, match="Say what did not work") as refused:
        services.change_case_study(post=post, by=asha, what_did_not_work=" ")
    assert refused.value.field == "what_did_not_work"
    assert CaseStudy.objects.get().what_did_not_work == "The rota."


def test_the_database_itself_lets_no_shared_case_study_leave_out_what_did_not_work(cast):
    name = "a_shared_case_study_says_what_did_not_work"
    draft, out = case_study(cast, what_did_not_work=""), published(cast)
    with pytest.raises(IntegrityError, match="says what did not work"), transaction.atomic():
        Post.objects.filter(pk=draft.pk).update(state="submitted")
    with pytest.raises(IntegrityError, match="says what did not work"), transaction.atomic():
        CaseStudy.objects.filter(pk=out.pk).update(what_did_not_work="")
    assert name in {trigger.name for model in (Post, CaseStudy) for trigger in model._meta.triggers}


def test_nothing_changed_is_no_new_version_and_a_stale_one_is_told(cast):
    post, hana = case_study(cast), cast.actor("hana")
    assert services.change_case_study(post=post, by=hana, version=post.version, **SECTIONS).version == post.version
    changed = services.change_case_study(post=post, by=hana, version=post.version, children=41_000, title="Another")
    assert (changed.version, changed.title, changed.case_study.children) == (post.version + 1, "Another", 41_000)
    with pytest.raises(StaleVersion):
        services.change_case_study(post=post, by=hana, version=post.version, problem="Late.")
    with pytest.raises(PermissionDenied):
        services.change_case_study(post=post, by=cast.actor("ben"), problem="Not ours.")


def test_one_begun_as_an_ordinary_post_is_put_into_sections_before_it_is_published(cast):
    hana = cast.actor("hana")
    post = services.write_post(owner=cast.host, title="Old", kind="case_study", body="All of it.", by=hana)
    with pytest.raises(DomainError, match="Put the case study into its sections"):
        services.move_post(post=post, step="submit", by=hana)
    with pytest.raises(DomainError, match="Put the case study into its sections first"):
        services.add_outcome(post=post, by=hana, measure="Visits")
    services.change_case_study(post=post, by=hana, what_was_done="All of it.", what_did_not_work="Little.")
    post = services.move_post(post=post, step="submit", by=hana)
    assert post.body == "# What was done\n\nAll of it.\n\n# What did not work\n\nLittle."


def test_what_a_feed_brought_is_published_as_it_came_and_its_own_words_do_not_undo_sections(cast):
    gwen = cast.actor("gwen")
    item = {"source": "https://feed.example/", "guid": "1", "authors": [], "themes": [], "councils": [], "by": gwen}
    terms = {"visibility": "public", "publish": False}
    post, _ = services.save_imported_post(facts={"title": "Pods", "body": "As it came."}, **item, **terms)
    post = services.change_post(post=post, by=gwen, kind="case_study")
    services.publish_post(post=post, by=gwen)
    services.change_case_study(post=post, by=gwen, problem="Drift.", what_did_not_work="Rooms.")
    post, changes = services.save_imported_post(facts={"title": "Pods 2", "body": "As it is now."}, **item, **terms)
    assert (post.title, changes) == ("Pods 2", ["title"])
    assert post.body == "# The problem\n\nDrift.\n\n# What did not work\n\nRooms."


def test_its_text_and_kind_are_not_changed_as_those_of_an_ordinary_post(cast):
    post, hana = case_study(cast), cast.actor("hana")
    for said in ({"kind": "blog"}, {"body": "Other words."}):
        with pytest.raises(DomainError, match="This case study has sections: change those"):
            services.change_post(post=post, by=hana, **said)
    assert services.change_post(post=post, by=hana, kind="case_study", summary="Shorter.").summary == "Shorter."
    blog = services.write_post(owner=cast.host, title="A blog", by=hana)
    with pytest.raises(DomainError, match="Only a case study has sections"):
        services.change_case_study(post=blog, by=hana, problem="None.")


FIGURES = [
    {"baseline": baseline, "result": result, "n": n, "source": source}
    for baseline, result, n, source in product((None, 4), (None, 2), (None, 9), ("", "Audit"))
]


def test_the_database_and_the_rule_agree_on_the_level_whatever_is_known(cast):
    post = published(cast)
    by, seen = cast.actor("asha"), set()
    outcome = services.add_outcome(post=post, by=by, measure="Days")
    for adopter in (None, {}, {"result": 3}):
        if adopter is not None:
            Adopter.objects.all().delete()
            adopted(cast, post, measure="Days", **adopter)
        for figures in FIGURES:
            services.change_outcome(outcome=outcome, by=by, **figures)
            stored = CaseStudy.objects.get(pk=post.pk)
            assert stored.evidence_level == stored.evidence.level, (adopter, figures)
            seen.add(stored.evidence_level)
    assert seen == set(Level)
    CaseStudy.objects.update(evidence_level="replicated")
    Adopter.objects.all().delete()
    services.remove_outcome(outcome=outcome, by=by)
    CaseStudy.objects.update(evidence_level="established")
    assert CaseStudy.objects.get().evidence_level == "emerging"


def test_the_page_says_why_it_is_that_level(cast):
    one = Outcome(measure="Days", result=Decimal(3))
    assert evidence_of([], []).why == "No outcome has a result yet."
    assert evidence_of([one], []).why == "Measured: Days. To be established it needs a baseline, its n and a source."
    one.baseline, one.n = Decimal(9), 40
    assert evidence_of([one], []).why == "Measured: Days. To be established it needs a source."
    one.source = "Audit"
    assert evidence_of([one], []).why == "Measured against a baseline, with n and source: Days."
    elsewhere = Adopter(council=cast.elsewhere, measure="Days", result=Decimal(4))
    assert evidence_of([one], [elsewhere]).why == "Taken up elsewhere with a result: Femsley."


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, "Days: no result yet"),
        ({"baseline": 9}, "Days: baseline 9 days, no result yet"),
        ({"baseline": 9, "result": "7.50", "period": "2025"}, "Days: from 9 days to 7.5 days (2025)"),
        ({"result": 1200, "unit": "pounds", "n": 1400, "source": "Ledger"}, "Days: £1,200 (n = 1,400, Ledger)"),
    ],
)
def test_a_figure_is_told_with_what_it_rests_on(figures, words):
    terms = {"measure": "Days", "unit": "days", **figures}
    decimals = {name: Decimal(terms[name]) for name in ("baseline", "result") if name in terms}
    assert Outcome(**terms | decimals).in_words == words


def test_outcomes_are_changed_with_the_version_of_their_case_study(cast):
    post, hana = case_study(cast), cast.actor("hana")
    outcome = services.add_outcome(post=post, by=hana, version=post.version, id=SENT, **measured())
    assert services.add_outcome(post=post, by=hana, id=SENT, **measured()) == outcome
    with pytest.raises(StaleVersion):
        services.change_outcome(outcome=outcome, by=hana, version=post.version, result=1)
    with pytest.raises(DomainError, match="A percentage has its n"):
        services.change_outcome(outcome=outcome, by=hana, result=1, n=None)
    with pytest.raises(PermissionDenied):
        services.remove_outcome(outcome=outcome, by=cast.actor("femi"))
    Outcome.objects.bulk_create(Outcome(case_study=post.case_study, measure=f"M{n}") for n in range(19))
    with pytest.raises(DomainError, match="20 outcomes at most"):
        services.add_outcome(post=post, by=hana, measure="One more")


SENT = "3f0e5f0e-0000-4000-8000-000000000002"


def test_another_council_tries_it_changes_what_it_said_and_withdraws_it(cast):
    post, femi = published(cast), cast.actor("femi")
    said = {"council": cast.elsewhere, "how_adapted": "Smaller.", "started_on": date(2025, 9, 1)}
    adopter = services.record_adopter(post=post, by=femi, id=SENT, **said)
    assert services.record_adopter(post=post, by=femi, id=SENT, **said) == adopter
    assert services.change_adopter(adopter=adopter, by=femi, how_adapted="Smaller. ").version == adopter.version
    changed = services.change_adopter(adopter=adopter, by=femi, version=adopter.version, context="Rural.")
    assert (changed.context, str(changed)) == ("Rural.", "Femsley: A front door for teenagers")
    with pytest.raises(StaleVersion):
        services.change_adopter(adopter=adopter, by=femi, version=adopter.version, context="Late.")
    with pytest.raises(DomainError, match="This council is among those that tried it"):
        services.record_adopter(post=post, by=femi, **said)
    for who in ("asha", "robo", "gwen"):
        with pytest.raises(PermissionDenied):
            services.withdraw_adopter(adopter=adopter, by=cast.actor(who))
    assert services.withdraw_adopter(adopter=adopter, by=femi) == post
    assert list(Adopter.objects.all()) == []


def test_nobody_adopts_their_own_nor_a_draft_nor_for_others_nor_across_the_demonstration(cast):
    post, draft = published(cast), case_study(cast, title="Draft")
    for who, council, of in (("asha", cast.host, post), ("femi", cast.elsewhere, draft), ("femi", cast.leading, post)):
        with pytest.raises(PermissionDenied):
            services.record_adopter(post=of, council=council, how_adapted="So.", by=cast.actor(who))
    adopter = Adopter(case_study=post.case_study, council=cast.host, how_adapted="So.")
    with pytest.raises(IntegrityError, match="a council adopts the work of another"), transaction.atomic():
        adopter.save()
    for council, words in ((cast.host, "your own"), (type(cast.host)(demonstration=True), "Demonstration councils")):
        adopter.council = council
        with pytest.raises(Exception, match=words):
            adopter.clean()


def test_a_contact_is_a_role_and_no_person(cast):
    assert case_study(cast, contact_role="Head of early help").case_study.contact_role == "Head of early help"
    for named in ("Mrs Smith", "a.smith@ashby.example", "Dr. Jones, head of service"):
        with pytest.raises(DomainError, match="Name a role"):
            case_study(cast, title="Other", contact_role=named)


def test_rows_are_read_with_their_case_study(cast):
    post = published(cast)
    outcome = services.add_outcome(post=post, by=cast.actor("asha"), **measured())
    adopter = adopted(cast, post)
    services.share_post(post=post, visibility="region", by=cast.actor("asha"))
    for model, row in ((CaseStudy, post.case_study), (Outcome, outcome), (Adopter, adopter)):
        assert list(model.objects.visible_to(cast.actor("ben"))) == [row]
        assert list(model.objects.visible_to(cast.actor("femi"))) == []
    assert PostFactory(kind="case_study").sections.what_did_not_work == "It took longer."
