"""No case study rots in silence: it is asked about, marked as ageing, archived, and back once it is confirmed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from blogs import queries, services, tasks
from blogs.models import CaseStudy
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.days import months_after
from improvement_hub.core.errors import DomainError
from improvement_hub.digests.contents import what_is_new
from tests.blogs.case_studies import adopted, case_study, published
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def after():
    """after(months, days): the clock stands so long after today from then."""
    today = timezone.localdate()
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def move(months, days=0):
            day = months_after(today, months) + timedelta(days=days)
            clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
            return day

        yield move


def standing():
    tasks.review_case_studies()
    return CaseStudy.objects.get().standing


def asked(actor):
    return len(queries.to_confirm(actor, timezone.localdate()))


def test_a_case_study_is_asked_about_ages_and_is_archived_and_a_confirmation_brings_it_back(cast, after):
    post, hana, femi, robo = published(cast), *map(cast.actor, ("hana", "femi", "robo"))
    assert post.case_study.review_by == months_after(timezone.localdate(), 24)
    found = [asked(hana) for day in [(24, -1), (24, 0)] if after(*day)]
    assert (found, asked(femi), asked(robo)) == ([0, 1], 0, 0)
    found = [standing() for day in [(27, -1), (27, 0), (39, -1), (39, 0)] if after(*day)]
    assert found == ["current", "ageing", "ageing", "archived"]
    assert (standing(), asked(hana)) == ("archived", 0)
    version = type(post).objects.get().version
    post = services.confirm_case_study(post=post, by=hana, version=version)
    study = CaseStudy.objects.get()
    assert (study.standing, study.ageing_since, study.confirmed_on) == ("current", None, after(39))
    assert (study.review_by, post.version) == (months_after(after(39), 24), version + 1)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2023, 12, 31), date(2022, 1, 1)])
def test_the_database_counts_months_as_the_page_does(day):
    post = PostFactory(kind="case_study", published_on=day)
    assert queries.reviewed().get(asked_on=post.case_study.review_by) == post.case_study


def test_only_its_council_confirms_and_only_the_clock_lets_it_age_in_time(cast):
    post = published(cast)
    for who in ("femi", "gwen", "robo"):
        with pytest.raises(PermissionDenied):
            services.confirm_case_study(post=post, by=cast.actor(who))
    with pytest.raises(DomainError, match="It is not published"):
        services.confirm_case_study(post=case_study(cast, title="Draft"), by=cast.actor("hana"))
    for step in ("age", "archive"):
        assert services.let_age(case_study_id=post.pk, step=step, by=CLOCK).standing == "current"
    old = PostFactory(kind="case_study", published_on=date(2019, 1, 1))
    with pytest.raises(PermissionDenied):
        services.let_age(case_study_id=old.pk, step="age", by=cast.actor("gwen"))
    assert services.let_age(case_study_id=old.pk, step="age", by=CLOCK).standing == "ageing"
    assert services.let_age(case_study_id=old.pk, step="archive", by=CLOCK).standing == "ageing"
    assert services.confirm_case_study(post=old, by=cast.actor("gwen")).sections.standing == "current"


def test_a_draft_has_no_day_and_one_without_sections_is_put_into_them_first(cast):
    assert case_study(cast).case_study.review_by is None
    plain = services.write_post(owner=cast.host, title="Plain", kind="case_study", by=cast.actor("hana"))
    with pytest.raises(DomainError, match="into its sections first"):
        services.confirm_case_study(post=plain, by=cast.actor("hana"))


def test_its_people_are_told_on_their_page_and_in_their_digest(sign_in, cast, after):
    post = published(cast)
    after(23)
    sign_in(cast.hana).get("/work/")
    after(24)
    adopter = adopted(cast, post, started_on=date(2025, 9, 1))
    page = sign_in(cast.hana).get("/work/").context
    question, tried = "Does it still hold? A front door for teenagers", "Femsley tried: A front door for teenagers"
    confirm, transfer = f"{post.get_absolute_url()}confirm/", adopter.get_absolute_url()
    assert [(line.words, line.address, line.days) for line in page["due"]] == [(question, confirm, 0)]
    assert (tried, transfer) in [(line.words, line.address) for line in page["news"]]
    since = timezone.now() - timedelta(days=7)
    found = {name: what_is_new(cast.actor(name), since).groups for name in ("hana", "femi")}
    items = [(item.headline, item.path) for group in found["hana"] for item in group.items]
    assert sorted(items) == [(question, confirm), (tried, transfer)]
    assert found["femi"] == []
    assert list(queries.new_adopters(cast.actor("robo"), since)) == []
