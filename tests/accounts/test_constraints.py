"""What the database itself refuses, whoever asks: one test per constraint of accounts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from oauth2_provider.models import Application

from improvement_hub.accounts.models import (
    ApiClient,
    ApiKey,
    Identity,
    Invitation,
    Membership,
    Organisation,
    Person,
    Webhook,
    WebhookDelivery,
)
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from improvement_hub.accounts.services.invitations import home_of
from tests.factories import (
    ApiCallFactory,
    ApiClientFactory,
    ApiKeyFactory,
    CouncilFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def refuses(name, write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    assert refused.value.__cause__.diag.constraint_name == name


def test_a_council_organisation_names_its_council():
    name = "a_council_organisation_names_its_council"
    refuses(name, lambda: Organisation.objects.create(kind="council", name="X"))
    refuses(name, lambda: Organisation.objects.create(kind="partner", name="X", council=CouncilFactory()))


def test_only_a_partner_is_an_agency():
    refuses("only_a_partner_is_an_agency", lambda: Organisation.objects.create(kind="hub", name="X", agency="police"))
    assert OrganisationFactory(agency="police").get_agency_display() == "Police"


def test_there_is_one_hub():
    home_of(None)
    refuses("there_is_one_hub", lambda: Organisation.objects.create(kind="hub", name="Another"))
    assert home_of(None).name == "Improvement Hub"


def test_a_council_is_one_organisation():
    council = CouncilFactory()
    assert organisation_of(council) == organisation_of(council)
    refuses(
        "accounts_organisation_council_id_key",
        lambda: Organisation.objects.create(kind="council", name="X", council=council),
    )


def test_an_organisation_is_named_once():
    taken = OrganisationFactory()
    refuses("accounts_organisation_name_key", lambda: OrganisationFactory(name=taken.name))


def test_an_email_signs_in_one_person():
    PersonFactory(email="asha@example.org")
    refuses("an_email_signs_in_one_person", lambda: PersonFactory(email="ASHA@Example.org"))


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.OFFICER, Role.EDITOR])
def test_a_council_role_needs_a_council(role):
    refuses("a_role_has_its_scope", lambda: MembershipFactory(role=role, council=None))


def test_a_role_has_no_other_scope():
    region = CouncilFactory().region
    name = "a_role_has_its_scope"
    refuses(name, lambda: MembershipFactory(role=Role.DIRECTOR, region=region))
    refuses(name, lambda: MembershipFactory(role=Role.LEAD))
    refuses(name, lambda: MembershipFactory(role=Role.LEAD, council=CouncilFactory(), region=region))
    refuses(name, lambda: MembershipFactory(role=Role.ADMINISTRATOR, region=region))
    refuses(name, lambda: MembershipFactory(role=Role.PARTNER, council=CouncilFactory()))


def test_a_membership_ends_after_it_starts():
    refuses("membership_ends_after_it_starts", lambda: MembershipFactory(ends_on=TODAY - timedelta(days=1)))
    assert MembershipFactory(ends_on=TODAY).ends_on == TODAY


@pytest.mark.parametrize("basis", ["interim", "delegate"])
def test_interims_and_delegates_have_an_end(basis):
    someone = PersonFactory() if basis == "delegate" else None
    refuses("interims_and_delegates_have_an_end", lambda: MembershipFactory(basis=basis, on_behalf_of=someone))


def test_a_delegate_acts_for_someone_else():
    name, person = "a_delegate_acts_for_someone_else", PersonFactory()
    refuses(name, lambda: MembershipFactory(basis="delegate", ends_on=TODAY))
    refuses(name, lambda: MembershipFactory(basis="delegate", ends_on=TODAY, person=person, on_behalf_of=person))
    refuses(name, lambda: MembershipFactory(basis="interim", ends_on=TODAY, on_behalf_of=person))


def test_an_invitation_has_its_scope():
    hub = home_of(None)
    name = "an_invitation_has_its_scope"
    refuses(name, lambda: InvitationFactory(council=None, organisation=hub))
    refuses(name, lambda: InvitationFactory(role=Role.LEAD))
    refuses(name, lambda: InvitationFactory(role=Role.ADMINISTRATOR))


def test_an_invited_role_ends_after_it_starts():
    name, yesterday = "an_invited_role_ends_after_it_starts", TODAY - timedelta(days=1)
    refuses(name, lambda: InvitationFactory(starts_on=TODAY, ends_on=yesterday))
    assert InvitationFactory(starts_on=TODAY, ends_on=TODAY).ends_on == TODAY


def test_an_invitation_is_accepted_by_someone_at_some_time():
    name, now, person = "accepted_by_someone_at_some_time", timezone.now(), PersonFactory()
    refuses(name, lambda: InvitationFactory(accepted_at=now))
    refuses(name, lambda: InvitationFactory(accepted_by=person))
    refuses(name, lambda: InvitationFactory(accepted_at=now, accepted_by=person, withdrawn_at=now))


def test_one_invitation_is_open_per_address_role_and_scope():
    open_one = InvitationFactory(email="new@example.org")
    again = {"email": "NEW@example.org", "council": open_one.council}
    refuses("one_open_invitation_per_role", lambda: InvitationFactory(**again))
    assert InvitationFactory(**again, role=Role.EDITOR).role == Role.EDITOR
    assert InvitationFactory(**again, withdrawn_at=timezone.now()).is_open is False


def test_one_open_invitation_holds_without_a_scope_too():
    hub = home_of(None)
    given = {"email": "new@example.org", "role": Role.ADMINISTRATOR, "council": None, "organisation": hub}
    InvitationFactory(**given)
    refuses("one_open_invitation_per_role", lambda: InvitationFactory(**given))


def test_client_names_and_keys_are_unique():
    taken = ApiClientFactory()
    refuses("accounts_apiclient_name_key", lambda: ApiClientFactory(name=taken.name))
    key = ApiKeyFactory()
    refuses("accounts_apikey_digest_key", lambda: ApiKeyFactory(digest=key.digest))


def test_a_key_is_plain_or_of_oauth_and_never_both_or_neither(db):
    application = Application.objects.create(client_type="confidential", authorization_grant_type="client-credentials")
    refuses("a_key_is_plain_or_of_oauth", lambda: ApiKeyFactory(application=application))
    refuses("a_key_is_plain_or_of_oauth", lambda: ApiKeyFactory(digest=None))
    assert ApiKeyFactory(digest=None, application=application).get_kind() == "OAuth client"


def test_a_call_is_of_a_client_or_a_person(db):
    refuses("a_call_was_made_by_a_client_or_a_person", lambda: ApiCallFactory(client=None))


def test_a_role_is_held_once_at_a_time():
    day = timedelta(days=1)
    held = MembershipFactory(ends_on=TODAY + 9 * day)
    same = {"person": held.person, "council": held.council}
    refuses("a_role_is_held_once_at_a_time", lambda: MembershipFactory(**same, starts_on=held.ends_on))
    assert MembershipFactory(**same, starts_on=held.ends_on + day).starts_on == held.ends_on + day
    MembershipFactory(person=held.person, council=CouncilFactory())
    MembershipFactory(**same, role=Role.EDITOR)
    lead = {"person": held.person, "role": Role.LEAD}
    MembershipFactory(**lead, region=held.council.region)
    MembershipFactory(**lead, region=CouncilFactory().region)
    refuses("a_role_is_held_once_at_a_time", lambda: MembershipFactory(**lead, region=held.council.region))


def test_a_provider_knows_a_person_once_and_one_person_by_a_subject():
    known = {"provider": "northmoor", "subject": "1", "person": PersonFactory(), "confirmed_at": timezone.now()}
    Identity.objects.create(**known)
    other = {**known, "person": PersonFactory()}
    refuses("a_provider_knows_one_person_by_a_subject", lambda: Identity.objects.create(**other))
    refuses("a_provider_knows_a_person_once", lambda: Identity.objects.create(**known | {"subject": "2"}))


def test_every_constraint_that_accounts_declares_is_tested_here():
    declared = {
        constraint.name
        for model in (
            Webhook,
            WebhookDelivery,
            ApiClient,
            ApiKey,
            Identity,
            Invitation,
            Membership,
            Organisation,
            Person,
        )
        for constraint in model._meta.constraints
    }
    with open(__file__) as this:
        words = this.read()
    assert {name for name in declared if f'"{name}"' not in words} == set()


def test_a_webhook_is_told_once_of_something():
    client = ApiClientFactory()
    webhook = webhook_of(client)
    refuses("an_address_is_told_once", lambda: webhook_of(client))
    refuses("a_webhook_tells_of_something", lambda: webhook_of(client, address="https://b.example/", collections=[]))
    refuses("an_old_secret_has_its_end", lambda: Webhook.objects.filter(pk=webhook.pk).update(sealed_old_secret="x"))
    refuses("what_fails_fails_since_then", lambda: Webhook.objects.filter(pk=webhook.pk).update(failures=1))


def webhook_of(client, **more):
    said = {"address": "https://a.example/", "collections": ["posts"], "sealed_secret": "x"}
    return Webhook.objects.create(client=client, **said | more)


def test_a_delivery_was_answered_or_was_not():
    webhook = webhook_of(ApiClientFactory())
    name = "a_delivery_has_an_answer_or_not"
    said = {"webhook": webhook, "message": "msg_1", "kind": "ping", "milliseconds": 1}
    refuses(name, lambda: WebhookDelivery.objects.create(**said))
    refuses(name, lambda: WebhookDelivery.objects.create(**said, status=204, trouble="Connection refused"))
