"""What must always hold, each with a row that breaks it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, UniqueConstraint
from django.utils import timezone

from blogs.models import (
    Adopter,
    ApproachTheme,
    Author,
    Authorship,
    CaseStudy,
    Event,
    EventFile,
    ImageFile,
    Outcome,
    Post,
    PostCouncil,
    PostImage,
    PostPartner,
    PostTheme,
    PreviewLink,
    SiteTheme,
    Theme,
)
from tests.factories import (
    ApproachFactory,
    AuthorFactory,
    CouncilFactory,
    PersonFactory,
    PostFactory,
    RegionFactory,
    SiteFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def theme(**more):
    return lambda: Theme(**{"name": "Neglect", "slug": "neglect"} | more).save()


def post(**more):
    return lambda: Post(**{"title": "A title", "slug": "a-title", "body": "A text."} | more).save()


def twice(model, **make):
    def save():
        facts = {name: maker() for name, maker in make.items()}
        for number in (1, 2):
            model(**facts, **({"position": number} if model is Authorship else {})).save()

    return save


def two_at_one_position():
    written = PostFactory()
    for author in (AuthorFactory(), AuthorFactory()):
        Authorship(post=written, author=author, position=1).save()


def broader_than_itself():
    made = ThemeFactory()
    Theme.objects.filter(pk=made.pk).update(broader=made)


def part_of_itself():
    upper = ThemeFactory()
    lower = ThemeFactory(broader=ThemeFactory(broader=upper))
    Theme.objects.filter(pk=upper.pk).update(broader=lower)


def one_word_for_two():
    ThemeFactory(acronym="CSE")
    ThemeFactory(synonyms=["exploited", "cse"])


def person_twice():
    person = PersonFactory()
    Author(name="One", person=person).save()
    Author(name="Two", person=person).save()


def image(**more):
    terms = {"name": "a.png", "content_type": "image/png", "uploaded_by": PersonFactory(), "sha256": "1"}
    return PostImage(**{"post": PostFactory(), "decorative": True} | terms | more)


def images_alike():
    written = PostFactory()
    for _ in range(2):
        image(post=written).save()


def files_alike():
    made = image()
    made.save()
    for name in ("a", "b"):
        ImageFile(image=made, width=480, height=1, stored_as=name).save()


def event_file(**more):
    terms = {"title": "Slides", "name": "a.pdf", "size": 1, "sha256": "1", "content_type": "application/pdf"}
    terms |= {"stored_as": str(uuid4())[:20], "uploaded_by": PersonFactory(), "scan": "not_scanned"}
    return EventFile(**terms | more)


def an_event():
    region, begins = RegionFactory(), NOW
    terms = {"starts_at": begins, "ends_at": begins + timedelta(hours=1), "place": "Hall", "region": region}
    return Event.objects.create(title="What worked", slug="what-worked", **terms)


def files_of_an_event_alike():
    event = an_event()
    for _ in range(2):
        event_file(event=event).save()


def preview(**more):
    terms = {"given_to": "Press", "token_digest": "1", "made_by": PersonFactory(), "post": PostFactory()}
    return lambda: PreviewLink(**{"expires_at": NOW} | terms | more).save()


def of_case_study(model, **facts):
    def save():
        study = PostFactory(kind="case_study").case_study
        adopts = {"council": CouncilFactory(), "how_adapted": "So."} if model is Adopter else {"measure": "Days"}
        model(case_study=study, **adopts | facts).save()

    return save


def adopted_twice():
    study, council = PostFactory(kind="case_study").case_study, CouncilFactory()
    for _ in range(2):
        Adopter(case_study=study, council=council, how_adapted="So.").save()


def study(**facts):
    return lambda: CaseStudy(post=PostFactory(), what_did_not_work="Time.", **facts).save()


OF_A_CASE_STUDY = {
    "a_case_study_ages_from_a_day": study(standing="ageing"),
    "a_budget_is_not_below_zero": study(budget=-1),
    "an_outcome_has_a_measure": of_case_study(Outcome, measure=""),
    "outcome_percentage_has_n": of_case_study(Outcome, unit="percent", result=1),
    "outcome_n_is_above_zero": of_case_study(Outcome, n=0),
    "a_figure_of_an_adopter_has_a_measure": of_case_study(Adopter, baseline=1),
    "adopter_percentage_has_n": of_case_study(Adopter, unit="percent", measure="Days", baseline=1),
    "adopter_n_is_above_zero": of_case_study(Adopter, n=0),
    "an_adopter_says_how_it_adapted": of_case_study(Adopter, how_adapted=""),
    "a_council_adopts_a_case_study_once": adopted_twice,
}
BREAKS = {
    "a_preview_link_ends_within_ninety_days": lambda: preview(expires_at=NOW + timedelta(days=91))(),
    "a_preview_link_is_revoked_by_someone_at_some_time": lambda: preview(revoked_at=NOW)(),
    "an_image_says_what_it_shows_or_only_decorates": lambda: image(alt="A team").save(),
    "a_post_has_an_image_once": images_alike,
    "an_image_has_one_file_of_a_width": files_alike,
    "a_theme_is_named_once": lambda: [theme()(), theme(name="NEGLECT", slug="other")()],
    "an_acronym_means_one_theme": lambda: [theme(acronym="NG")(), theme(name="Other", slug="other", acronym="ng")()],
    "no_theme_is_broader_than_itself": broader_than_itself,
    "no_theme_is_part_of_itself": part_of_itself,
    "blogs_themeword_pkey": one_word_for_two,
    "an_author_from_outside_once": lambda: [Author(name="Mira").save(), Author(name="Mira").save()],
    "blogs_author_person_id": person_twice,
    "a_post_has_a_title": post(title=""),
    "a_published_post_has_text_and_a_release": post(state="published"),
    "a_returned_post_says_why_and_no_other_does": post(state="returned"),
    "a_scheduled_post_has_its_moment_and_no_other_does": post(publish_at=NOW),
    "a_post_is_shared_with_a_region_or_wider": post(visibility="team"),
    "a_post_for_a_region_has_an_owner": post(visibility="region"),
    "feed_and_item_are_named_together": post(source="https://feed.example.org/"),
    "an_item_of_a_feed_is_one_post": lambda: [
        post(slug=slug, source="https://feed.example.org/", source_guid="1")() for slug in ("one", "two")
    ],
    "an_author_of_a_post_once": twice(Authorship, post=PostFactory, author=AuthorFactory),
    "one_author_per_position": two_at_one_position,
    "a_council_of_a_post_once": twice(PostCouncil, post=PostFactory, council=CouncilFactory),
    "a_partner_of_a_post_once": twice(PostPartner, post=PostFactory, council=CouncilFactory),
    "a_theme_of_a_post_once": twice(PostTheme, post=PostFactory, theme=ThemeFactory),
    "a_theme_of_a_site_once": twice(SiteTheme, site=SiteFactory, theme=ThemeFactory),
    "a_theme_of_an_approach_once": twice(ApproachTheme, approach=ApproachFactory, theme=ThemeFactory),
    "an_event_has_a_file_once": files_of_an_event_alike,
    "a_verdict_on_a_file_of_an_event_has_its_moment": lambda: event_file(event=an_event(), scan="clean").save(),
    **OF_A_CASE_STUDY,
}
HELD_OTHERWISE = {"blogs_author_person_id", "no_theme_is_part_of_itself", "blogs_themeword_pkey"}
OURS = (
    *(
        Theme,
        Author,
        ImageFile,
        PostImage,
        PreviewLink,
        Post,
        Authorship,
        PostCouncil,
        PostPartner,
        PostTheme,
        SiteTheme,
        ApproachTheme,
        EventFile,
    ),
    *(CaseStudy, Outcome, Adopter),
)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_what_must_not_be(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREAKS[name]()
        connection.check_constraints()


def test_every_constraint_has_a_row_that_breaks_it():
    declared = {
        c.name for model in OURS for c in model._meta.constraints if isinstance(c, (CheckConstraint, UniqueConstraint))
    }
    assert declared == set(BREAKS) - HELD_OTHERWISE


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "published", "released_at": NOW, "shared_at": NOW, "body": ""},
        {"state": "published", "released_at": NOW},
        {"state": "submitted", "body": ""},
        {"state": "draft", "returned_reason": "Why."},
        {"state": "lost"},
        {"source_guid": "1"},
    ],
)
def test_the_other_halves_of_the_rules_are_refused_too(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        post(**broken)()


def test_what_must_be_possible_is():
    council = CouncilFactory()
    post(slug="one", visibility="region", owner=council)()
    post(slug="two", state="published", released_at=NOW, shared_at=NOW)()
    post(slug="three", source="https://feed.example.org/", source_guid="1")()
    post(slug="four", source="https://feed.example.org/", source_guid="2")()
    post(slug="five", state="submitted")()
    post(slug="six", state="returned", returned_reason="Why.", body="")()
    theme()()
    theme(name="Other", slug="other")()
    Author(name="Mira").save()
    Author(name="Mira", person=PersonFactory()).save()
    assert (Post.objects.count(), Theme.objects.count(), Author.objects.count()) == (6, 2, 2)
