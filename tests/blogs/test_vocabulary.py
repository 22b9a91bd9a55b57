"""The vocabulary as administrators keep it: words that mean one theme, no circles, and merging."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from blogs import queries, services
from blogs.models import FormerTheme, PostTheme, Theme, ThemeWord
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.errors import DomainError, StaleVersion
from tests.factories import CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gwen(cast):
    return cast.actor("gwen")


@pytest.fixture
def care():
    """Care; permanence, part of it; reunification, part of that."""
    care = ThemeFactory(name="Care", slug="care", acronym="CLA", synonyms=["looked after children"])
    permanence = ThemeFactory(name="Permanence", slug="permanence", broader=care)
    return care, permanence, ThemeFactory(name="Reunification", slug="reunification", broader=permanence)


@pytest.mark.parametrize("who", ["asha", "edie", "robo", "nobody"])
def test_administrators_alone_keep_the_vocabulary(cast, care, who):
    by = cast.actor(who)
    jobs = [
        lambda: services.define_theme(name="Other", by=by),
        lambda: services.change_theme(theme=care[0], name="Other", by=by),
        lambda: services.merge_theme(theme=care[1], into=care[0], by=by),
    ]
    for job in jobs:
        with pytest.raises(PermissionDenied):
            job()
    assert list(Theme.objects.values_list("name", flat=True)) == ["Care", "Permanence", "Reunification"]


def test_a_new_theme_has_an_address_made_of_its_name(gwen, care):
    made = services.define_theme(name="Care at home", synonyms=["home care"], broader=care[0], by=gwen)
    assert (made.slug, set(ThemeWord.objects.filter(theme=made).values_list("word", flat=True))) == (
        "care-at-home",
        {"care at home", "home care"},
    )
    assert Theme.objects.get(pk=made.pk).line == [care[0].pk, made.pk]


@pytest.mark.parametrize(
    ("facts", "sentence", "field"),
    [
        ({"name": "cla"}, "“cla” means another theme already: Care.", "name"),
        ({"acronym": "Care"}, "“Care” means another theme already: Care.", "acronym"),
        ({"synonyms": ["x", "Looked After Children "]}, "means another theme already: Care.", "synonyms"),
        ({"slug": "gone"}, "A theme of this address was merged into another.", "slug"),
        ({"description": "Born on 3 May 2014."}, "This looks like a date of birth.", "description"),
    ],
)
def test_a_word_means_one_theme(gwen, care, facts, sentence, field):
    FormerTheme.objects.create(slug="gone", name="Gone", theme=care[0])
    with pytest.raises(DomainError, match=sentence) as refused:
        services.define_theme(**{"name": "Other", "by": gwen} | facts)
    assert refused.value.field == field


def test_a_theme_changes_in_a_version_of_its_own_and_only_when_it_does(gwen, care):
    top, middle, low = care
    changed = services.change_theme(theme=middle, name="Permanence for all", broader=None, version=1, by=gwen)
    again = services.change_theme(theme=changed, name="Permanence for all", by=gwen)
    assert (changed.version, again.version) == (2, 2)
    assert Theme.objects.get(pk=low.pk).line == [middle.pk, low.pk]
    assert [v.changes for v in queries.THEME_REVISIONS.versions(middle)] == [
        ["name", "what it is part of"],
        ["first version"],
    ]
    with pytest.raises(StaleVersion):
        services.change_theme(theme=top, name="Other", version=7, by=gwen)


def test_no_theme_is_part_of_itself_by_way_of_others(gwen, care):
    with pytest.raises(DomainError, match=r"Reunification is part of Care, so it cannot be broader\.") as refused:
        services.change_theme(theme=care[0], broader=care[2], by=gwen)
    assert refused.value.field == "broader"


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_make_no_circle():
    one, two = ThemeFactory(), ThemeFactory()
    start, refused = threading.Barrier(2), []

    def place(theme, below):
        try:
            start.wait()
            with transaction.atomic():
                Theme.objects.filter(pk=theme.pk).update(broader=below)
        except IntegrityError as error:
            refused.append(error.__cause__.diag.constraint_name)
        finally:
            connection.close()

    threads = [threading.Thread(target=place, args=pair) for pair in [(one, two), (two, one)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["no_theme_is_part_of_itself"]


def test_merging_moves_what_names_a_theme_and_leads_its_address_on(gwen, cast, scene, client, care):
    top, middle, low = care
    both, one = PostFactory(themes=[top, middle]), PostFactory(themes=[middle])
    versions = [both.version, one.version]
    before = PostFactory(themes=[top])
    type(scene.review).objects.update(theme=middle)
    earlier = FormerTheme.objects.create(slug="earlier", name="Earlier", theme=middle)
    into = services.merge_theme(theme=middle, into=top, version=1, by=gwen)
    assert into.synonyms == ["looked after children", "Permanence"]
    assert set(PostTheme.objects.values_list("post", "theme")) == {(p.pk, top.pk) for p in (both, one, before)}
    assert PostTheme.objects.count() == 3
    for post in (both, one, before):
        post.refresh_from_db()
    assert [both.version, one.version] == [version + 1 for version in versions]
    assert Theme.objects.get(pk=low.pk).line == [top.pk, low.pk]
    scene.review.refresh_from_db()
    assert scene.review.theme_id == top.pk
    assert {(f.slug, f.theme_id) for f in FormerTheme.objects.all()} == {("earlier", top.pk), ("permanence", top.pk)}
    assert earlier in top.former.all()
    assert ThemeWord.objects.get(word="permanence").theme_id == top.pk
    for address in ("permanence", "earlier"):
        answer = client.get(f"/themes/{address}/")
        assert (answer.status_code, answer["Location"]) == (301, "/themes/care/")
        assert client.get(f"/api/v1/themes/{address}/").json()["slug"] == "care"
        assert len(client.get(f"/api/v1/posts/?theme={address}").json()["results"]) == 3
    assert client.get("/api/v1/posts/?theme=none").status_code == 400


def test_a_theme_merged_into_one_below_it_gives_it_its_place(gwen, care):
    top, middle, low = care
    services.merge_theme(theme=top, into=low, by=gwen)
    assert dict(Theme.objects.values_list("slug", "line")) == {
        "reunification": [low.pk],
        "permanence": [low.pk, middle.pk],
    }


def test_a_theme_is_not_merged_into_itself(gwen, care):
    with pytest.raises(DomainError, match=r"A theme is merged into another one\."):
        services.merge_theme(theme=care[0], into=care[0], by=gwen)


def test_posts_on_a_narrower_theme_count_for_the_broader_one(client, care):
    top, middle, low = care
    PostFactory(title="Low", slug="low", themes=[low, middle])
    PostFactory(title="Top", slug="top", themes=[top])
    PostFactory(title="Else", slug="else", themes=[ThemeFactory()])
    assert [theme.post_count for theme in queries.theme_list(NOBODY).filter(pk__in=[t.pk for t in care])] == [2, 1, 1]
    answers = {slug: client.get(f"/api/v1/posts/?theme={slug}").json()["results"] for slug in ("care", "permanence")}
    assert {slug: {row["slug"] for row in rows} for slug, rows in answers.items()} == {
        "care": {"low", "top"},
        "permanence": {"low"},
    }
    page = client.get("/themes/care/").content.decode()
    assert [title in page for title in (">Low<", ">Top<", ">Else<")] == [True, True, False]


def test_a_theme_says_which_councils_do_it(cast, care):
    host, other = cast.host, cast.elsewhere
    PostFactory(owner=host, councils=[host, other], themes=[care[2]])
    PostFactory(owner=host, themes=[care[0]])
    PostFactory(owner=other, themes=[care[0]], published=False)
    PostFactory(themes=[care[0]], owner=CouncilFactory(demonstration=True))
    assert queries.councils_on(care[0], cast.actor("femi")) == [(host, 2), (other, 1)]


def test_an_administrator_keeps_it_on_pages(sign_in, cast, care):
    client = sign_in(cast.gwen)
    sent = {"name": "Kinship", "synonyms": "connected persons\r\nSGO\r\n", "broader": care[0].pk}
    assert client.post("/themes/new/", sent)["Location"] == "/themes/kinship/"
    made = Theme.objects.get(slug="kinship")
    assert (made.synonyms, made.broader) == (["connected persons", "SGO"], care[0])
    refused = client.post("/themes/kinship/edit/", {"name": "Kinship", "acronym": "CLA", "version": 1})
    assert (refused.status_code, "This acronym stands for another theme already." in refused.content.decode()) == (
        400,
        True,
    )
    assert client.post("/themes/kinship/edit/", {"name": "Kin", "version": 1})["Location"] == "/themes/kinship/"
    too_long = {"name": "Kin", "synonyms": "x" * 81, "version": 2}
    assert "Each has 80 characters at most." in client.post("/themes/kinship/edit/", too_long).content.decode()
    too_many = too_long | {"synonyms": "\n".join(map(str, range(61)))}
    assert "Give 60 at most." in client.post("/themes/kinship/edit/", too_many).content.decode()
    assert "Version 2" in client.get("/themes/kinship/revisions/").content.decode()
    event = made.events.last().pk
    assert "Kin" in client.get(f"/themes/kinship/revisions/{event}/").content.decode()
    done = client.post("/themes/kinship/merge/", {"into": care[0].pk, "version": 2}, follow=True)
    assert (done.redirect_chain[0][0], "Merged." in done.content.decode()) == ("/themes/care/", True)
    assert client.get("/themes/nothing/").status_code == 404


def test_an_administrator_keeps_it_over_the_api(sign_in, cast, care):
    client = sign_in(cast.gwen)
    new = {"name": "Kinship", "synonyms": ["SGO"], "broader": "care"}
    made = client.post("/api/v1/themes/", new, content_type="application/json", headers={"idempotency-key": "1"})
    assert (made.status_code, made.json()["broader"]["slug"], made["ETag"]) == (201, "care", '"1"')
    terms = {"content_type": "application/json", "headers": {"if-match": '"1"'}}
    assert client.patch("/api/v1/themes/kinship/", {"name": "Kin", "broader": None}, **terms).json()["name"] == "Kin"
    assert client.patch("/api/v1/themes/kinship/", {"name": "Kin"}, **terms).status_code == 412
    terms["headers"] = {"if-match": '"2"'}
    answer = client.post("/api/v1/themes/kinship/merge/", {"into": "care"}, **terms)
    assert answer.json()["synonyms"] == ["looked after children", "Kin", "SGO"]
    assert client.get("/api/v1/themes/care/revisions/").json()["results"][0]["changes"] == ["other words"]
