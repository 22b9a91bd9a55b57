"""Posts from the first draft to publication: who writes, who decides, whom it is for, and every version of it."""

import uuid
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from blogs import queries, services
from blogs.models import Author, Post
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from tests.cast import NAMES, member
from tests.factories import CouncilFactory, MembershipFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db
TEXT = {"title": "Pods", "body": "We tried small teams."}


@pytest.fixture
def hana(cast):
    return cast.actor("hana")


@pytest.fixture
def asha(cast):
    return cast.actor("asha")


@pytest.fixture
def draft(cast, hana):
    return services.write_post(owner=cast.host, **TEXT, by=hana)


def submitted(post, by):
    return services.move_post(post=post, step="submit", by=by)


def returned(post, by, reason="Say what did not work."):
    return services.move_post(post=post, step="return", reason=reason, by=by)


def those_allowed(cast, permission, post):
    return [name for name in NAMES if allows(cast.actor(name), permission, post)]


def test_a_member_writes_for_their_council_and_is_the_author(cast, hana):
    theme = ThemeFactory()
    post = services.write_post(
        owner=cast.host, title="New", body="One\r\ntwo", summary="S", kind="case_study", visibility="public",
        themes=[theme], councils=[cast.leading], by=hana,
    )  # fmt: skip
    assert (post.slug, post.state, post.body, post.visibility) == ("new-2", "draft", "One\ntwo", "public")
    assert (post.author_names, post.authors.get().person) == (["Hana"], cast.hana)
    assert ([*post.themes.all()], [*post.councils.all()]) == ([theme], [cast.leading])
    assert services.write_post(owner=cast.host, **TEXT, by=hana).authors.get() == post.authors.get()


def test_nobody_writes_for_another_council_and_administrators_for_none(cast, hana):
    for name, owner in [("hana", cast.elsewhere), ("hana", None), ("edie", None), ("robo", cast.leading)]:
        with pytest.raises(PermissionDenied):
            services.write_post(owner=owner, **TEXT, by=cast.actor(name))
    assert services.write_post(owner=None, **TEXT, by=cast.actor("gwen")).owner is None
    assert those_allowed(cast, "blogs.write_posts", None) == ["asha", "hana", "ben", "carys", "femi", "gwen"]


def test_a_post_of_an_invented_council_is_a_demonstration():
    person = MembershipFactory(council=CouncilFactory(demonstration=True), role=Role.EDITOR).person
    actor = actor_of_person(person)
    assert services.write_post(owner=person.memberships.get().council, **TEXT, by=actor).demonstration is True


def test_a_draft_that_is_sent_twice_is_stored_once(cast, hana, asha):
    terms = {"owner": cast.host, "id": uuid.uuid4()}
    first = services.write_post(**terms, **TEXT, by=hana)
    assert services.write_post(**terms, **TEXT, by=hana) == first
    for words, by in [({**TEXT, "body": "Other."}, hana), (TEXT, asha)]:
        with pytest.raises(DomainError, match="This is saved already") as refused:
            services.write_post(**terms, **words, by=by)
        assert refused.value.field == "id"
    assert Post.objects.count() == 1


def test_child_level_text_is_refused_at_its_field(cast, hana, draft):
    with pytest.raises(DomainError, match="date of birth") as refused:
        services.write_post(owner=cast.host, title="A", body="Born on 3/4/2015", by=hana)
    assert refused.value.field == "body"
    with pytest.raises(DomainError, match="date of birth"):
        returned(submitted(draft, hana), cast.actor("asha"), "Born on 3/4/2015")


def test_members_change_what_is_in_writing_and_editors_what_is_submitted_or_published(cast, hana, asha, draft):
    assert those_allowed(cast, "blogs.change_post", draft) == ["asha", "hana"]
    post = submitted(draft, hana)
    assert those_allowed(cast, "blogs.change_post", post) == ["asha"]
    assert those_allowed(cast, "blogs.change_post", returned(post, asha)) == ["asha", "hana"]
    published = services.publish_post(post=submitted(post, hana), by=asha)
    for permission in ("blogs.change_post", "blogs.share_post", "blogs.see_revisions", "blogs.return_post"):
        assert those_allowed(cast, permission, published) == ["asha"]
    with pytest.raises(PermissionDenied):
        services.change_post(post=published, title="Mine", by=hana)


def test_only_what_changes_makes_a_new_version(cast, hana, draft):
    theme, other = ThemeFactory(), ThemeFactory()
    draft.refresh_from_db()
    before = draft.version
    same = services.change_post(post=draft, body="We tried small teams.", councils=[], by=hana)
    tied = services.change_post(post=draft, themes=[theme, other], councils=[cast.host], by=hana)
    untied = services.change_post(post=draft, themes=[other], summary="One\r\ntwo", by=hana)
    assert [post.version - before for post in (same, tied, untied)] == [0, 1, 2]
    assert ([*untied.themes.all()], [*untied.councils.all()], untied.summary) == ([other], [cast.host], "One\ntwo")
    with pytest.raises(StaleVersion):
        services.change_post(post=draft, title="Late", version=before, by=hana)


def test_the_way_of_a_post(cast, hana, asha, draft):
    post = submitted(draft, hana)
    assert [step.name for step in post.workflow.steps(post, hana)] == ["take_back"]
    assert [step.name for step in post.workflow.steps(post, asha)] == ["publish", "schedule", "return", "take_back"]
    with pytest.raises(DomainError, match=r"Say what has to change before it can be published\.") as refused:
        returned(post, asha, " ")
    assert refused.value.field == "reason"
    post = returned(post, asha)
    assert (post.state, post.returned_reason) == ("returned", "Say what did not work.")
    post = submitted(post, hana)
    assert (post.state, post.returned_reason) == ("submitted", "")
    assert services.move_post(post=post, step="take_back", by=hana).state == "draft"


def test_an_empty_post_waits_for_its_text(cast, hana):
    post = services.write_post(owner=cast.host, title="Pods", by=hana)
    with pytest.raises(DomainError, match=r"The post has no text yet\."):
        submitted(post, hana)


def test_others_neither_submit_nor_return(cast, hana, draft):
    for name in set(NAMES) - {"asha", "hana"}:
        with pytest.raises(PermissionDenied):
            submitted(draft, cast.actor(name))
    post = submitted(draft, hana)
    for name in set(NAMES) - {"asha"}:
        with pytest.raises(PermissionDenied):
            returned(post, cast.actor(name))


def test_sharing_more_widely_is_news_and_sharing_less_widely_is_not(cast, asha):
    post = PostFactory(owner=cast.host, visibility="region")
    moments = [post.shared_at]
    for visibility in ("public", "sector", "public"):
        post = services.share_post(post=post, visibility=visibility, by=asha)
        moments.append(post.shared_at)
    assert [late > early for early, late in pairwise(moments)] == [True, False, True]
    assert post.released_at == moments[0]
    again = services.publish_post(post=services.withdraw_post(post=post, by=asha), by=asha)
    assert again.shared_at > moments[-1]


def test_a_draft_is_shared_with_nobody_yet_and_a_post_without_a_council_with_no_region(cast, hana, draft):
    assert services.share_post(post=draft, visibility="public", by=hana).shared_at is None
    imported = PostFactory()
    for visibility, sentence in [("region", "belongs to a council of that region"), ("team", "not a valid choice")]:
        with pytest.raises(DomainError, match=sentence):
            services.share_post(post=imported, visibility=visibility, by=OPERATOR)


def test_news_is_what_one_may_see_and_was_shared_since(cast):
    since = timezone.now()
    invented = CouncilFactory(demonstration=True)
    for slug, terms in {
        "public": {}, "region": {"owner": cast.host, "visibility": "region"}, "draft": {"published": False},
        "invented": {"owner": invented},
    }.items():  # fmt: skip
        PostFactory(slug=slug, **terms)

    def news(actor, moment=since):
        return [post.slug for post in queries.news(actor, moment)]

    assert news(cast.actor("carys")) == ["region", "public"]
    assert news(cast.actor("femi")) == ["public"]
    insider = MembershipFactory(council=invented).person
    assert news(actor_of_person(insider)) == ["invented", "public"]
    assert news(cast.actor("carys"), timezone.now() + timedelta(minutes=1)) == []


@pytest.mark.parametrize("posts", [1, 5])
def test_what_waits_for_an_editor_and_what_came_back(cast, hana, asha, posts, django_assert_num_queries):
    for _ in range(posts):
        submitted(services.write_post(owner=cast.host, **TEXT, by=hana), hana)
        returned(submitted(services.write_post(owner=cast.host, **TEXT, by=hana), hana), asha)
    submitted(PostFactory(owner=cast.elsewhere, published=False), cast.actor("femi"))
    gwens = services.write_post(owner=None, **TEXT, by=cast.actor("gwen"))
    Post.objects.filter(pk=gwens.pk).update(state="submitted")
    editor, edie = member("Ines", cast.host, Role.EDITOR), cast.actor("edie")
    waiting = {name: queries.waiting_for_editor(cast.actor(name)).count() for name in NAMES}
    expected = {**dict.fromkeys(NAMES, 0), "asha": posts, "femi": 1, "gwen": 1}
    assert waiting == expected
    assert [queries.returned_to(actor).count() for actor in (hana, asha, edie, cast.actor("robo"))] == [posts, 0, 0, 0]
    assert editor.memberships.count() == 1
    for found, actor in [(queries.waiting_for_editor, asha), (queries.returned_to, hana)]:
        with django_assert_num_queries(4):
            assert {post.author_names[0] for post in found(actor)} == {"Hana"}


def test_every_version_says_who_saved_it_and_what_changed(cast, hana, draft):
    theme = ThemeFactory()
    with acting_as(hana):
        services.change_post(post=draft, body="We tried three teams.", summary="S", by=hana)
        services.change_post(post=draft, themes=[theme], by=hana)
    with acting_as(OPERATOR):
        submitted(draft, hana)
    found = [(revision.by, revision.changes) for revision in queries.REVISIONS.versions(draft)]
    assert found == [
        ("The hub", ["draft → submitted"]),
        ("Hana", ["authors, themes or councils"]),
        ("Hana", ["summary", "text"]),
        ("The hub", ["first version"]),
    ]
    third = queries.REVISIONS.versions(draft)[1]
    one = queries.REVISIONS.version(draft, third.pk)
    assert (one.by, one.body, one.before.body) == ("Hana", "We tried three teams.", "We tried three teams.")
    assert queries.REVISIONS.version(PostFactory(), third.pk) is None
    assert Author.objects.filter(person=cast.hana).count() == 1


@pytest.mark.parametrize("versions", [1, 12])
def test_the_list_of_versions_costs_the_same_at_any_length(cast, draft, versions, sign_in, django_assert_num_queries):
    for number in range(versions):
        services.change_post(post=draft, title=f"Title {number}", by=cast.actor("hana"))
    client = sign_in(cast.hana)
    with django_assert_num_queries(9) as asked:
        page = client.get(f"/posts/{draft.slug}/revisions/")
    assert len(page.context["versions"]) == versions + 1
    assert sum('"blogs_postevent"."body"' in query["sql"] and "MD5" not in query["sql"] for query in asked) == 0
