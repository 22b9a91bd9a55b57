"""Over the API what the pages of the library do: preview links, old addresses, tagging and imports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from blogs.models import ImportRun, OldAddress, Post, PostTheme, PreviewLink, SetAside
from tests.blogs.conftest import item, rss
from tests.blogs.test_case_study_files import sheet
from tests.factories import ImportRunFactory, PostFactory, ThemeFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
FEED = rss(item(link="https://blog.example.org/knocks/"), item(title="Second", guid="2", text=""))


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def send(client, address, said=None, **headers):
    return client.post(f"/api/v1/{address}", said or {}, content_type="application/json", headers=headers)


def upload(client, address, name, content, **said):
    file = SimpleUploadedFile(name, content.encode())
    return client.post(f"/api/v1/{address}", {"file": file, **said})


def test_a_preview_link_is_made_listed_and_ended(cast):
    post = PostFactory(owner=cast.host, published=False, slug="pods", title="Pods")
    asha, links = signed_in(cast.asha), "posts/pods/preview-links/"
    made = send(asha, links, {"given_to": "the press", "days": 3})
    link = made.json()
    assert (made.status_code, link["given_to"], link["openings"]) == (201, "the press", 0)
    path = link["address"][link["address"].index("/previews/") :]
    assert "Pods" in Client().get(path).content.decode()
    [listed] = asha.get(f"/api/v1/{links}").json()["results"]
    assert ("address" in listed, listed["openings"]) == (False, 1)
    assert send(asha, links, {"given_to": "NHS 943 476 5919"}).status_code == 400
    assert send(asha, links, {"given_to": "the press", "days": 91}).status_code == 400
    assert send(signed_in(cast.femi), links, {"given_to": "me"}).status_code == 404
    assert send(asha, f"{links}{link['id']}/revoke/").json()["revoked_at"]
    assert (Client().get(path).status_code, PreviewLink.objects.filter(post=post).count()) == (404, 1)


def test_an_administrator_keeps_the_old_addresses_of_a_post(cast):
    PostFactory(slug="pods")
    gwen, addresses = signed_in(cast.gwen), "posts/pods/addresses/"
    made = send(gwen, addresses, {"address": "https://blog.example.org/2014/07/knocks/?a=b"})
    assert (made.status_code, made.json()["path"]) == (201, "/2014/07/knocks")
    assert send(gwen, addresses, {"address": "/2014/07/knocks"}).json()["detail"] == (
        "This address leads to a post already."
    )
    assert gwen.get(f"/api/v1/{addresses}").json()["results"] == [made.json()]
    assert [signed_in(cast.asha).get(f"/api/v1/{addresses}").status_code] == [403]
    remove = f"{addresses}{made.json()['id']}/remove/"
    assert send(gwen, remove).status_code == 428
    seen = {"If-Match": f'"{made.json()["version"]}"'}
    assert (send(gwen, remove, **seen).status_code, OldAddress.objects.count()) == (204, 0)
    assert send(gwen, remove, **seen).status_code == 404


def test_posts_are_looked_over_and_tagged_in_one_go(cast):
    neglect = ThemeFactory(name="Neglect", slug="neglect")
    rows = {name: PostFactory(slug=name, owner=cast.host, body="On neglect.", title=name) for name in ("a", "b", "c")}
    other = PostFactory(slug="other", owner=cast.elsewhere, title="Other")
    asha = signed_in(cast.asha)
    listed = {row["slug"]: row for row in asha.get("/api/v1/tagging/").json()["results"]}
    assert sorted(listed) == ["a", "b", "c"]
    assert [one["slug"] for one in listed["a"]["suggestions"]] == ["neglect"]
    said = [
        {"post": str(rows["a"].pk), "version": listed["a"]["version"], "themes": ["neglect"]},
        {"post": str(rows["b"].pk), "version": listed["b"]["version"] + 1, "themes": ["neglect"]},
        {"post": str(rows["c"].pk), "version": listed["c"]["version"], "aside": True},
        {"post": str(other.pk), "version": other.version, "themes": ["neglect"]},
    ]
    assert send(asha, "tagging/", {"decisions": said}).json() == {
        "tagged": [str(rows["a"].pk)], "changed": [str(rows["b"].pk)], "aside": [str(rows["c"].pk)],
        "not_yours": [str(other.pk)],
    }  # fmt: skip
    assert list(PostTheme.objects.values_list("post", "theme")) == [(rows["a"].pk, neglect.pk)]
    assert SetAside.objects.get().post_id == rows["c"].pk
    assert (
        send(asha, "tagging/", {"decisions": [{"post": str(other.pk), "version": 1, "themes": ["no"]}]}).status_code
        == 400
    )
    assert [send(signed_in(cast.hana), "tagging/", {"decisions": said}).status_code] == [403]


def test_a_feed_is_shown_and_then_taken(cast, django_capture_on_commit_callbacks):
    gwen = signed_in(cast.gwen)
    with django_capture_on_commit_callbacks(execute=True):
        made = upload(gwen, "imports/", "feed.xml", FEED, publish="true", visibility="public")
    assert made.status_code == 201
    run = gwen.get(f"/api/v1/imports/{made.json()['id']}/")
    shown = [(line["name"], line["outcome"], line["words"]) for line in run.json()["lines"]]
    foreseen = [("A title", "taken", ["undated"]), ("Second", "refused", ["It has no text."])]
    assert (run.json()["step"], shown, Post.objects.count()) == ("shown", foreseen, 0)
    address = f"imports/{made.json()['id']}/take/"
    assert send(gwen, address).status_code == 428
    with django_capture_on_commit_callbacks(execute=True):
        taken = send(gwen, address, **{"If-Match": run["ETag"]})
    assert (taken.status_code, Post.objects.get().visibility, ImportRun.objects.get().step) == (200, "public", "taken")
    assert send(gwen, "imports/", {}).json()["detail"] == ("Choose a file or give an address: one of the two.")
    assert signed_in(cast.asha).get("/api/v1/imports/").status_code == 403


def test_a_sheet_of_case_studies_is_shown_and_then_taken(cast):
    asha, file = signed_in(cast.asha), sheet("Ashby,Pods,Drift.,Time.,,,", "Nowhere,Other,Drift.,Time.,,,")
    shown = upload(asha, "case-studies/import/", "studies.csv", file).json()
    assert (shown["taken"], [line["outcome"] for line in shown["lines"]], Post.objects.count()) == (
        *(False, ["taken", "refused"]), 0,
    )  # fmt: skip
    taken = upload(asha, "case-studies/import/", "studies.csv", file, take="true").json()
    assert (taken["taken"], taken["lines"], Post.objects.get().title) == (True, shown["lines"], "Pods")
    broken = upload(asha, "case-studies/import/", "studies.csv", "name\nPods")
    assert (broken.status_code, "is missing" in broken.content.decode()) == (400, True)
    assert upload(signed_in(cast.hana), "case-studies/import/", "studies.csv", file).status_code == 403


@pytest.mark.parametrize("posts", [1, 12])
def test_what_is_to_be_tagged_costs_the_same_for_any_number(cast, posts, django_assert_num_queries):
    PostFactory.create_batch(posts, owner=cast.host)
    client = signed_in(cast.asha)
    client.get("/api/v1/tagging/")
    with django_assert_num_queries(8):
        client.get("/api/v1/tagging/")


@pytest.mark.parametrize("runs", [1, 12])
def test_the_list_of_imports_costs_the_same_for_any_number(cast, runs, django_assert_num_queries):
    ImportRunFactory.create_batch(runs, started_by=cast.gwen)
    client = signed_in(cast.gwen)
    client.get("/api/v1/imports/")
    with django_assert_num_queries(4):
        client.get("/api/v1/imports/")
