"""Webhooks tell each change, in order, signed, to whom the client is; whatever breaks off is sent again."""

import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from blogs.models import Post
from improvement_hub.accounts.models import ApiClient, Webhook, WebhookDelivery
from improvement_hub.accounts.services import organisation_of
from improvement_hub.api import tasks
from improvement_hub.api.webhooks import sending, services
from improvement_hub.core.errors import DomainError
from tests.factories import ApiKeyFactory, PostFactory

pytestmark = pytest.mark.django_db(transaction=True)


def later(webhook, **columns):
    """As if the wait were over."""
    Webhook.objects.filter(pk=webhook.pk).update(due_at=timezone.now(), **columns)


def fresh(webhook):
    return Webhook.objects.get(pk=webhook.pk)


class TestTelling:
    def test_what_changes_is_told_without_a_word_of_it_and_signed(self, registered, receiver):
        _, secret = registered
        tasks.tell_webhooks()
        assert receiver.got == []
        post = PostFactory(title="Names nobody", visibility="public")
        tasks.tell_webhooks()
        sent = receiver.got[0]
        line = {"collection": "posts", "id": str(post.pk), "change": "created"}
        address = f"http://testserver/api/v1/posts/{post.pk}/"
        assert sent.said == {"type": "changes", "data": [{**line, "api_url": address}]}
        assert sent.is_signed_by(secret)
        assert abs(int(sent.headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
        assert not sent.is_signed_by("whsec_" + "A" * 44)

    def test_nothing_is_told_twice_and_what_leaves_is_told(self, webhook, receiver):
        post = PostFactory(visibility="public")
        tasks.tell_webhooks()
        tasks.tell_webhooks()
        Post.objects.filter(pk=post.pk).update(title="Another")
        tasks.tell_webhooks()
        Post.objects.filter(pk=post.pk).delete()
        tasks.tell_webhooks()
        assert receiver.told == [(word, str(post.pk)) for word in ("created", "changed", "removed")]

    def test_what_was_there_before_and_what_the_client_may_not_see_is_not_told(self, cast, receiver):
        PostFactory(visibility="public")
        services.register_webhook(client=cast.robo, address=receiver.url, collections=["posts"], by=cast.actor("gwen"))
        PostFactory(visibility="region", owner=cast.elsewhere)
        PostFactory(published=False)
        seen = PostFactory(visibility="region", owner=cast.host)
        tasks.tell_webhooks()
        assert receiver.told == [("created", str(seen.pk))]

    def test_many_changes_are_told_a_hundred_at_a_time_in_order(self, webhook, receiver, monkeypatch):
        monkeypatch.setattr(sending, "AT_A_TIME", 2)
        posts = [str(PostFactory(visibility="public").pk) for _ in range(5)]
        tasks.tell_webhooks()
        assert [len(sent.said["data"]) for sent in receiver.got] == [2, 2, 1]
        assert [pk for _, pk in receiver.told] == posts

    def test_other_rights_say_to_read_everything_anew(self, cast, webhook, receiver):
        PostFactory(visibility="public")
        ApiClient.objects.filter(pk=cast.robo.pk).update(organisation=organisation_of(cast.elsewhere))
        receiver.answers = [500]
        tasks.tell_webhooks()
        later(webhook)
        tasks.tell_webhooks()
        assert [sent.said for sent in receiver.got] == [{"type": "resync"}] * 2
        assert receiver.got[0].id == receiver.got[1].id
        post = PostFactory(visibility="public")
        tasks.tell_webhooks()
        assert receiver.told == [("created", str(post.pk))]

    def test_a_client_without_a_key_is_told_nothing(self, cast, webhook, receiver):
        ApiClient.objects.filter(pk=cast.robo.pk).update(revoked_at=timezone.now())
        PostFactory(visibility="public")
        tasks.tell_webhooks()
        assert receiver.got == []


class TestBreakingOff:
    def test_a_task_that_is_killed_after_sending_sends_the_same_again(self, webhook, receiver):
        post = PostFactory(visibility="public")
        with transaction.atomic():
            sending.send_next(webhook_id=webhook.pk)
            transaction.set_rollback(True)
        assert WebhookDelivery.objects.count() == 0
        tasks.tell_webhooks()
        first, second = receiver.got
        assert (first.id, first.body) == (second.id, second.body)
        assert receiver.told == [("created", str(post.pk))] * 2

    def test_what_changed_meanwhile_is_another_message(self, webhook, receiver):
        receiver.answers = [503]
        one = PostFactory(visibility="public")
        tasks.tell_webhooks()
        two = PostFactory(visibility="public")
        later(webhook)
        tasks.tell_webhooks()
        first, second = receiver.got
        assert first.id != second.id
        assert [line["id"] for line in second.said["data"]] == [str(one.pk), str(two.pk)]

    def test_a_task_that_is_killed_in_its_own_process_is_done_again(self, webhook, receiver):
        """SIGKILL between the answer and the commit: the connection dies with its transaction."""
        PostFactory(visibility="public")

        def end_its_connection(sent):
            if len(receiver.got) == 1:
                with connection.cursor() as cursor:  # of this thread: another one than the sender's
                    cursor.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                        " AND state = 'idle in transaction'"
                    )
                connection.close()

        receiver.ears = [end_its_connection]
        with pytest.raises(Exception, match=r"terminat|closed"):
            sending.send_next(webhook_id=webhook.pk)
        connection.close()
        tasks.tell_webhooks()
        assert receiver.got[0].id == receiver.got[1].id
        assert fresh(webhook).taken == 1

    def test_of_two_at_once_the_second_does_nothing(self, webhook, receiver):
        PostFactory(visibility="public")
        found = []

        def another(sent):
            found.append(sending.send_next(webhook_id=webhook.pk))
            connection.close()

        receiver.ears = [another]
        tasks.tell_webhooks()
        assert (found, len(receiver.got)) == ([False], 1)

    @pytest.mark.parametrize("status", [302, 307, 400, 500])
    def test_what_is_not_taken_waits_longer_each_time(self, webhook, receiver, status):
        receiver.answers = [status] * 3
        PostFactory(visibility="public")
        waits = []
        for _ in range(3):
            tasks.tell_webhooks()
            waits.append(fresh(webhook).due_at - timezone.now())
            tasks.tell_webhooks()  # not yet
            later(webhook)
        assert len(receiver.got) == 3
        assert waits[0] <= timedelta(seconds=30)
        assert waits[2] > timedelta(seconds=45)
        assert [row.status for row in WebhookDelivery.objects.all()] == [status] * 3
        tasks.tell_webhooks()
        assert (fresh(webhook).failures, fresh(webhook).failing_since) == (0, None)

    def test_a_receiver_that_is_not_there_is_logged(self, webhook):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            Webhook.objects.update(address=f"http://127.0.0.1:{unused.getsockname()[1]}/")
            PostFactory(visibility="public")
            tasks.tell_webhooks()
        delivery = WebhookDelivery.objects.get()
        assert (delivery.status, delivery.trouble, delivery.outcome) == (
            *(None, "Connection refused", "Connection refused"),
        )


class TestSwitchingOff:
    def test_after_five_days_it_is_switched_off_and_its_director_told_once(self, cast, receiver):
        client = ApiKeyFactory(client__organisation=organisation_of(cast.host)).client
        webhook, _ = services.register_webhook(
            client=client, address=receiver.url, collections=["posts"], by=cast.actor("asha")
        )
        receiver.answers = [500] * 3
        post = PostFactory(visibility="public")
        tasks.tell_webhooks()
        assert fresh(webhook).disabled_at is None
        later(webhook, failing_since=timezone.now() - timedelta(days=5))
        for _ in range(3):
            tasks.tell_webhooks()
        assert fresh(webhook).disabled_at is not None
        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            ([cast.asha.email], f"A webhook of {client.name} was switched off")
        ]
        assert f"/accounts/clients/{client.pk}/webhooks/{webhook.pk}/" in mail.outbox[0].body
        receiver.answers = []
        services.switch_on(webhook=webhook, by=cast.actor("asha"))
        tasks.tell_webhooks()
        assert receiver.told[-1] == ("created", str(post.pk))

    def test_a_receiver_that_says_it_is_gone_is_believed(self, webhook, receiver):
        receiver.answers = [410]
        PostFactory(visibility="public")
        tasks.tell_webhooks()
        assert fresh(webhook).disabled_at is not None

    def test_one_that_is_on_again_when_its_letter_would_go_is_not_told_of(self, cast, webhook):
        then = timezone.now()
        Webhook.objects.update(disabled_at=then, failing_since=then, failures=1)
        services.switch_on(webhook=webhook, by=cast.actor("gwen"))
        tasks.tell_of_disabled(webhook.pk)
        assert (mail.outbox, fresh(webhook).told_at) == ([], None)

    def test_one_that_was_off_for_too_long_reads_everything_anew(self, cast, webhook, receiver):
        then = timezone.now() - timedelta(days=85)
        Webhook.objects.update(disabled_at=then, failing_since=then, failures=1, told_at=then)
        services.switch_on(webhook=webhook, by=cast.actor("gwen"))
        tasks.tell_webhooks()
        assert [sent.said["type"] for sent in receiver.got] == ["resync"]

    def test_one_that_is_on_cannot_be_switched_on(self, cast, webhook):
        with pytest.raises(DomainError, match="switched on already"):
            services.switch_on(webhook=webhook, by=cast.actor("gwen"))


class TestSecrets:
    def test_for_the_overlap_a_message_is_signed_with_both(self, cast, registered, receiver):
        webhook, old = registered
        webhook, new = services.rotate_secret(webhook=webhook, overlap=timedelta(days=7), by=cast.actor("gwen"))
        services.send_test(webhook=webhook, by=cast.actor("gwen"))
        assert [receiver.got[0].is_signed_by(secret) for secret in (old, new)] == [True, True]
        Webhook.objects.update(old_until=timezone.now())
        services.send_test(webhook=fresh(webhook), by=cast.actor("gwen"))
        assert [receiver.got[1].is_signed_by(secret) for secret in (old, new)] == [False, True]
        services.forget_old_deliveries()
        assert fresh(webhook).sealed_old_secret == ""

    def test_without_overlap_the_old_one_ends_now(self, cast, registered, receiver):
        webhook, old = registered
        webhook, _ = services.rotate_secret(webhook=webhook, overlap=timedelta(), by=cast.actor("gwen"))
        services.send_test(webhook=webhook, by=cast.actor("gwen"))
        assert receiver.got[0].is_signed_by(old) is False

    def test_the_overlap_is_two_weeks_at_most(self, cast, webhook):
        with pytest.raises(DomainError, match="14 days at most"):
            services.rotate_secret(webhook=webhook, overlap=timedelta(days=15), by=cast.actor("gwen"))

    def test_no_secret_stands_in_the_database(self, registered):
        _, secret = registered
        with connection.cursor() as cursor:
            cursor.execute("SELECT w::text FROM accounts_webhook w UNION SELECT e::text FROM accounts_webhookevent e")
            kept = "".join(row[0] for row in cursor.fetchall())
        assert secret not in kept
        assert secret.removeprefix("whsec_") not in kept

    def test_a_secret_that_cannot_be_opened_is_said(self, cast, webhook, receiver):
        Webhook.objects.update(sealed_secret="spoilt")
        delivery = services.send_test(webhook=fresh(webhook), by=cast.actor("gwen"))
        assert delivery.trouble.startswith("The hub cannot read the secret of this webhook")
        assert receiver.got == []

    def test_a_test_tells_nothing_and_moves_nothing(self, cast, webhook, receiver):
        PostFactory(visibility="public")
        delivery = services.send_test(webhook=webhook, by=cast.actor("gwen"))
        assert (delivery.outcome, receiver.got[0].said) == ("answered 204", {"type": "ping"})
        assert fresh(webhook).taken == 0


def test_the_log_is_kept_for_thirty_days(cast, webhook, receiver):
    for days in (29, 31):
        delivery = services.send_test(webhook=webhook, by=cast.actor("gwen"))
        WebhookDelivery.objects.filter(pk=delivery.pk).update(at=timezone.now() - timedelta(days=days))
    tasks.keep_order_of_changes()
    assert WebhookDelivery.objects.count() == 1
