from io import StringIO

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from oauth2_provider.models import clear_expired

from improvement_hub.accounts.models import Invitation
from improvement_hub.accounts.services import check_with_provider, due_for_a_check
from improvement_hub.accounts.services.access import forget_ended_sessions
from improvement_hub.accounts.services.calls import drain_calls, forget_old_calls
from improvement_hub.accounts.services.ending_keys import ending_soon, tell_of_ending_key
from improvement_hub.accounts.services.invitations import deliver_invitation
from improvement_hub.accounts.services.memberships import close_accounts_without_membership
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.audit import acting_as
from improvement_hub.core.models import RepeatedRequest
from improvement_hub.core.writing.services import forget_old_words


@shared_task
def send_invitation(invitation_id):
    with acting_as(CLOCK, task="send_invitation"):
        deliver_invitation(invitation=Invitation.objects.get(pk=invitation_id))


@shared_task
def send_waiting_invitations():
    """What a crash or a mail server kept back."""
    for invitation in Invitation.objects.open().filter(sent_at=None):
        send_invitation.delay(str(invitation.pk))


@shared_task
def ask_providers():
    """Whom a provider has vouched for longer ago than an hour, one task each: one that hangs holds up no other."""
    for identity in due_for_a_check():
        ask_provider.delay(str(identity.pk))


@shared_task
def ask_provider(identity_id):
    """A refresh token is good once, so nobody is asked about twice at a time."""
    if not cache.add(f"asking-provider:{identity_id}", True, 60):
        return
    identity = due_for_a_check().filter(pk=identity_id).select_related("person").first()
    if identity:
        check_with_provider(identity=identity)
    cache.delete(f"asking-provider:{identity_id}")


@shared_task
def forget_expired():
    """Sessions, tokens, answers kept for repeats, old calls and unsaved words go; leavers' accounts close."""
    call_command("clearsessions")
    forget_ended_sessions()
    call_command("axes_reset_logs", age=settings.SIGN_IN_LOG_DAYS, stdout=StringIO())
    clear_expired()
    RepeatedRequest.objects.filter(created_at__lt=timezone.now() - RepeatedRequest.KEPT_FOR).delete()
    forget_old_words()
    forget_old_calls()
    with acting_as(CLOCK, task="forget_expired"):
        close_accounts_without_membership()


@shared_task
def write_calls_down():
    drain_calls()


@shared_task
def tell_of_ending_keys():
    """One task each: a letter that cannot be sent keeps no other back."""
    for key in ending_soon():
        tell_of_one_key.delay(str(key.pk))


@shared_task
def tell_of_one_key(key_id):
    with acting_as(CLOCK, task="tell_of_one_key"):
        tell_of_ending_key(key_id=key_id)
