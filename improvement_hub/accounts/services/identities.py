"""People of an organisation's own sign-in provider: what its claims grant them, and how it lets go of them."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts import oidc, providers
from improvement_hub.accounts.models import Identity, Membership, Organisation, Person
from improvement_hub.accounts.roles import Basis, Role
from improvement_hub.accounts.services.access import end_identity, end_sessions, revoke_tokens, sign_out_everywhere
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.accounts.services.memberships import begin, end_now, organisation_of
from improvement_hub.core.actor import Actor
from improvement_hub.core.audit import acting_as
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.errors import DomainError
from improvement_hub.core.sealing import seal, unseal
from improvement_hub.core.services import lock, store
from improvement_hub.councils.models import Council, Region

log = logging.getLogger(__name__)

ASKED_EVERY = timedelta(hours=1)
LASTS = timedelta(hours=24)  # without an answer of the provider
PURPOSE = "sign-in providers"


def arrive(*, provider, claims, refresh_token="") -> Person:
    """The person that a provider's token names, with the roles that it grants, no more and no fewer.

    Whoever is new is taken in; a colleague who was invited is known by their address. Raises DomainError, whose
    sentence says whom to ask.
    """
    with acting_as(door_of(provider)):
        person = admitted(provider, claims, refresh_token)
    if person is None:
        raise DomainError(f"{provider.name} gives you no role in the hub. Ask those who run its sign-in for one.")
    return person


def door_of(provider) -> Actor:
    return Actor(kind="provider", name=provider.name, acting=(provider.id,))


@transaction.atomic
def admitted(provider, claims, refresh_token):
    """As `arrive`; None for someone without any role, whose earlier ones have ended by then."""
    organisation, grants = organisation_for(provider), provider.grants(claims)
    person = known_person(provider, claims, organisation)
    if person is None:
        if not grants:
            return None
        person = new_person(claims, organisation)
    bring_in_line(person, provider, organisation, grants)
    if not person.memberships.current().exists():
        sign_out_everywhere(person=person)
        return None
    remember(person, provider, claims["sub"], refresh_token)
    return open_account(person, provider)


def organisation_for(provider) -> Organisation:
    if provider.organisation == providers.HUB:
        return home_of(None)
    if providers.is_council(provider.organisation):
        council = Council.objects.filter(identifiers__value=provider.organisation).first()
        found = organisation_of(council) if council else None
    else:
        kind = Organisation.Kind.PARTNER
        found = Organisation.objects.filter(kind=kind, name__iexact=provider.organisation).first()
    if found is None:
        log.error("Provider %s answers for %s, which the hub does not know.", provider.id, provider.organisation)
        raise DomainError(f"{provider.name} is not set up completely. Tell those who run this hub.")
    return found


def known_person(provider, claims, organisation):
    """By the subject, which the provider gives to nobody else; the first time by the address.

    An address proves nothing outside the organisation whose provider says it, and it may have been given to a
    successor: so both a person of elsewhere and one with another subject are refused. See `check_address` too.
    """
    identity = Identity.objects.select_for_update(of=("self",)).filter(provider=provider.id, subject=claims["sub"])
    if found := identity.first():
        person = found.person
    else:
        person = Person.objects.filter(email__iexact=address_of(provider, claims)).first()
        if person and person.identities.filter(provider=provider.id).exists():
            raise DomainError(
                f"Another account of {provider.name} has used your e-mail address here. Ask those who run this hub."
            )
    if person and person.organisation_id != organisation.pk:
        raise DomainError(
            f"Your e-mail address belongs to someone of another organisation than {organisation}. "
            "Sign in as you did before, or ask those who run this hub."
        )
    if person and not found:
        check_address(person, provider, claims.get("email_verified"))
    return person and lock(person)


WEIGHTY = (Role.DIRECTOR, Role.LEAD, Role.ADMINISTRATOR)


def check_address(person, provider, verified):
    """Refuse to link by an address that the provider does not stand for.

    One that says nothing of that (`verified` is None) links nobody who was invited to a role that weighs much.
    """
    if verified is True:
        return
    invited = person.memberships.standing().filter(role__in=WEIGHTY, granted_by="")
    if verified is not None or invited.exists():
        raise DomainError(
            f"{provider.name} did not confirm that your e-mail address is yours, and it has an account here already. "
            "Ask those who run this hub."
        )


def address_of(provider, claims) -> str:
    address = str(claims.get("email") or claims.get("preferred_username") or "").strip().lower()
    try:
        validate_email(address)
        Person._meta.get_field("email").run_validators(address)
    except ValidationError as error:
        raise DomainError(f"{provider.name} did not say your e-mail address. Ask those who run its sign-in.") from error
    return address


def new_person(claims, organisation):
    email = str(claims.get("email") or claims.get("preferred_username")).strip().lower()
    person = Person(email=email, name=name_of(claims, email), organisation=organisation)
    person.set_unusable_password()
    return store(person)


def name_of(claims, email) -> str:
    """As the provider writes it, unless it holds what no name here may."""
    name = str(claims.get("name") or "").strip()[:120]
    try:
        refuse_child_level(name)
    except ValidationError:
        name = ""
    return name or email.partition("@")[0][:120]


def bring_in_line(person, provider, organisation, grants):
    """The memberships that this provider gives, as its claims have them now; those by invitation stay."""
    for role, council_id, region_id in sorted(take_back(person, provider, organisation, grants), key=str):
        give(person, provider, role=role, council_id=council_id, region_id=region_id)


def take_back(person, provider, organisation, grants) -> set[tuple]:
    """End what this provider gave and gives no more; returns what it gives besides, as (role, council, region)."""
    wanted = {(grant.role, *scope_of(grant, organisation)) for grant in grants}
    given = Membership.objects.select_for_update(of=("self",)).filter(person=person, granted_by=provider.id)
    for membership in given.standing():
        kept = (Role(membership.role), membership.council_id, membership.region_id)
        if kept in wanted:
            wanted.discard(kept)
        else:
            end_now(membership)
    return wanted


def scope_of(grant, organisation):
    """(council, region) by id."""
    if not grant.region:
        return organisation.council_id, None
    region = Region.objects.filter(slug=grant.region).first()
    if region is None:
        raise DomainError(f"No region is known as “{grant.region}”. Tell those who run this hub.")
    return None, region.pk


def give(person, provider, **role_and_scope):
    """A new membership from today; one that came by invitation is the provider's from now on."""
    today = timezone.localdate()
    same = person.memberships.filter(**role_and_scope).standing().order_by("starts_on")
    held, coming = same.on(today).first(), same.filter(starts_on__gt=today).first()
    if held is None:
        last = coming.starts_on - timedelta(days=1) if coming else None
        begin(Membership(person=person, **role_and_scope, ends_on=last, granted_by=provider.id))
    elif held.basis == Basis.SUBSTANTIVE:
        held.granted_by = provider.id
        store(held)


def remember(person, provider, subject, refresh_token):
    """That the provider vouched for them just now."""
    identity = person.identities.filter(provider=provider.id).first()
    identity = identity or Identity(person=person, provider=provider.id, subject=subject)
    identity.refresh_token = seal(refresh_token, purpose=PURPOSE) if refresh_token else ""
    identity.confirmed_at, identity.ended_at = timezone.now(), None
    return store(identity)


def open_account(person, provider):
    """Open, and without a password of its own, unless the hub's operator lets this provider's people have one."""
    if not provider.passwords and person.has_usable_password():
        person.set_unusable_password()
    if not person.is_active:
        revoke_tokens(person=person)
    person.is_active = True
    return store(person)


def due_for_a_check(now=None):
    """Identities whose provider has not been asked for an hour."""
    return Identity.objects.in_force().filter(confirmed_at__lt=(now or timezone.now()) - ASKED_EVERY)


def check_with_provider(*, identity):
    """Ask the provider whether this person is still there, and as what; without an answer, wait for a day."""
    provider = providers.every().get(identity.provider)
    try:
        confirm(identity, provider, *asked(identity, provider))
    except oidc.Removed:
        let_go(identity=identity, because="the provider no longer lets them in")
    except (oidc.Unreachable, oidc.Untrusted, DomainError) as silence:
        outlast(identity, silence)


def asked(identity, provider):
    """(claims, refresh token) as of now; raises what `oidc` raises."""
    token = unseal(identity.refresh_token, purpose=PURPOSE) if identity.refresh_token else None
    if provider is None or token is None:
        raise oidc.Unreachable("nothing to ask it with")
    said = oidc.refreshed(provider, token)
    token = text_of(said, "refresh_token") or token
    keep(identity, token)
    claims = oidc.claims_of(provider, text_of(said, "id_token"))
    if claims["sub"] != identity.subject:
        raise oidc.Untrusted("it speaks of someone else")
    return claims, token


def text_of(said, name) -> str:
    return said[name] if isinstance(said.get(name), str) else ""


def keep(identity, token):
    """At once, since the one before is spent, whatever else the answer is worth; unless they signed in meanwhile."""
    same = Identity.objects.in_force().filter(pk=identity.pk, confirmed_at=identity.confirmed_at)
    same.update(refresh_token=seal(token, purpose=PURPOSE))


@transaction.atomic
def confirm(identity, provider, claims, refresh_token):
    """Roles are kept or end; new ones are given by signing in alone, so that no leaver gets theirs back by the hour."""
    if not is_as_seen(identity):
        return
    person = lock(identity.person)
    with acting_as(door_of(provider)):
        take_back(person, provider, organisation_for(provider), provider.grants(claims))
        remember(person, provider, identity.subject, refresh_token)
    if not person.memberships.current().exists():
        sign_out_everywhere(person=person)


def is_as_seen(identity) -> bool:
    """Whether nobody has signed in there, or left, since we asked."""
    same = Identity.objects.select_for_update(of=("self",)).in_force()
    return same.filter(pk=identity.pk, confirmed_at=identity.confirmed_at).exists()


@transaction.atomic
def let_go(*, identity, because):
    """What this provider gave ends at once, with sessions and applications' access; signing in there gives it back."""
    if not is_as_seen(identity):
        return
    with acting_as(Actor(kind="provider", name=identity.provider, acting=(identity.provider,)), because=because):
        for membership in Membership.objects.filter(person=identity.person, granted_by=identity.provider).standing():
            end_now(membership)
        end_identity(lock(identity))
    sign_out_everywhere(person=identity.person)
    log.warning("Access of %s ended: %s.", identity.person_id, because)


def signed_out_there(*, provider, subject):
    """The provider says that someone has signed out, or was signed out: their sessions here end with that."""
    identity = Identity.objects.filter(provider=provider.id, subject=subject).first()
    if identity:
        end_sessions(person=identity.person)


def outlast(identity, silence):
    """For a day after the provider last vouched for them all goes on; then it ends until the next sign-in."""
    log.warning("Provider %s gave no answer about %s: %s.", identity.provider, identity.person_id, silence)
    if timezone.now() - identity.confirmed_at > LASTS:
        let_go(identity=identity, because="no answer for a day")
