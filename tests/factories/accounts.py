from datetime import timedelta

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from improvement_hub.accounts.models import ApiCall, ApiClient, ApiKey, Invitation, Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from tests.factories.councils import CouncilFactory

PASSWORD = "four plain random words"


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A partner agency; a council's organisation comes from `organisation_of`."""

    class Meta:
        model = Organisation

    kind = Organisation.Kind.PARTNER
    name = factory.Sequence(lambda n: f"Partner agency {n}")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    organisation = factory.LazyFunction(lambda: organisation_of(CouncilFactory()))


class MembershipFactory(factory.django.DjangoModelFactory):
    """A director of the person's own council, unless told otherwise."""

    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    role = Role.DIRECTOR
    council = factory.LazyAttribute(
        lambda made: (
            made.person.organisation.council if made.role in (Role.DIRECTOR, Role.OFFICER, Role.EDITOR) else None
        )
    )


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    role = Role.OFFICER
    council = factory.SubFactory(CouncilFactory)
    organisation = factory.LazyAttribute(lambda made: organisation_of(made.council))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class ApiClientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiClient

    name = factory.Sequence(lambda n: f"Client {n}")
    organisation = factory.LazyFunction(lambda: organisation_of(CouncilFactory()))


class ApiCallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiCall

    client = factory.SubFactory(ApiClientFactory)
    at = factory.LazyFunction(timezone.now)
    method, route, status, milliseconds, bytes = "GET", "/api/v1/posts/", 200, 12, 2048


class ApiKeyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiKey

    client = factory.SubFactory(ApiClientFactory)
    digest = factory.Sequence(lambda n: f"{n:064d}")
    starts = "hub_test"
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
