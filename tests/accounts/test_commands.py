"""What the operator does at the command line: good input does it, bad input gets one clear sentence."""

import hashlib
import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from oauth2_provider.models import Application

from improvement_hub.accounts.callers import caller_by_key
from improvement_hub.accounts.models import ApiClient, ApiKey, Invitation, Organisation
from improvement_hub.accounts.services import add_key
from improvement_hub.core.actor import OPERATOR
from tests.accounts.letters import links_in
from tests.factories import ApiKeyFactory, CouncilFactory, IdentifierFactory, OrganisationFactory, RegionFactory


def run(*command):
    """(standard output, standard error)."""
    out, err = StringIO(), StringIO()
    call_command(*command, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_first_administrator_comes_in_by_the_printed_link(db, client):
    words, _ = run("invite", "gwen@example.org", "--role", "administrator")
    assert words.startswith("Invited gwen@example.org as administrator for Improvement Hub.\n")
    [link] = links_in(words)
    client.post(link, {"name": "Gwen", "password": "seven green kettles sing"})
    assert "Set up a second factor" in client.get("/accounts/", follow=True).content.decode()


@pytest.mark.parametrize("scheme", ["gss", "dfe"])
def test_a_council_is_named_by_any_of_its_codes(db, scheme):
    code = IdentifierFactory(scheme="dfe").council.identifiers.get(scheme=scheme).value
    words, _ = run("invite", "a@example.org", "--role", "director", "--for", code)
    made = Invitation.objects.get()
    assert (made.council.identifiers.get(scheme=scheme).value, made.invited_by) == (code, None)
    assert f"as director for {made.council}." in words


def test_a_region_is_named_by_its_slug_and_an_agency_by_its_name(db):
    region, agency = RegionFactory(slug="northmoor"), OrganisationFactory(name="Northmoor Police")
    run("invite", "a@example.org", "--role", "regional_lead", "--for", "northmoor")
    run("invite", "b@example.org", "--role", "partner", "--for", "Northmoor Police")
    assert Invitation.objects.get(email="a@example.org").region == region
    assert Invitation.objects.get(email="b@example.org").organisation == agency


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["nobody", "--role", "administrator"], "Enter a valid email address."),
        (["a@example.org", "--role", "director"], "for any other role say --for whom"),
        (["a@example.org", "--role", "administrator", "--for", "E1"], "An administrator is for the hub"),
        (["a@example.org", "--role", "director", "--for", "E999"], "No council is known as “E999”."),
        (["a@example.org", "--role", "regional_lead", "--for", "mars"], "No region is known as “mars”."),
        (["a@example.org", "--role", "king"], "invalid choice: 'king'"),
        (["a@example.org"], "the following arguments are required: --role"),
    ],
)
def test_a_bad_invitation_is_refused_in_a_sentence(db, command, sentence):
    with pytest.raises(CommandError) as refused:
        run("invite", *command)
    assert sentence in str(refused.value)
    assert Invitation.objects.count() == 0


def test_a_new_agency_is_made_by_its_name_and_found_again_however_it_is_written(db):
    run("invite", "a@example.org", "--role", "partner", "--for", "Northmoor Health")
    run("invite", "b@example.org", "--role", "partner", "--for", " northmoor health ")
    made = [(one.name, one.kind, one.council) for one in Organisation.objects.all()]
    assert made == [("Northmoor Health", "partner", None)]


def test_an_organisation_that_is_no_partner_agency_is_refused(db):
    run("issue_api_key", "--client", "x")  # makes the hub's own organisation
    with pytest.raises(CommandError, match="Say for which partner agency"):
        run("invite", "a@example.org", "--role", "partner", "--for", "Improvement Hub")


def test_a_key_is_printed_once_alone_on_standard_output(db):
    council = CouncilFactory(name="Ashby", official_name="Ashby Council")
    key, note = run("issue_api_key", "--client", "Intranet", "--scopes", "read", "--for", council.gss, "--days", "30")
    key = key.strip()
    made = ApiClient.objects.get()
    assert (made.name, made.organisation.council, made.scopes) == ("Intranet", council, "read")
    row = made.keys.get()
    assert row.digest == hashlib.sha256(key.encode()).hexdigest()
    assert row.starts == key[:12]
    assert abs(row.expires_at - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    assert note.startswith("Intranet acts for Ashby Council until ")
    assert caller_by_key(key).actor.pk == made.pk


def test_rotating_prints_a_new_key_and_the_old_ones_work_for_the_overlap(db):
    old = run("issue_api_key", "--client", "Dashboard")[0].strip()
    new = run("issue_api_key", "--client", "Dashboard", "--rotate", "--overlap", "3")[0].strip()
    assert ApiClient.objects.count() == 1
    assert [bool(caller_by_key(key).actor) for key in (old, new)] == [True, True]
    with time_machine.travel(timezone.now() + timedelta(days=3, seconds=1), tick=False):
        assert [bool(caller_by_key(key).actor) for key in (old, new)] == [False, True]


def test_rotating_ends_every_key_that_works_with_the_overlap_and_lengthens_none(db):
    run("issue_api_key", "--client", "Dashboard")
    client, now = ApiClient.objects.get(), timezone.now()
    kept = {days: ApiKeyFactory(client=client, expires_at=now + timedelta(days=days)) for days in (60, 2)}
    run("issue_api_key", "--client", "Dashboard", "--rotate", "--overlap", "3")
    left = [(key.expires_at - now).days for key in client.keys.in_force().order_by("expires_at")]
    assert left == [2, 3, 3, 365]
    kept[2].refresh_from_db()
    assert kept[2].expires_at == now + timedelta(days=2)


def test_rotating_gives_a_client_whose_key_has_ended_a_new_one_and_leaves_its_oauth_alone(db):
    run("issue_api_key", "--client", "Dashboard", "--days", "1")
    client = ApiClient.objects.get()
    oauth, _ = add_key(client=client, kind="oauth", expires_at=timezone.now() + timedelta(days=60), by=OPERATOR)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        new = run("issue_api_key", "--client", "Dashboard", "--rotate")[0].strip()
        assert caller_by_key(new).actor.pk == client.pk
        assert client.keys.count() == 3
    ends = oauth.expires_at
    oauth.refresh_from_db()
    assert oauth.expires_at == ends


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--client", "Nobody's"], "No client is called “Nobody's”."),
        (["--client", "Dashboard", "--overlap", "31"], "The old key can work on for 30 days at most."),
        (["--client", "Dashboard", "--overlap", "-1"], "The old key can work on for 30 days at most."),
    ],
)
def test_what_cannot_be_rotated_is_said(db, more, sentence):
    run("issue_api_key", "--client", "Dashboard")
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run("issue_api_key", "--rotate", *more)
    assert ApiKey.objects.count() == 1


def test_a_key_without_a_council_acts_for_the_hub(db):
    run("issue_api_key", "--client", "Dashboard")
    assert ApiClient.objects.get().organisation.kind == Organisation.Kind.HUB


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            ["--client", "x", "--scopes", "read write:evidence"],
            "A client's scopes can be: read, write, or by collection",
        ),
        (["--client", "x", "--scopes", ""], "A client's scopes can be: read, write, or by"),
        (["--client", "x", "--for", "E999"], "No council is known as “E999”."),
        (["--client", "x", "--days", "0"], "A key lives from 1 to 3650 days."),
        (["--client", "x", "--days", "999999999999"], "A key lives from 1 to 3650 days."),
        (["--client", "x", "--days", "many"], "invalid int value: 'many'"),
        (["--client", "x" * 101], "Ensure this value has at most 100 characters (it has 101)."),
        (["--client", ""], "This field cannot be blank."),
        ([], "the following arguments are required: --client"),
    ],
)
def test_a_bad_key_is_refused_in_a_sentence(db, command, sentence):
    with pytest.raises(CommandError) as refused:
        run("issue_api_key", *command)
    assert sentence in str(refused.value)
    assert ApiClient.objects.count() == 0


def test_two_clients_do_not_share_a_name(db):
    run("issue_api_key", "--client", "Intranet")
    with pytest.raises(CommandError, match="Api client with this Name already exists"):
        run("issue_api_key", "--client", "Intranet")


def test_an_application_is_public_and_for_authorisation_codes_alone(db):
    printed, _ = run("register_app", "Notes", "--redirect", "https://notes.example.org/back")
    made = Application.objects.get()
    assert printed.strip() == made.client_id
    assert (made.client_type, made.authorization_grant_type) == ("public", "authorization-code")
    assert (made.redirect_uris, made.skip_authorization) == ("https://notes.example.org/back", False)


@pytest.mark.parametrize(
    "redirect", ["", "notes", "javascript:alert(1)", "ftp://notes.example.org/", "https://a.org/#x"]
)
def test_a_bad_redirect_is_refused_in_a_sentence(db, redirect):
    with pytest.raises(CommandError) as refused:
        run("register_app", "Notes", "--redirect", redirect)
    assert "redirect" in str(refused.value).lower()
    assert Application.objects.count() == 0


def test_a_partner_agency_that_is_new_is_made_with_its_first_invitation(db):
    for address in ("a@example.org", "b@example.org"):
        run("invite", address, "--role", "partner", "--for", "Thames Valley Police")
    agency = Organisation.objects.get(kind="partner")
    assert agency.name == "Thames Valley Police"
    assert agency.invitations.count() == 2
