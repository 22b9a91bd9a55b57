"""A digest is sent once for each time it is due, never empty, and nothing is lost when something breaks."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.db import connection
from django.utils import timezone

from improvement_hub.digests import services, tasks
from improvement_hub.digests.contents import what_is_new
from improvement_hub.digests.letters import letter
from improvement_hub.digests.models import Delivery, Subscription
from tests.accounts.letters import DOWN, html_of
from tests.factories import MembershipFactory, PostFactory

WORKING = "django.core.mail.backends.locmem.EmailBackend"


def tick(now=None, *subscriptions):
    """Deliver as at a moment, now unless told."""
    return [services.deliver_digest(subscription_id=one.pk, now=now) for one in subscriptions]


def test_the_clock_sends_each_what_is_new_in_words_and_in_html(cast, subscribed, mailoutbox):
    post = PostFactory(title="Fish & <chips>", owner=cast.leading)
    subscribed("femi", frequency="monthly")
    tasks.send_due_digests()
    [email] = mailoutbox
    assert (email.to, email.subject) == (["femi@example.org"], "Fish & <chips>")
    link = f"http://testserver{post.get_absolute_url()}"
    for words in ("Hello Femi,", "NEW PRACTICE", "* Fish & <chips>\n  Blog, new on the hub.\n  " + link):
        assert words in email.body
    html = html_of(email)
    assert "Hello Femi," in html
    assert f'<a href="{link}" style="font-weight: bold;">Fish &amp; &lt;chips&gt;</a><br>Blog, new on the hub.' in html
    assert 'name="color-scheme" content="light dark"' in html
    assert "<img" not in html
    assert "http://testserver/digests/" in email.body
    assert "every month, on the first" in email.body


def test_more_than_five_are_counted_with_a_link_to_all(cast, subscribed, mailoutbox):
    PostFactory.create_batch(7)
    tick(None, subscribed("femi"))
    assert "And 2 more on the hub:\nhttp://testserver/posts/\n" in mailoutbox[0].body
    assert '<a href="http://testserver/posts/">And 2 more on the hub</a>' in html_of(mailoutbox[0])


def test_its_headers_let_programs_end_it_with_one_click_and_know_it_again(cast, subscribed, mailoutbox):
    PostFactory()
    subscription = subscribed("femi")
    [delivery] = tick(None, subscription)
    message = mailoutbox[0].message()
    link = message["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"http://testserver/digests/unsubscribe/{subscription.pk}:")
    assert link in mailoutbox[0].body
    assert link in html_of(mailoutbox[0])
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    again = letter(delivery, what_is_new(cast.actor("femi"), delivery.since)).message()
    assert message["Message-ID"] == again["Message-ID"]
    assert re.fullmatch(r"<digest\.[0-9a-f]{24}@testserver>", message["Message-ID"])
    assert message["Auto-Submitted"] == "auto-generated"


def test_when_nothing_is_new_nothing_is_sent_and_the_next_one_waits_its_turn(cast, subscribed, mailoutbox):
    subscription = subscribed("femi")
    [delivery] = tick(None, subscription)
    assert mailoutbox == []
    assert (delivery.sent_at, delivery.count, delivery.things) == (None, 0, [])
    subscription.refresh_from_db()
    assert subscription.next_due_at > timezone.now()
    assert tick(None, subscription) == [None]


def test_what_was_sent_is_not_sent_again_though_the_times_overlap(cast, subscribed, mailoutbox):
    """What a slow transaction brought after the first digest, with a time before it, is in the second."""
    subscription, now = subscribed("femi"), timezone.now()
    PostFactory(title="First")
    tick(now, subscription)
    late = PostFactory(title="Late")
    type(late).objects.filter(pk=late.pk).update(shared_at=now - timedelta(minutes=10))
    early = PostFactory(title="Before the subscription")
    type(early).objects.filter(pk=early.pk).update(shared_at=now - timedelta(days=30))
    tick(now + timedelta(days=8), subscription)
    assert [email.subject for email in mailoutbox] == ["First", "Late"]


def test_after_weeks_of_standing_still_one_digest_covers_them_all(cast, subscribed, mailoutbox):
    subscription, now = subscribed("femi", frequency="daily"), timezone.now()
    PostFactory(title="Long ago")
    Subscription.objects.filter(pk=subscription.pk).update(
        started_at=now - timedelta(days=60), next_due_at=now - timedelta(days=59)
    )
    tasks.send_due_digests()
    tasks.send_due_digests()
    assert [email.subject for email in mailoutbox] == ["Long ago"]
    assert Delivery.objects.get().since == now - timedelta(days=67)  # and the week before it was asked for


def test_where_the_mail_server_fails_nothing_is_recorded_and_the_next_tick_sends(
    cast, subscribed, settings, mailoutbox
):
    PostFactory()
    subscription = subscribed("femi")
    settings.EMAIL_BACKEND = DOWN
    with pytest.raises(SMTPServerDisconnected):
        tasks.send_due_digests()
    assert not Delivery.objects.exists()
    settings.EMAIL_BACKEND = WORKING
    tasks.send_due_digests()
    tasks.send_due_digests()
    assert [email.to for email in mailoutbox] == [["femi@example.org"]]
    assert Delivery.objects.get().subscription == subscription


def test_leavers_and_people_without_a_role_get_nothing(cast, subscribed, mailoutbox):
    """A closed account ends the digest; whose role has not begun waits, and hears of it all then."""
    PostFactory(title="Waited for")
    leaver, waiting = subscribed("femi"), subscribed("ben")
    cast.femi.is_active = False
    cast.femi.save()
    yesterday = timezone.localdate() - timedelta(days=1)
    cast.ben.memberships.update(starts_on=yesterday, ends_on=yesterday)
    tasks.send_due_digests()
    assert (mailoutbox, Delivery.objects.count()) == ([], 0)
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.next_due_at) == (False, None)
    MembershipFactory(person=cast.ben, role="improvement_officer")
    tasks.send_due_digests()
    assert [email.subject for email in mailoutbox] == ["Waited for"]
    assert tick(None, waiting) == [None]


def test_it_comes_at_once_when_its_reader_asks(
    cast, subscribed, sign_in, mailoutbox, django_capture_on_commit_callbacks
):
    client = sign_in(cast.femi)
    assert "First choose how often" in client.post("/digests/now/").content.decode()
    subscribed("femi")
    assert client.post("/digests/now/").status_code == 400
    PostFactory(title="Just out")
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/digests/now/", follow=True)
    assert "Your digest is on its way." in page.content.decode()
    assert [email.subject for email in mailoutbox] == ["Just out"]
    assert "Nothing is new since your last digest" in client.post("/digests/now/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one(cast, subscribed, mailoutbox, settings):
    """While one sends, another passes by."""
    from tests.digests import meanwhile

    PostFactory()
    meanwhile.subscription_id = subscribed("femi").pk
    settings.EMAIL_BACKEND = "tests.digests.meanwhile.AnotherWorkerTries"
    assert services.deliver_digest(subscription_id=meanwhile.subscription_id).count == 1
    assert meanwhile.got == [None]
    assert Delivery.objects.count() == 1
    assert connection.in_atomic_block is False
