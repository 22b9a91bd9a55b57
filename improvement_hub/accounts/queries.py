"""What the pages about people show, each with all that a row of it needs."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, Prefetch, Q, Sum
from django.db.models.functions import Lower, TruncDate
from django.utils import timezone
from oauth2_provider.models import AccessToken, RefreshToken

from improvement_hub.accounts import providers
from improvement_hub.accounts.actors import weighs_much
from improvement_hub.accounts.models import (
    ApiCall,
    ApiClient,
    ApiKey,
    Identity,
    Invitation,
    Membership,
    Organisation,
    Person,
)
from improvement_hub.accounts.roles import Role
from improvement_hub.councils.models import Council, Region

CALLS_SHOWN = timedelta(days=7)


def people_list(actor):
    """People with those of their roles of today, and to come, that this actor may see."""
    roles = Membership.objects.visible_to(actor).standing().select_related("council", "region")
    people = Person.objects.visible_to(actor).select_related("organisation")
    return people.prefetch_related(Prefetch("memberships", roles))


def memberships_of(person, actor):
    visible = Membership.objects.visible_to(actor).filter(person=person)
    return visible.select_related("council", "region", "on_behalf_of", "person__organisation")


def invitation_list(actor):
    return Invitation.objects.visible_to(actor).select_related("council", "region", "organisation", "invited_by")


def invitations_to(actor):
    """Open invitations to this person's own address; the link that accepts one is in its e-mail alone."""
    own = Person.objects.filter(pk=actor.pk).values(address=Lower("email"))
    rows = Invitation.objects.open().alias(address=Lower("email")).filter(address__in=own)
    return rows.select_related("council", "region", "organisation", "invited_by").order_by("expires_at")


def client_list(actor):
    """With their keys, the newest first."""
    return ApiClient.objects.visible_to(actor).select_related("organisation__council").prefetch_related("keys")


def key_list(actor):
    keys = ApiKey.objects.visible_to(actor)
    return keys.select_related("client__organisation__council", "application").order_by("created_at", "id")


def keys_of(client, actor):
    """The newest first."""
    return key_list(actor).filter(client=client).order_by("-created_at", "id")


def organisations_one_keeps(actor):
    """Those for which this actor registers partners' systems."""
    every = Organisation.objects.select_related("council")
    return every if actor.administers else every.filter(council__in=actor.directs)


def call_list(actor):
    """What was asked with keys and tokens, the latest first."""
    return ApiCall.objects.visible_to(actor).select_related("client", "key", "person").order_by("-at", "id")


def calls_by_day(client, actor):
    """Of each of the last seven days with calls, the latest first: how many, how many of them refused, how much."""
    since = timezone.now() - CALLS_SHOWN
    calls = ApiCall.objects.visible_to(actor).filter(client=client, at__gt=since).order_by()
    days = calls.annotate(day=TruncDate("at")).values("day")
    refused = Count("pk", filter=Q(status__gte=400))
    return days.annotate(calls=Count("pk"), refused=refused, bytes=Sum("bytes")).order_by("-day")


def invitation_by_token(token_digest):
    return (
        Invitation.objects.filter(token_digest=token_digest).select_related("council", "region", "organisation").first()
    )


def roles_one_may_give(actor):
    """Choices for an invitation by this actor, as (value, label)."""
    given = [Role.DIRECTOR, Role.OFFICER, Role.EDITOR, Role.PARTNER]
    if actor.leads or actor.administers:
        given.insert(3, Role.LEAD)
    if actor.administers:
        given.append(Role.ADMINISTRATOR)
    return [(role.value, role.label) for role in given]


def councils_one_may_staff(actor):
    if actor.administers:
        return Council.objects.in_being()
    return Council.objects.in_being().filter(pk__in=actor.directs) | Council.objects.in_being().filter(
        region__in=actor.leads
    )


def regions_one_may_staff(actor):
    return Region.objects.all() if actor.administers else Region.objects.filter(pk__in=actor.leads)


def partner_agencies():
    return Organisation.objects.filter(kind=Organisation.Kind.PARTNER)


def possible_successors(person, actor):
    """Active people, of those this actor sees, who run every council the leaver acts for."""
    runs = Membership.objects.current().filter(role__in=[Role.DIRECTOR, Role.OFFICER])
    theirs = Membership.objects.filter(person=person).to_hand_over()  # all, not those that a list has at hand
    councils = set(theirs.exclude(council=None).values_list("council", flat=True))
    people = Person.objects.visible_to(actor).filter(is_active=True).exclude(pk=person.pk)
    for council in councils:
        people = people.filter(pk__in=runs.filter(council=council).values("person"))
    return people


def authenticators_of(person):
    """Their second factors, the oldest first; recovery codes stand in for one that is lost."""
    return Authenticator.objects.filter(user=person).order_by("created_at")


def has_second_factor(person) -> bool:
    return authenticators_of(person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def will_need_second_factor(actor) -> bool:
    """By a role of today, or by one to come."""
    standing = Membership.objects.standing().filter(person=actor.pk)
    return any(
        weighs_much(membership) for membership in standing.select_related("council", "region", "person__organisation")
    )


def is_last_second_factor(authenticator) -> bool:
    factors = authenticators_of(authenticator.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return not factors.exclude(pk=authenticator.pk).exists()


def provider_of(person):
    """The sign-in provider that manages this person's account, or None."""
    known = providers.every()
    theirs = Identity.objects.filter(person=person, provider__in=known) if known else []
    return next((known[identity.provider] for identity in theirs), None)


def may_use_password(person) -> bool:
    provider = provider_of(person)
    return provider is None or provider.passwords


def sessions_of(person):
    """Browsers in which they are signed in now, in the order in which they signed in."""
    open_ones = Session.objects.filter(expire_date__gt=timezone.now())
    return UserSession.objects.filter(user=person, session_key__in=open_ones.values("pk")).order_by("created_at")


def has_applications(person) -> bool:
    """Whether an application may hold a token to act in their name."""
    return any(model.objects.filter(user=person).exists() for model in (AccessToken, RefreshToken))
