"""The e-mail of an invitation: what is in it, that it is sent once, and that it waits while the mail is down."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts import tasks
from improvement_hub.accounts.models import Invitation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import deliver_invitation, invite, withdraw_invitation
from tests.accounts.letters import DOWN, html_of, links_in


@pytest.fixture
def ask(cast, django_capture_on_commit_callbacks):
    """Asha invites; what happens after the commit happens too."""

    def ask(email="new@example.org", **scope):
        with django_capture_on_commit_callbacks(execute=True):
            return invite(
                **{"email": email, "role": Role.EDITOR, "council": cast.host, "by": cast.actor("asha"), **scope}
            )

    return ask


def test_the_email_leaves_after_the_commit(cast, mailoutbox):
    invite(email="new@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    assert mailoutbox == []


def test_the_email_has_one_link_in_words_and_in_html(ask, mailoutbox, client):
    ask()
    [email] = mailoutbox
    [link] = links_in(email.body)
    assert (email.to, email.subject) == (["new@example.org"], "Join the Improvement Hub as editor")
    assert links_in(html_of(email)) == [link]
    assert "Asha invites you to join the Improvement Hub as editor, Ashby." in email.body
    assert client.get(link).status_code == 200


def test_an_email_of_the_operator_names_nobody(cast, ask, mailoutbox):
    ask(by=None)
    [email] = mailoutbox
    assert "You are invited to join the Improvement Hub as editor, Ashby." in email.body
    assert "You are invited to join" in html_of(email)


def test_names_are_escaped_in_html_and_plain_in_words(cast, ask, mailoutbox):
    cast.asha.name = "Asha <b>O'Neil</b>"
    cast.asha.save()
    ask()
    [email] = mailoutbox
    assert "Asha <b>O'Neil</b> invites you" in email.body
    assert "Asha &lt;b&gt;O&#x27;Neil&lt;/b&gt; invites you" in html_of(email)


def test_only_the_digest_of_the_link_is_stored(ask, mailoutbox):
    invitation = ask()
    invitation.refresh_from_db()
    token = links_in(mailoutbox[0].body)[0].split("/")[-2]
    stored = {str(value) for value in Invitation.objects.values_list().get()}
    assert token not in stored
    assert len(invitation.token_digest) == 64


def test_the_task_sends_once_however_often_it_runs(ask, mailoutbox, client):
    invitation = ask()
    tasks.send_invitation(str(invitation.pk))
    tasks.send_waiting_invitations()
    deliver_invitation(invitation=invitation)
    assert len(mailoutbox) == 1
    assert client.get(links_in(mailoutbox[0].body)[0]).status_code == 200


def test_while_the_mail_server_is_down_the_invitation_waits_and_is_sent_later(ask, settings, mailoutbox, client):
    settings.EMAIL_BACKEND = DOWN
    invitation = ask()
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.token_digest, invitation.is_open) == (None, "", True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.send_waiting_invitations()
    invitation.refresh_from_db()
    assert [email.to for email in mailoutbox] == [["new@example.org"]]
    assert invitation.sent_at is not None
    assert client.get(links_in(mailoutbox[0].body)[0]).status_code == 200


def test_the_page_answers_although_the_mail_server_is_down(cast, sign_in, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = DOWN
    typed = {"email": "new@example.org", "role": "editor", "council": cast.host.pk, "basis": "substantive"}
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(cast.asha).post(reverse("invite"), typed)
    assert (response.status_code, Invitation.objects.get().sent_at) == (302, None)


def test_a_failure_leaves_the_link_of_before_in_force(cast, settings, client):
    invitation = invite(email="new@example.org", role=Role.EDITOR, council=cast.host, send=False)
    settings.EMAIL_BACKEND = DOWN
    with pytest.raises(SMTPServerDisconnected):
        deliver_invitation(invitation=invitation)
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.token_digest) == (None, "")


def test_neither_withdrawn_nor_expired_invitations_are_sent(cast, mailoutbox, time_machine):
    withdrawn = invite(email="a@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    withdraw_invitation(invitation=withdrawn, by=cast.actor("asha"))
    expired = invite(email="b@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)
    tasks.send_waiting_invitations()
    assert [deliver_invitation(invitation=one) for one in (withdrawn, expired)] == [None, None]
    assert mailoutbox == []
