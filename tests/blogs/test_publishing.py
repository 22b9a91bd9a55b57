"""Who may publish and withdraw a post, and when."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from blogs.models import Post, PostCouncil
from blogs.services import define_theme, publish_post, save_imported_post, withdraw_post
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from tests.cast import NAMES, member
from tests.factories import CouncilFactory, MembershipFactory, PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
PERMISSIONS = ("blogs.publish_post", "blogs.withdraw_post")


def those_allowed(cast, permission, post):
    return [name for name in NAMES if allows(cast.actor(name), permission, post)]


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_the_director_of_its_council_decides_on_a_post(cast, permission):
    assert those_allowed(cast, permission, PostFactory(owner=cast.host)) == ["asha"]


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_an_editor_of_its_council_decides_on_a_post(cast, permission):
    editor = actor_of_person(member("Ines", cast.host, Role.EDITOR))
    elsewhere = actor_of_person(member("Jon", cast.elsewhere, Role.EDITOR))
    post = PostFactory(owner=cast.host)
    assert (allows(editor, permission, post), allows(elsewhere, permission, post)) == (True, False)


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_an_administrator_or_the_operator_decides_on_a_post_without_a_council(cast, permission):
    post = PostFactory()
    assert those_allowed(cast, permission, post) == ["gwen"]
    assert allows(OPERATOR, permission, post) is True
    assert allows(OPERATOR, permission, PostFactory(owner=cast.host)) is False


@pytest.mark.parametrize("permission", ["blogs.import_posts", "blogs.define_theme"])
def test_only_administrators_and_the_operator_import_posts_and_define_themes(cast, permission):
    assert those_allowed(cast, permission, None) == ["gwen"]
    assert allows(OPERATOR, permission) is True


def test_a_post_written_here_is_dated_by_its_publication(cast):
    post = PostFactory(owner=cast.host, published=False)
    post = publish_post(post=post, by=cast.actor("asha"))
    assert (post.state, post.published_on) == ("published", timezone.localdate())
    assert post.released_at is not None


def test_a_known_day_stays_and_one_from_elsewhere_is_not_invented(cast):
    known = PostFactory(owner=cast.host, published_on="2020-05-01")
    elsewhere = PostFactory(owner=cast.host, source_url="https://example.org/1")
    assert (known.published_on.isoformat(), elsewhere.published_on) == ("2020-05-01", None)


def test_publishing_again_keeps_the_first_day(cast):
    post = PostFactory(owner=cast.host)
    first = post.released_at, post.published_on
    withdrawn = withdraw_post(post=post, by=cast.actor("asha"))
    assert withdrawn.state == "draft"
    again = publish_post(post=withdrawn, by=cast.actor("asha"))
    assert (again.released_at, again.published_on) == first


def test_a_post_without_a_text_waits_for_it(cast):
    post = PostFactory(owner=cast.host, body=" ", published=False)
    with pytest.raises(DomainError) as refused:
        publish_post(post=post, by=cast.actor("asha"))
    assert refused.value.blockers == ("The post has no text yet.",)
    assert post.workflow.steps(post, cast.actor("asha"))[0].blockers == ["The post has no text yet."]


def test_others_are_refused_and_nothing_changes(cast):
    post = PostFactory(owner=cast.host, published=False)
    for name in set(NAMES) - {"asha"}:
        with pytest.raises(PermissionDenied):
            publish_post(post=post, by=cast.actor(name))
    post.refresh_from_db()
    assert (post.state, post.version) == ("draft", 1)


def test_a_step_is_taken_once(cast):
    post = PostFactory(owner=cast.host)
    with pytest.raises(DomainError, match="“Publish” is not possible now"):
        publish_post(post=post, by=cast.actor("asha"))


def test_a_stale_version_is_refused(cast):
    post = PostFactory(owner=cast.host)
    with pytest.raises(StaleVersion):
        withdraw_post(post=post, version=1, by=cast.actor("asha"))


def test_steps_are_those_of_the_state(cast):
    post, gwen = PostFactory(), cast.actor("gwen")
    assert [step.name for step in post.workflow.steps(post, gwen)] == ["withdraw"]
    post = withdraw_post(post=post, by=gwen)
    assert [step.name for step in post.workflow.steps(post, gwen)] == ["publish", "schedule"]


def test_demonstration_posts_belong_to_demonstration_councils_and_only_to_those():
    invented, real = CouncilFactory(demonstration=True), CouncilFactory()
    for owner, demonstration in ((invented, False), (real, True)):
        with pytest.raises(ValidationError, match="Demonstration posts belong to demonstration councils"):
            Post(title="A", slug="a", body="A", owner=owner, demonstration=demonstration).full_clean()
    with pytest.raises(ValidationError, match="Demonstration posts name demonstration councils"):
        PostCouncil(post=PostFactory(), council=invented).full_clean()


def test_importing_needs_the_permission(cast):
    with pytest.raises(PermissionDenied):
        save_imported_post(
            source="x", guid="1", facts={"title": "A"}, authors=[], themes=[], councils=[], visibility="sector",
            publish=False, by=cast.actor("asha"),
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        define_theme(name="A", slug="a", by=cast.actor("asha"))


def test_a_draft_shows_its_beginning_and_a_summary_goes_before_it():
    long = PostFactory(body="**One** " + "word " * 100)
    assert long.lead == "One " + "word " * 42 + "word…"
    assert PostFactory(summary="In short.").lead == "In short."


def test_an_interim_director_publishes_in_their_time(cast):
    person = PersonFactory()
    MembershipFactory(person=person, council=cast.host, basis="interim", ends_on=timezone.localdate())
    post = PostFactory(owner=cast.host, published=False)
    assert publish_post(post=post, by=actor_of_person(person)).state == "published"
