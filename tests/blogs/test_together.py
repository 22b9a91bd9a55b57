"""Posts that several people and several councils write: who reads, changes and decides on them."""

import pytest
from django.core.exceptions import PermissionDenied

from blogs import queries, services
from blogs.models import Author, Post, PostPartner
from improvement_hub.accounts.roles import Role
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from tests.cast import NAMES, member
from tests.factories import AuthorFactory, CouncilFactory, PostFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast):
    """A draft of Ashby that Benfield writes with it."""
    post = PostFactory(owner=cast.host, published=False, slug="shared", kind="guest_blog")
    return services.name_writers(post=post, authors=["Hana"], partners=[cast.leading], by=cast.actor("hana"))


def those_allowed(cast, permission, post):
    return [name for name in NAMES if allows(cast.actor(name), permission, post)]


def readers(cast, post):
    return [name for name in NAMES if Post.objects.visible_to(cast.actor(name)).filter(pk=post.pk).exists()]


def named(cast, post, *authors, by="hana", **terms):
    return services.name_writers(post=post, authors=authors, by=cast.actor(by), **terms)


def test_members_of_each_council_read_and_change_it_and_those_of_its_own_alone_decide(cast, shared):
    assert readers(cast, shared) == ["asha", "hana", "ben"]
    for permission in ("blogs.change_post", "blogs.submit_post", "blogs.see_revisions"):
        assert those_allowed(cast, permission, shared) == ["asha", "hana", "ben"]
    for permission in ("blogs.share_post", "blogs.write_together"):
        assert those_allowed(cast, permission, shared) == ["asha", "hana"]
    for permission in ("blogs.publish_post", "blogs.return_post", "blogs.schedule_post"):
        assert those_allowed(cast, permission, shared) == ["asha"]
    changed = services.change_post(post=shared, body="Both of us.", by=cast.actor("ben"))
    submitted = services.move_post(post=changed, step="submit", by=cast.actor("ben"))
    assert (readers(cast, submitted), submitted.partners) == (["asha", "hana", "ben"], [cast.leading])
    with pytest.raises(PermissionDenied):
        services.change_post(post=submitted, body="Mine.", by=cast.actor("ben"))
    published = services.publish_post(post=submitted, by=cast.actor("asha"))
    assert those_allowed(cast, "blogs.change_post", published) == ["asha"]
    assert [queries.posts_about(council, cast.actor("nobody")).count() for council in (cast.leading, cast.host)] == [
        1,
        1,
    ]


def test_an_editor_of_a_partner_does_not_decide(cast, shared):
    ines = member("Ines", cast.leading, Role.EDITOR)
    page = signed_in(ines).get("/posts/shared/")
    assert [step.name for step in page.context["steps"]] == ["submit"]
    assert "Benfield" in page.content.decode()


def test_partners_are_said_by_those_who_say_who_reads_it(cast, shared):
    with pytest.raises(PermissionDenied):
        named(cast, shared, "Hana", by="ben", partners=[])
    assert named(cast, shared, "Hana", "Ben", by="ben").author_names == ["Hana", "Ben"]
    after = named(cast, shared, "Hana", "Ben", partners=[cast.observing])
    assert (after.partners, readers(cast, after)) == ([cast.observing], ["asha", "hana", "ben", "carys"])
    again = named(cast, after, "Hana", "Ben", partners=[cast.observing])
    assert again.version == after.version
    assert PostPartner.objects.visible_to(cast.actor("carys")).count() == 1
    assert str(PostPartner.objects.get()) == f"Carrow: {shared.title}"


@pytest.mark.parametrize(
    ("partner", "sentence"), [("host", "belongs to this council already"), ("invented", "Demonstration posts have")]
)
def test_a_partner_is_another_council_and_none_that_is_invented(cast, shared, partner, sentence):
    council = cast.host if partner == "host" else CouncilFactory(demonstration=True)
    with pytest.raises(DomainError, match=sentence):
        named(cast, shared, "Hana", partners=[council])


def test_a_post_without_a_council_has_no_partners_and_administrators_for_colleagues(cast):
    post = PostFactory(published=False)
    with pytest.raises(DomainError, match="A post without a council has no partners"):
        named(cast, post, "Gwen", by="gwen", partners=[cast.host])
    assert list(queries.colleagues(post)) == [cast.gwen]
    assert named(cast, post, "Gwen", by="gwen").authors.get().person == cast.gwen


def test_authors_stand_in_the_order_in_which_they_are_named(cast, shared):
    post = named(cast, shared, "Ben", "A Guest", " asha@example.org ", "Ben", "ASHA")
    assert post.author_names == ["Ben", "A Guest", "Asha"]
    assert named(cast, post, "Ben", "A Guest", "Asha").version == post.version
    assert named(cast, post, "A Guest", "Ben").author_names == ["A Guest", "Ben"]
    assert Author.objects.get(name="A Guest").person is None
    other = PostFactory(owner=cast.host, published=False, kind="guest_blog")
    assert named(cast, other, "A Guest").authors.get() == Author.objects.get(name="A Guest")


@pytest.mark.parametrize(
    ("kind", "authors", "sentence"),
    [("blog", ["A Guest"], "No colleague is called “A Guest”"), ("guest_blog", [" "], "Name one author at least"),
     ("blog", ["Sam"], "Several colleagues are called “Sam”")],
)  # fmt: skip
def test_a_name_that_stands_for_nobody_or_for_several_is_refused(cast, kind, authors, sentence):
    for number, council in enumerate((cast.host, cast.host)):
        sam = member(f"Sam{number}", council, Role.EDITOR)
        sam.name = "Sam"
        sam.save()
    post = PostFactory(owner=cast.host, published=False, kind=kind)
    with pytest.raises(DomainError, match=sentence) as refused:
        named(cast, post, *authors)
    assert refused.value.field == "authors"


def test_whoever_stands_over_it_stays_possible_and_reads_it_wherever_they_work_now(cast):
    known = AuthorFactory(name="Imported")
    post = PostFactory(owner=cast.host, published=False, authors=[known, AuthorFactory(name="Femi", person=cast.femi)])
    assert readers(cast, post) == ["asha", "hana", "femi"]
    assert those_allowed(cast, "blogs.change_post", post) == ["asha", "hana", "femi"]
    assert named(cast, post, "Imported", "Hana").author_names == ["Imported", "Hana"]
    assert readers(cast, post) == ["asha", "hana"]


def test_the_page_finds_colleagues_by_name_and_keeps_the_order(cast, shared):
    browser = signed_in(cast.hana)
    page = browser.get("/posts/shared/writers/?name=BE\0")
    assert ([person.name for person in page.context["colleagues"]], page.context["form"].initial["authors"]) == (
        ["Ben"], "Hana",
    )  # fmt: skip
    sent = {"authors": "Ben\r\nA Guest\r\n", "partners": "Benfield\nCarrow", "version": shared.version}
    assert browser.post("/posts/shared/writers/", sent).status_code == 302
    post = Post.objects.get(slug="shared")
    assert (post.author_names, post.partners) == (["Ben", "A Guest"], [cast.leading, cast.observing])
    assert browser.post("/posts/shared/writers/", sent).status_code == 412
    assert "partners" not in signed_in(cast.ben).get("/posts/shared/writers/").context["form"].fields


def test_over_the_api_writers_are_named_with_a_version(cast, shared):
    address = "/api/v1/posts/shared/writers/"
    browser = signed_in(cast.hana)
    said = {"authors": ["Hana", "A Guest"], "partners": ["Carrow"]}
    answer = browser.post(address, said, content_type="application/json", headers={"If-Match": f'"{shared.version}"'})
    told = answer.json()
    assert (told["authors"], [council["name"] for council in told["partners"]]) == (["Hana", "A Guest"], ["Carrow"])
    stale = browser.post(address, said, content_type="application/json", headers={"If-Match": f'"{shared.version}"'})
    assert (stale.status_code, signed_in(cast.ben).get("/api/v1/posts/shared/").status_code) == (412, 404)
    with pytest.raises(StaleVersion):
        named(cast, shared, "Hana", version=1)
