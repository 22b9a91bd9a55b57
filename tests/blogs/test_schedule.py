"""Scheduled publication: an editor says when, the clock publishes once, and until then nobody else reads it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format

from blogs import queries, services, tasks
from blogs.forms import ScheduleForm
from blogs.models import Post
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows
from tests.cast import NAMES
from tests.factories import PostFactory
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
NO_SUCH_HOUR = (
    "2026-03-29 01:30:00 couldn’t be interpreted in time zone Europe/London; it may be ambiguous or it may not exist."
)
LATER = datetime(2026, 4, 1, 8, tzinfo=UTC)  # nine o’clock in London’s summer


@pytest.fixture
def asha(cast):
    return cast.actor("asha")


@pytest.fixture
def scheduled(cast, asha):
    with time_machine.travel(NOW, tick=False):
        return schedule(PostFactory(owner=cast.host, published=False, slug="due"), asha)


def schedule(post, by, publish_at=LATER):
    return services.move_post(post=post, step="schedule", publish_at=publish_at, by=by)


def test_until_its_moment_nobody_else_reads_it_and_the_clock_leaves_it(cast, scheduled, asha):
    assert (scheduled.state, scheduled.publish_at) == ("scheduled", LATER)
    readers = [name for name in NAMES if Post.objects.visible_to(cast.actor(name)).exists()]
    assert readers == ["asha", "hana"]
    assert [name for name in NAMES if allows(cast.actor(name), "blogs.change_post", scheduled)] == ["asha"]
    with time_machine.travel(LATER - timedelta(seconds=1)):
        assert list(queries.due_to_publish()) == []
        assert services.publish_when_due(post_id=scheduled.pk).state == "scheduled"
        assert allows(CLOCK, "blogs.publish_post", scheduled) is False


def test_the_clock_publishes_what_is_due_once_even_where_a_task_is_run_twice(cast, scheduled):
    with time_machine.travel(LATER, tick=False):
        assert list(queries.due_to_publish()) == [scheduled]
        for _ in range(2):  # the second time as after a worker that was killed before it could say it was done
            tasks.publish_scheduled(str(scheduled.pk))
        post = Post.objects.get()
        assert (post.state, post.publish_at, post.released_at, post.shared_at) == ("published", None, LATER, LATER)
        assert post.published_on.isoformat() == "2026-04-01"
        tasks.publish_due()
    assert queries.REVISIONS.versions(post)[0].changes == ["date", "scheduled → published"]
    assert queries.REVISIONS.versions(post)[0].by == "The hub"
    assert services.publish_when_due(post_id="00000000-0000-0000-0000-000000000000") is None


def test_the_clocks_round_hands_out_a_task_for_each_post(cast, scheduled, asha, monkeypatch):
    handed_out = []
    monkeypatch.setattr(tasks.publish_scheduled, "delay", handed_out.append)
    with time_machine.travel(NOW, tick=False):
        schedule(PostFactory(owner=cast.host, published=False), asha, LATER + timedelta(days=1))
    with time_machine.travel(LATER):
        tasks.publish_due()
    assert handed_out == [str(scheduled.pk)]


def test_the_clock_publishes_nothing_else(cast):
    assert allows(CLOCK, "blogs.publish_post", PostFactory(owner=cast.host, published=False)) is False


@pytest.mark.parametrize(
    ("publish_at", "sentence"),
    [("", "Say when"), (NOW, "This moment has passed"), (NOW + timedelta(days=367), "a year ahead at most")],
)
@time_machine.travel(NOW, tick=False)
def test_a_moment_lies_ahead_and_not_too_far(cast, asha, publish_at, sentence):
    with pytest.raises(DomainError, match=sentence) as refused:
        schedule(PostFactory(owner=cast.host, published=False), asha, publish_at)
    assert refused.value.field == "publish_at"


@time_machine.travel(NOW, tick=False)
def test_a_schedule_is_cancelled_or_overtaken_by_an_editor(cast, scheduled, asha):
    waiting = services.move_post(post=scheduled, step="unschedule", by=asha)
    assert (waiting.state, waiting.publish_at) == ("submitted", None)
    again = schedule(waiting, asha)
    assert services.publish_post(post=again, by=asha).state == "published"
    assert Post.objects.get().publish_at is None


def test_the_page_takes_a_moment_on_london_clocks_and_says_it(cast, asha):
    PostFactory(owner=cast.host, published=False, slug="due")
    browser, address = signed_in(cast.asha), "/posts/due/steps/schedule/"
    day = timezone.localdate() + timedelta(days=9)
    for time, status in [("", 400), ("09:00", 302)]:
        sent = {"publish_on": day.isoformat(), "publish_time": time, "version": 1}
        assert browser.post(address, sent).status_code == status
    page = browser.get("/posts/due/").content.decode()
    assert f"this comes out on {date_format(day, 'j F Y')}, 09:00, on London clocks" in page
    assert timezone.localtime(Post.objects.get().publish_at).hour == 9


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("2026-04-01", "09:00", {"version": 1, "publish_at": LATER}),
        ("2026-03-29", "01:30", {"publish_time": [NO_SUCH_HOUR]}),
    ],
)  # fmt: skip
def test_a_moment_that_london_clocks_pass_over_is_refused_at_its_field(day, time, expected):
    form = ScheduleForm({"publish_on": day, "publish_time": time, "version": 1})
    assert (form.cleaned_data if form.is_valid() else dict(form.errors)) == expected


def test_over_the_api_a_post_is_scheduled_and_the_schedule_cancelled(cast):
    PostFactory(owner=cast.host, published=False, slug="due")
    browser, address = signed_in(cast.asha), "/api/v1/posts/due/transitions/"
    moment = (timezone.now() + timedelta(days=2)).replace(microsecond=0)

    def ask(step, version, **said):
        headers = {"If-Match": f'"{version}"'}
        return browser.post(f"{address}{step}/", said, content_type="application/json", headers=headers)

    told = ask("schedule", 1, publish_at=moment.isoformat()).json()
    assert (told["state"], datetime.fromisoformat(told["publish_at"])) == ("scheduled", moment)
    assert [step["name"] for step in told["transitions"]] == ["publish", "unschedule"]
    told = ask("unschedule", 2).json()
    assert (told["state"], told["publish_at"]) == ("submitted", None)
    assert ask("schedule", 3).json()["detail"] == "Say when it is to be published."
