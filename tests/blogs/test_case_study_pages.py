"""Case studies on the pages: guided writing, the list with its filters, one of them, and where it was taken up."""

import re
from datetime import date

import pytest

from blogs import services
from blogs.models import Adopter, Outcome, Post
from improvement_hub.councils.models import Neighbour
from tests.blogs.case_studies import adopted, case_study, outcome, published
from tests.blogs.test_writing_pages import typed
from tests.factories import PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
AT = "/case-studies/a-front-door-for-teenagers/"


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_case_study_is_written_in_sections_gets_outcomes_and_is_published(sign_in, cast):
    hana = sign_in(cast.hana)
    form = hana.get("/case-studies/new/")
    said = {"title": "A front door for teenagers", "summary": "Fewer came back.", "problem": "## Many\r\ncame back."}
    refused = hana.post("/case-studies/new/", typed(form, **said, contact_role="Dr Jones"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["contact_role"])
    page = hana.post("/case-studies/new/", typed(form, **said, visibility="public"), follow=True)
    assert page.redirect_chain == [(AT, 302)]
    assert "Say what did not work. Others learn most from it." in words_of(page)
    form = hana.get(f"{AT}edit/")
    assert form.context["form"]["problem"].value() == "## Many\ncame back."
    hana.post(f"{AT}edit/", typed(form, what_did_not_work="The rota.", offers_visit="on", stage="embedding"))
    form = hana.get(f"{AT}outcomes/new/")
    figures = {"measure": "Re-referrals", "unit": "percent", "baseline": "45", "result": "30", "n": "120"}
    hana.post(f"{AT}outcomes/new/", typed(form, **figures))
    hana.post("/posts/a-front-door-for-teenagers/steps/submit/", {"version": Post.objects.get().version})
    asha = sign_in(cast.asha)
    asha.post("/posts/a-front-door-for-teenagers/steps/publish/", {"version": Post.objects.get().version})
    one = Outcome.objects.get()
    form = asha.get(f"{AT}outcomes/{one.pk}/")
    asha.post(f"{AT}outcomes/{one.pk}/", typed(form, source="Audit"))
    page = words_of(asha.get(AT))
    for words in (
        "Evidence: established. Measured against a baseline, with n and source: Re-referrals.",
        "Offers a visit", "Embedding", "What did not work The rota.", "45% before", "To be confirmed by",
        "Asha", "Hana (", "Re-referrals 45% 30% 120 – Audit",
    ):  # fmt: skip
        assert words in page, words
    assert asha.get("/posts/a-front-door-for-teenagers/").status_code == 301
    gone = asha.post(f"{AT}outcomes/{one.pk}/remove/", typed(asha.get(f"{AT}outcomes/{one.pk}/remove/")))
    assert (gone["Location"], Outcome.objects.count()) == (f"{AT}#outcomes", 0)


def test_one_begun_in_the_ordinary_form_goes_on_in_the_guided_one_with_its_text(sign_in, cast):
    hana = sign_in(cast.hana)
    said = {"title": "Pods", "kind": "case_study", "body": "Two teams."}
    page = hana.post("/posts/new/", typed(hana.get("/posts/new/"), **said), follow=True)
    assert page.redirect_chain == [("/case-studies/pods/edit/", 302)]
    assert page.context["form"]["what_was_done"].value() == "Two teams."
    assert hana.get("/posts/pods/edit/")["Location"] == "/case-studies/pods/edit/"
    assert "Put it into sections" in words_of(hana.get("/case-studies/pods/"))
    assert [hana.get(f"/case-studies/pods/{part}/").status_code for part in ("confirm", "outcomes/new")] == [404, 404]
    hana.post("/case-studies/pods/edit/", typed(page, summary="In short."))
    assert Post.objects.get().body == "# What was done\n\nTwo teams."


def test_a_preview_has_each_section_under_its_heading(sign_in, cast):
    hana = sign_in(cast.hana)
    page = hana.post("/case-studies/new/", {"problem": "Drift.", "cost": "Little.", "preview": ""})
    assert "<h3>The problem</h3>\n<p>Drift.</p>\n<h3>What it cost</h3>" in page.content.decode()


def test_who_tried_it_stands_beside_where_it_began(sign_in, cast):
    post = published(cast)
    outcome(cast, post)
    Neighbour.objects.create(council=cast.elsewhere, neighbour=cast.host, rank=3)
    femi = sign_in(cast.femi)
    form = femi.get(f"{AT}adopt/")
    said = {"how_adapted": "Smaller *teams*.", "measure": "Re-referrals", "unit": "percent", "result": "28", "n": "60"}
    page = femi.post(f"{AT}adopt/", typed(form, **said), follow=True)
    adopter = Adopter.objects.get()
    assert page.redirect_chain == [(f"{AT}transfer/{adopter.pk}/", 302)]
    told = words_of(page)
    for words in (
        "Ashby is number 3 of the ten councils most like Femsley.", "Northmoor", "Southmoor", "Smaller teams .",
        "Re-referrals 45% before 30% after n = 120, 2025, Audit", "Re-referrals: 28% (n = 60)",
        "What did not work The rota.",
    ):  # fmt: skip
        assert words in told, words
    femi.post(f"{AT}transfer/{adopter.pk}/edit/", typed(femi.get(f"{AT}transfer/{adopter.pk}/edit/"), context="Rural."))
    page = words_of(femi.get(AT))
    assert "Evidence: replicated. Taken up elsewhere with a result: Femsley." in page
    assert "Councils that tried this (1)" in page
    assert "Ashby is number 3 of the councils most like Femsley." in page
    femi.post(f"{AT}transfer/{adopter.pk}/withdraw/", typed(femi.get(f"{AT}transfer/{adopter.pk}/withdraw/")))
    assert Adopter.objects.count() == 0


def test_one_of_a_region_is_nobodys_elsewhere_nor_is_who_tried_it(sign_in, cast):
    post = published(cast, visibility="region")
    adopter = services.record_adopter(post=post, council=cast.leading, how_adapted="So.", by=cast.actor("ben"))
    paths = ["", "adopt/", f"transfer/{adopter.pk}/", f"transfer/{adopter.pk}/edit/"]
    femi, ben = sign_in(cast.femi), None
    assert [femi.get(f"{AT}{path}").status_code for path in paths] == [404] * 4
    ben = sign_in(cast.ben)
    assert [ben.get(f"{AT}{path}").status_code for path in paths] == [200] * 4


@pytest.fixture
def shelf(cast):
    """Four published case studies, one of them archived, and a post of another kind."""
    strong = published(cast, title="Strong", stage="embedding", cost_band="nothing", offers_visit=True)
    outcome(cast, strong)
    services.change_case_study(post=strong, by=cast.actor("asha"), themes=[ThemeFactory(slug="neglect")])
    published(cast, title="Thin")
    known = {"kind": "case_study", "published_on": date(2019, 1, 1)}
    old, gone = (PostFactory(title=title, slug=title.lower(), **known) for title in ("Old", "Gone"))
    type(old.case_study).objects.filter(pk=old.pk).update(standing="ageing", ageing_since=date(2022, 1, 1))
    type(old.case_study).objects.filter(pk=gone.pk).update(standing="archived", ageing_since=date(2022, 1, 1))
    PostFactory(title="A blog")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Old", "Strong", "Thin"]),
        ("q=rota", ["Strong", "Thin"]),
        ("theme=neglect", ["Strong"]),
        ("region=northmoor", ["Strong", "Thin"]),
        ("council=ashby&level=established", ["Strong"]),
        ("council_type=UA", ["Strong", "Thin"]),
        ("council_type=LBO", []),
        ("stage=embedding", ["Strong"]),
        ("cost=nothing&visits=true", ["Strong"]),
        ("standing=ageing", ["Old"]),
        ("standing=archived", ["Gone"]),
        ("standing=every", ["Gone", "Old", "Strong", "Thin"]),
        ("dated=2019&standing=every", ["Gone", "Old"]),
    ],
)
def test_the_list_is_narrowed_alike_on_the_page_and_over_the_api(client, cast, shelf, query, titles):
    page = client.get(f"/case-studies/?{query}")
    assert sorted(post.title for post in page.context["object_list"]) == titles
    assert list(page.context["filterset"].form.errors) == []


def test_an_ageing_and_an_archived_one_say_so(client, cast, shelf):
    assert "Ageing. Nobody has confirmed since 1 January 2019 that this still holds." in words_of(
        client.get("/case-studies/old/")
    )
    assert "that this still holds; lists leave it out." in words_of(client.get("/case-studies/gone/"))


@pytest.mark.parametrize("number", [1, 30])
def test_list_and_page_cost_the_same_at_any_length(client, cast, number, django_assert_num_queries):
    posts = [published(cast, title=f"Number {n}") for n in range(number)]
    for n in range(number):
        services.add_outcome(post=posts[0], by=cast.actor("asha"), measure=f"M{n}") if n < 20 else None
    adopted(cast, posts[0])
    with django_assert_num_queries(7):
        page = client.get("/case-studies/")
    assert len(page.context["object_list"]) == min(number, 25)
    with django_assert_num_queries(8):
        client.get("/case-studies/number-0/")


def test_empty_lists_say_how_they_are_filled(client, cast):
    assert "They appear when a council publishes one." in words_of(client.get("/case-studies/"))
    assert "No case study is like that." in words_of(client.get("/case-studies/?q=nothing"))
    case_study(cast)
    assert client.get(AT).status_code == 404


def test_a_stale_form_has_the_sections_and_figures_of_both(sign_in, cast):
    post = case_study(cast, stage="designing")
    one = services.add_outcome(post=post, by=cast.actor("hana"), measure="Days", baseline=9)
    hana = sign_in(cast.hana)
    forms = {path: hana.get(f"{AT}{path}") for path in ("edit/", f"outcomes/{one.pk}/")}
    services.change_case_study(post=post, by=cast.actor("asha"), problem="Theirs.", stage="embedding")
    services.change_outcome(outcome=one, by=cast.actor("asha"), result=3)
    said = {
        "edit/": {"problem": "Mine.", "stage": "sharing", "summary": "In short."},
        f"outcomes/{one.pk}/": {"result": "4"},
    }
    found = {path: hana.post(f"{AT}{path}", typed(form, **said[path])) for path, form in forms.items()}
    assert [page.status_code for page in found.values()] == [412, 412]
    beside = [{row["label"]: row["saved"] for row in page.context["meanwhile"]} for page in found.values()]
    assert beside == [
        {"What came of it, in one sentence": "", "The problem": "Theirs.", "How far it has come": "Embedding"},
        {"After": 3},
    ]
    page = found["edit/"]
    hana.post(f"{AT}edit/", typed(page, problem="Both."))
    assert Post.objects.get().case_study.problem == "Both."
    plain = services.write_post(owner=cast.host, title="Plain", kind="case_study", by=cast.actor("hana"))
    form = hana.get("/case-studies/plain/edit/")
    services.change_post(post=plain, by=cast.actor("asha"), summary="Theirs.")
    assert hana.post("/case-studies/plain/edit/", typed(form, summary="Mine.")).status_code == 412


def test_among_all_posts_too_one_that_nobody_confirmed_says_so(client, cast, shelf):
    pages = [client.get(f"/posts/{query}").content.decode() for query in ("", "?standing=every")]
    rows = [page.partition('class="hub-rows"')[2] for page in pages]
    assert [[row.count(f">{word}<") for word in ("Ageing", "Archived")] for row in rows] == [[1, 0], [1, 1]]
