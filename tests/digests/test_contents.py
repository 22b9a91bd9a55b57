"""What is in a digest and what is not, for the whole cast; what could leak is put in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demonstrators.services import move_stage
from improvement_hub.digests.contents import contents_for, what_is_new
from improvement_hub.digests.services import deliver_digest
from peer_review import services as reviews
from peer_review.queries import newly_shared_findings
from tests.accounts.letters import html_of
from tests.cast import NAMES
from tests.factories import (
    CouncilFactory,
    EntryFactory,
    NeighbourFactory,
    PostFactory,
    RegionFactory,
    SiteFactory,
    ThemeFactory,
)

PEOPLE = [name for name in NAMES if name not in ("robo", "nobody")]
TEAM, HOST = {"ben", "carys", "dev"}, {"asha", "hana"}


def a_week_ago():
    return timezone.now() - timedelta(days=7)


def new_for(cast, name):
    """Group by group, the headline and the reason of each item."""
    groups = what_is_new(cast.actor(name), a_week_ago()).groups
    return {group.name: [(item.headline, item.why) for item in group.items] for group in groups}


def headlines(cast, name):
    return [headline for items in new_for(cast, name).values() for headline, _ in items]


def test_everyone_hears_of_their_own_reviews_by_their_part_in_them(scene):
    moved = "Front door, Ashby: on site"
    said = {name: new_for(scene.cast, name).get("Your reviews") for name in PEOPLE}
    visit = " Visit: 4 March 2026."
    assert said == {
        "asha": [(moved, f"Ashby hosts it.{visit}")],
        "hana": [(moved, f"Ashby hosts it.{visit}")],
        "ben": [(moved, f"You lead it.{visit}")],
        "carys": [(moved, f"You observe it.{visit}")],
        "dev": [(moved, f"You are on its visiting team.{visit}")],
        "edie": [(moved, f"Its host is in your region.{visit}")],
        "femi": None,
        "gwen": None,
    }


def test_a_council_that_leads_or_observes_hears_of_it_without_a_seat(scene):
    reviews.leave_team(member=scene.review.team.get(person=scene.cast.ben), by=scene.actor("ben"))
    [(_, why)] = new_for(scene.cast, "ben")["Your reviews"]
    assert why == "Benfield leads it. Visit: 4 March 2026."


def test_a_review_without_dates_says_none(cast):
    reviews.record_review(host=cast.host, title="Neglect", theme=ThemeFactory(), public_summary="Seven visited.")
    expected = [("Neglect, Ashby: recorded, not gated", "Ashby hosts it.")]
    assert new_for(cast, "asha") == {"Your reviews": expected}
    assert new_for(cast, "femi") == {}


def test_of_a_hold_the_team_hears_that_it_is_there_and_the_observer_and_the_host_nothing(scene):
    scene.step(scene.hypothesis(), "hold", "carys", reason="Only one shift was heard.")
    held = "Front door, Ashby: the observer holds a statement"
    assert {name for name in PEOPLE if held in headlines(scene.cast, name)} == {"ben", "dev"}


def test_of_findings_those_hear_with_whom_they_were_shared_and_who_have_none_of_their_own(scene):
    finding = scene.report()
    heard = {}
    for visibility in ("review", "region", "sector", "public"):
        reviews.share_finding(finding=finding, visibility=visibility, by=scene.actor("asha"))
        actors = {name: scene.actor(name) for name in PEOPLE}
        heard[visibility] = {name for name, actor in actors.items() if list(newly_shared_findings(actor, a_week_ago()))}
    readers = {"review": set(), "region": {"edie"}, "sector": {"edie", "femi"}, "public": {"edie", "femi", "gwen"}}
    assert heard == readers


def test_a_finding_is_new_from_when_this_reader_may_read_it_and_narrowing_it_is_no_news(scene):
    finding, femi, edie = scene.report(), scene.actor("femi"), scene.actor("edie")
    reviews.share_finding(finding=finding, visibility="region", by=scene.actor("asha"))
    later = timezone.now() + timedelta(minutes=1)  # the trail's clock stands still within one transaction
    for actor, visibility, heard in [
        (femi, "region", 0),
        (edie, "sector", 1),
        (femi, "sector", 1),
        (edie, "region", 1),
    ]:
        reviews.share_finding(finding=finding, visibility=visibility, by=scene.actor("asha"))
        groups = what_is_new(actor, a_week_ago()).groups
        assert [group.count for group in groups if group.name.startswith("Findings")] == [1] * heard
        assert [group.name for group in what_is_new(actor, later).groups] == []


def test_findings_of_one_review_are_one_item_and_their_words_stay_on_the_hub(scene):
    first = scene.finding()
    second = scene.report()
    for finding in (first, second):
        reviews.share_finding(finding=finding, visibility="public", by=scene.actor("asha"))
    [group] = [g for g in what_is_new(scene.actor("edie"), a_week_ago()).groups if g.name.startswith("Findings")]
    [item] = group.items
    assert (item.headline, item.why) == ("Front door, Ashby: 2 findings", "Ashby, in your region.")
    assert item.path == scene.review.get_absolute_url()
    assert set(item.things) == {f"finding:{first.pk}", f"finding:{second.pk}"}


def test_posts_say_what_ties_them_to_the_reader_the_closest_first(scene):
    cast, neighbour = scene.cast, CouncilFactory(name="Nearby")
    NeighbourFactory(council=cast.host, neighbour=neighbour)
    PostFactory(title="Elsewhere", kind="case_study")
    PostFactory(title="Region", owner=cast.leading)
    PostFactory(title="Neighbour", councils=[neighbour])
    PostFactory(title="Theme", themes=[scene.review.theme])
    PostFactory(title="Own", councils=[cast.host])
    assert new_for(cast, "asha")["New practice"] == [
        ("Own", "Ashby, your council."),
        ("Theme", f"{scene.review.theme}, a theme of your review."),
        ("Neighbour", "Nearby, a statistical neighbour of your council."),
        ("Region", "Benfield, in your region."),
        ("Elsewhere", "Case study, new on the hub."),
    ]
    assert new_for(cast, "gwen")["New practice"][0][1] == "Blog, new on the hub."


def test_of_many_things_five_are_shown_and_the_rest_is_counted(cast, monkeypatch):
    PostFactory.create_batch(8)
    [group] = what_is_new(cast.actor("femi"), a_week_ago()).groups
    assert (len(group.items), group.more, group.path) == (5, 3, "/posts/")
    monkeypatch.setattr("improvement_hub.digests.sources.MOST", 6)
    [group] = what_is_new(cast.actor("femi"), a_week_ago()).groups
    assert (len(group.new), group.count, group.more) == (6, 8, 3)


def test_the_subject_names_the_two_most_telling_things(scene):
    PostFactory(title="A post whose title goes on and on until nobody would read it to its end in a subject")
    contents = what_is_new(scene.actor("ben"), a_week_ago())
    shortened = "A post whose title goes on and on until nobody would read…"
    assert contents.subject == f"Front door, Ashby: on site; {shortened}"
    PostFactory(title="Second\nline")
    assert what_is_new(scene.actor("gwen"), a_week_ago()).subject == f"Second line; {shortened}"


def test_invented_things_are_for_the_demonstrations_people_alone(scene, cast):
    region = RegionFactory(demonstration=True)
    councils = [CouncilFactory(region=region, demonstration=True) for _ in range(2)]
    PostFactory(title="Invented", owner=councils[0])
    PostFactory(title="Real")
    finding = scene.report()
    reviews.share_finding(finding=finding, visibility="public", by=scene.actor("asha"))
    type(cast.host).objects.filter(pk=cast.host.pk).update(demonstration=True)
    assert headlines(cast, "femi") == ["Real"]
    cast.femi.memberships.update(council=councils[1])
    assert headlines(cast, "femi") == ["Front door, Ashby: a finding", "Invented", "Real"]
    assert what_is_new(cast.actor("femi"), a_week_ago()).groups[1].path == "/posts/?demonstration=include"


SECRETS = {
    "evidence": "Workers can ring a colleague the same day.",
    "hypothesis": "Thresholds drift at weekends.",
    "reason": "Only one shift was heard.",
    "finding": "Help comes quickly.",
    "draft": "Unfinished thoughts",
    "region": "Southmoor keeps this",
    "scope": "How families reach help.",
    "keyline": "Is help timely?",
}


def test_nothing_that_could_leak_is_in_anyones_digest(scene, subscribed, mailoutbox):
    """Neither in words nor in HTML nor in the subject: evidence, hypotheses, holds, findings, drafts, other regions."""
    cast = scene.cast
    hypothesis = reviews.make_hypothesis(
        keyline=scene.keylines[1], text=SECRETS["hypothesis"], bearing="strength", by=scene.actor("ben")
    )
    scene.step(hypothesis, "hold", "carys", reason=SECRETS["reason"])
    scene.finding()
    PostFactory(title=SECRETS["draft"], owner=cast.elsewhere, published=False)
    PostFactory(title=SECRETS["region"], owner=cast.elsewhere, visibility="region")
    PostFactory(title="For everyone")
    digests = [deliver_digest(subscription_id=subscribed(name).pk) for name in PEOPLE]
    assert all(digest.sent_at for digest in digests)
    for email in mailoutbox:
        name = email.to[0].split("@")[0]
        allowed = {"region"} if name == "femi" else set()
        whole = "\n".join([email.subject, email.body, html_of(email)])
        assert {key for key, words in SECRETS.items() if words in whole} == allowed, name
        assert whole.count("For everyone") >= 2


def test_what_the_reader_may_not_see_any_more_when_it_is_sent_is_not_in_it(cast, subscribed):
    post = PostFactory(title="Sector", visibility="sector")
    subscription = subscribed("femi")
    assert contents_for(subscription, cast.actor("femi")).count == 1
    cast.femi.memberships.update(council=None, role="partner")
    assert contents_for(subscription, cast.actor("femi")).groups == []
    assert post.visibility == "sector"


@pytest.mark.parametrize("rows", [1, 8])
def test_a_digest_costs_the_same_with_much_in_it(scene, subscribed, django_assert_num_queries, rows):
    finding = scene.report()
    reviews.share_finding(finding=finding, visibility="public", by=scene.actor("asha"))
    PostFactory.create_batch(rows, owner=scene.cast.leading, themes=[ThemeFactory()], councils=[scene.cast.elsewhere])
    for _ in range(rows - 1):
        reviews.record_review(
            host=scene.cast.elsewhere, title=f"Review {_}", theme=scene.review.theme, public_summary="Public."
        )
        EntryFactory(site=SiteFactory(partners=[scene.cast.leading]), visibility="public", to="published")
    move_stage(site=SiteFactory(lead=scene.cast.host), stage="exploring", by=scene.actor("asha"))
    EntryFactory(visibility="public", to="published")
    subscription, femi = subscribed("femi"), scene.actor("femi")
    with django_assert_num_queries(21):
        assert contents_for(subscription, femi).count >= 2


def test_journeys_and_stages_of_sites_come_with_the_tie_to_their_councils(cast):
    site = SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    EntryFactory(site=site, author=cast.ben, did="We *met*.", visibility="region", to="published")
    EntryFactory(site=site, author=cast.ben, did="A draft.", visibility="public")
    move_stage(site=site, stage="exploring", by=cast.actor("asha"))
    entry, stage = "Pods: We met.", "Pods is now at the stage “Exploring”"
    said = {name: dict(new_for(cast, name).get("New practice", [])) for name in ("ben", "carys", "femi")}
    assert said == {
        "ben": {entry: "Benfield, your council.", stage: "Benfield, your council."},
        "carys": {entry: "Ashby, in your region.", stage: "Ashby, in your region."},
        "femi": {stage: "A site led by Ashby."},
    }
