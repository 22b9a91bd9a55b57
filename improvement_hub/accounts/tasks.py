from io import StringIO

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from oauth2_provider.models import clear_expired

from improvement_hub.accounts.models import Invitation
from improvement_hub.accounts.services.invitations import deliver_invitation
from improvement_hub.accounts.services.memberships import close_accounts_without_membership
from improvement_hub.core.models import RepeatedRequest
from improvement_hub.core.writing.services import forget_old_words


@shared_task
def send_invitation(invitation_id):
    deliver_invitation(invitation=Invitation.objects.get(pk=invitation_id))


@shared_task
def send_waiting_invitations():
    """What a crash or a mail server kept back."""
    for invitation in Invitation.objects.open().filter(sent_at=None):
        send_invitation.delay(str(invitation.pk))


@shared_task
def forget_expired():
    """Sessions, tokens, answers kept for repeats and old unsaved words go; leavers' accounts close."""
    call_command("clearsessions")
    call_command("axes_reset_logs", age=settings.SIGN_IN_LOG_DAYS, stdout=StringIO())
    clear_expired()
    RepeatedRequest.objects.filter(created_at__lt=timezone.now() - RepeatedRequest.KEPT_FOR).delete()
    forget_old_words()
    close_accounts_without_membership()
