"""Writing on the pages and over the API, by the same rules."""

import re

import pytest

from blogs import services
from blogs.models import Post
from improvement_hub.accounts.roles import Role
from tests.factories import MembershipFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def draft(cast):
    return services.write_post(owner=cast.host, title="Pods", body="Two teams.", by=cast.actor("hana"))


def typed(page, **more):
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**said, **more}.items() if value is not None}


def test_a_post_goes_from_its_author_to_an_editor_and_back_and_out(sign_in, cast):
    ThemeFactory(name="Neglect")
    hana = sign_in(cast.hana)
    words = {
        "title": "Pods",
        "body": "**Two** teams.",
        "councils": f"{cast.host.gss.lower()}\r\nCarrow",
        "visibility": "public",
    }
    page = hana.post("/posts/new/", typed(hana.get("/posts/new/"), **words), follow=True)
    post = Post.objects.get()
    assert page.redirect_chain == [("/posts/pods/", 302)]
    assert (post.owner, post.demonstration, post.visibility) == (cast.host, False, "public")
    hana.post("/posts/pods/steps/submit/", {"version": post.version})
    asha = sign_in(cast.asha)
    step = asha.get("/posts/pods/steps/return/")
    refused = asha.post("/posts/pods/steps/return/", typed(step))
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["reason"])
    asha.post("/posts/pods/steps/return/", typed(step, reason="Which teams?"))
    assert "Which teams?" in sign_in(cast.hana).get("/posts/pods/").content.decode()
    form = hana.get("/posts/pods/edit/")
    assert form.context["form"]["councils"].value().split("\n")[1] == "Carrow"
    hana.post("/posts/pods/edit/", typed(form, body="**Three** teams."))
    hana.post("/posts/pods/steps/submit/", {"version": Post.objects.get().version})
    sign_in(cast.asha).post("/posts/pods/steps/publish/", {"version": Post.objects.get().version})
    assert "<strong>Three</strong> teams." in hana.get("/posts/pods/").content.decode()
    assert Post.objects.get().state == "published"


def test_a_council_that_nobody_is_called_is_said_at_its_field(sign_in, cast):
    hana = sign_in(cast.hana)
    form = typed(hana.get("/posts/new/"), title="A", body="B")
    too_many = "\n".join(str(number) for number in range(41))
    for councils, sentence in [
        ("Atlantis", "No council is called “Atlantis”. Give its name, or a code of it."),
        (too_many, "Name 40 councils at most."),
    ]:
        answer = hana.post("/posts/new/", {**form, "councils": councils})
        assert (answer.status_code, answer.context["form"].errors) == (400, {"councils": [sentence]})


def test_who_writes_for_several_councils_or_for_none_chooses(sign_in, cast):
    MembershipFactory(person=cast.hana, council=cast.elsewhere, role=Role.EDITOR)
    hana = sign_in(cast.hana)
    page = hana.get("/posts/new/")
    assert len(page.context["form"].fields["owner"].queryset) == 2
    hana.post("/posts/new/", typed(page, title="A", owner=cast.elsewhere.pk))
    gwen = sign_in(cast.gwen)
    gwen.post("/posts/new/", typed(gwen.get("/posts/new/"), title="B", owner=""))
    assert [post.owner for post in Post.objects.order_by("title")] == [cast.elsewhere, None]


def test_a_form_sent_twice_makes_one_post_and_changed_meanwhile_two(sign_in, cast):
    hana = sign_in(cast.hana)
    form = typed(hana.get("/posts/new/"), title="Pods", body="A")
    assert [hana.post("/posts/new/", form)["Location"] for _ in range(2)] == ["/posts/pods/"] * 2
    again = hana.post("/posts/new/", {**form, "body": "B"})
    assert again.status_code == 400
    assert hana.post("/posts/new/", typed(again))["Location"] == "/posts/pods-2/"


def test_setting_who_may_read_it(sign_in, cast, draft):
    hana = sign_in(cast.hana)
    form = hana.get("/posts/pods/share/")
    assert hana.post("/posts/pods/share/", typed(form, visibility="region"))["Location"] == "/posts/pods/"
    assert hana.post("/posts/pods/share/", typed(form, visibility="public")).status_code == 412
    assert Post.objects.get().visibility == "region"


def test_a_version_shows_its_text_and_the_difference_in_words(sign_in, cast, draft):
    services.change_post(post=draft, body="Three teams.", by=cast.actor("hana"))
    hana = sign_in(cast.hana)
    newest, oldest = hana.get("/posts/pods/revisions/").context["versions"]
    page = hana.get(f"/posts/pods/revisions/{newest.pk}/").content.decode()
    assert '<del><span class="govuk-visually-hidden">[taken out:</span>Two' in page
    assert '<ins><span class="govuk-visually-hidden">[added:</span>Three' in page
    assert "<p>Three teams.</p>" in page
    assert re.findall(r'breadcrumbs__link" href="([^"]+)"', page) == ["/", "/posts/", "/posts/pods/", "../"]
    first = hana.get(f"/posts/pods/revisions/{oldest.pk}/")
    assert (first.context["compared"], "<p>Two teams.</p>" in first.content.decode()) == ([], True)
    other = PostFactory(owner=cast.host)
    assert hana.get(f"/posts/pods/revisions/{other.events.last().pk}/").status_code == 404
    assert sign_in(cast.femi).get("/posts/pods/revisions/").status_code == 404


def send(client, method, address, said, **headers):
    return getattr(client, method)(f"/api/v1/posts/{address}", said, JSON, headers=headers)


def test_a_post_is_written_over_the_api_once_for_each_key(sign_in, cast):
    hana, theme = sign_in(cast.hana), ThemeFactory(slug="neglect")
    said = {"title": "Pods", "body": "A", "themes": ["neglect"], "councils": ["Carrow"], "visibility": "public"}
    answers = [send(hana, "post", "", said, idempotency_key="k") for _ in range(2)]
    made = answers[0].json()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (made["state"], made["authors"], made["themes"][0]["slug"]) == ("draft", ["Hana"], theme.slug)
    assert Post.objects.get().owner == cast.host


@pytest.mark.parametrize(
    ("who", "said", "status", "pointer"),
    [
        ("hana", {}, 400, "#/title"),
        ("hana", {"title": "A", "councils": ["Atlantis"]}, 400, "#/councils/0"),
        ("hana", {"title": "A", "body": "Born on 3/4/2015"}, 400, "#/body"),
        ("hana", {"title": "A", "owner": "Femsley"}, 403, None),
        ("edie", {"title": "A"}, 403, None),
        ("nobody", {"title": "A"}, 401, None),
    ],
)
def test_what_may_not_be_written_over_the_api_is_refused_where_it_stands(sign_in, cast, who, said, status, pointer):
    answer = send(sign_in(cast.person(who)), "post", "", said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, pointer)
    assert Post.objects.count() == 0


def test_who_writes_for_several_councils_names_one_over_the_api(sign_in, cast):
    MembershipFactory(person=cast.hana, council=cast.elsewhere, role=Role.EDITOR)
    hana = sign_in(cast.hana)
    assert send(hana, "post", "", {"title": "A"}).json()["errors"][0]["pointer"] == "#/owner"
    assert send(hana, "post", "", {"title": "A", "owner": cast.elsewhere.gss}).status_code == 201
    assert send(sign_in(cast.gwen), "post", "", {"title": "B"}).json()["region"] is None


def test_a_post_is_changed_shared_and_returned_over_the_api_by_its_version(sign_in, cast, draft):
    hana = sign_in(cast.hana)
    assert send(hana, "patch", "pods/", {"body": "B"}).status_code == 428
    changed = send(hana, "patch", "pods/", {"body": "B"}, if_match='"1"')
    assert (changed.status_code, changed["ETag"], changed.json()["body"]) == (200, '"2"', "B")
    assert send(hana, "patch", "pods/", {"body": "C"}, if_match='"1"').status_code == 412
    assert send(hana, "post", "pods/share/", {"visibility": "public"}, if_match='"2"')["ETag"] == '"3"'
    send(hana, "post", "pods/transitions/submit/", {}, if_match='"3"')
    asha = sign_in(cast.asha)
    refused = send(asha, "post", "pods/transitions/return/", {}, if_match='"4"')
    assert refused.json()["detail"] == "Say what has to change before it can be published."
    back = send(asha, "post", "pods/transitions/return/", {"reason": "Why?"}, if_match='"4"').json()
    assert (back["state"], back["returned_reason"]) == ("returned", "Why?")
    rows = asha.get("/api/v1/posts/pods/revisions/").json()["results"]
    assert [row["changes"] for row in rows] == [
        ["submitted → returned"], ["draft → submitted"], ["visibility"], ["text"], ["first version"]
    ]  # fmt: skip
    assert {row["by"] for row in rows[:4]} == {"Hana", "Asha"}
