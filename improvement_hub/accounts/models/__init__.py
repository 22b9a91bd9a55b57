"""People, the organisations they belong to, what they may act for and until when; API clients, keys and calls."""

from improvement_hub.accounts.models.calls import ApiCall
from improvement_hub.accounts.models.clients import ApiClient, ApiKey
from improvement_hub.accounts.models.identities import Identity
from improvement_hub.accounts.models.invitations import Invitation
from improvement_hub.accounts.models.organisations import Organisation
from improvement_hub.accounts.models.people import Membership, Person
from improvement_hub.accounts.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "ApiCall",
    "ApiClient",
    "ApiKey",
    "Identity",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "Webhook",
    "WebhookDelivery",
]
