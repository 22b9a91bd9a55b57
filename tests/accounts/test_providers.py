"""Signing in through one's organisation: what its claims give, and everything a token can be wrong in."""

import time
from datetime import timedelta

import jwt
import pytest
import requests
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts import providers
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Identity, Membership, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of, record_leaver
from tests.accounts import authenticator
from tests.accounts.conftest import environment, walk_on
from tests.accounts.provider import CLIENT, new_key
from tests.factories import (
    ApiKeyFactory,
    CouncilFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RegionFactory,
)
from tests.factories.accounts import PASSWORD
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
INES = {
    "name": "Ines Holt",
    "email": "ines@ashby.example",
    "roles": ["Hub.Officer", "Something.Else"],
    "amr": ["pwd", "mfa"],
}
DAY = timedelta(days=1)


@pytest.fixture
def ashby(provider):
    return CouncilFactory(name="Ashby", gss="E06900001", region=RegionFactory(name="Northmoor", slug="northmoor"))


def roles_of(email):
    return sorted(
        (m.role, str(m.scope), m.granted_by) for m in Membership.objects.current().filter(person__email=email)
    )


def is_in(client) -> bool:
    return client.get(reverse("account")).status_code == 200


def sentence(answer):
    return answer.status_code, answer.context["sentence"]


def test_someone_new_comes_in_with_the_roles_of_the_claims_and_no_password(ashby, provider, through, client):
    assert (
        "/accounts/providers/ashby/?next=/councils/" in client.get("/accounts/login/?next=/councils/").content.decode()
    )
    answer = through("1", path="/accounts/providers/ashby/?next=/councils/", **INES)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/councils/")
    assert roles_of("ines@ashby.example") == [("improvement_officer", "Ashby", "ashby")]
    ines = Person.objects.get()
    assert (ines.name, ines.organisation.council, ines.has_usable_password()) == ("Ines Holt", ashby, False)
    assert "through Ashby Council" in client.get(reverse("account")).content.decode()
    asked = provider.asked[0]
    assert (set(asked["scope"].split()), "groups" in asked["scope"]) == (
        {"openid", "profile", "email", "offline_access"}, False,
    )  # fmt: skip
    made = Membership.pgh_event_model.objects.get(pgh_obj__person=ines)
    assert made.pgh_context == {"kind": "provider", "actor": None, "acting": ["ashby"]}


def test_claims_that_change_change_the_roles_and_nothing_given_by_others(ashby, provider, through):
    through("1", **INES)
    ines = Person.objects.get()
    editor = MembershipFactory(person=ines, council=ashby, role=Role.EDITOR)
    through("1", **INES | {"roles": ["Hub.Director"]})
    assert roles_of(ines.email) == [("director", "Ashby", "ashby"), ("editor", "Ashby", "")]
    editor.delete()
    assert sentence(through("1", **INES | {"roles": ["Something.Else"]})) == (
        403, "Ashby Council gives you no role in the hub. Ask those who run its sign-in for one.",
    )  # fmt: skip
    assert roles_of(ines.email) == []


def test_nobody_without_a_role_is_taken_in(ashby, through, client):
    for roles in ([], None, 5, {"Hub.Director": 1}, "Hub.Director", [["Hub.Director"]], ["hub.director"]):
        assert through("1", **INES | {"roles": roles}).status_code == 403
    assert (Person.objects.count(), is_in(client)) == (0, False)


def test_an_invited_colleague_is_known_by_their_address_and_managed_from_then_on(ashby, through, client):
    hana = PersonFactory(email="hana@ashby.example", organisation=organisation_of(ashby))
    role = MembershipFactory(person=hana, council=ashby, role=Role.OFFICER, starts_on=timezone.localdate() - 9 * DAY)
    interim = MembershipFactory(person=hana, council=ashby, basis="interim", ends_on=timezone.localdate() + DAY)
    before = Client()
    before.post("/accounts/login/", {"login": hana.email, "password": PASSWORD})
    through(
        "1",
        name="Hana",
        email="Hana@Ashby.example",
        roles=["Hub.Officer", "Hub.Director"],
        amr=["mfa"],
        email_verified=True,
    )
    for row, by in [(role, "ashby"), (interim, "")]:
        row.refresh_from_db()
        assert row.granted_by == by
    hana.refresh_from_db()
    assert (hana.has_usable_password(), Person.objects.count()) == (False, 1)
    assert (is_in(client), is_in(before)) == (True, False)


@pytest.mark.parametrize("role", ["improvement_officer", "director"])
def test_an_address_that_the_provider_does_not_stand_for_gives_nobody_an_account(ashby, through, role):
    claims = {"name": "Hana", "email": "hana@ashby.example", "roles": ["Hub.Director"], "amr": ["mfa"]}
    hana = PersonFactory(email="hana@ashby.example", organisation=organisation_of(ashby))
    MembershipFactory(person=hana, council=ashby, role=role)
    for verified in (False, "true", 1, {}, *([None] if role == "director" else [])):
        status, words = sentence(through("1", browser=Client(), **claims, email_verified=verified))
        assert (status, words.startswith("Ashby Council did not confirm that your e-mail address is yours")) == (
            403,
            True,
        )
    hana.refresh_from_db()
    assert (Identity.objects.exists(), hana.has_usable_password()) == (False, True)
    assert (
        through("1", browser=Client(), **claims | ({} if role != "director" else {"email_verified": True})).status_code
        == 302
    )
    assert through("1", browser=Client(), **claims, email_verified=False).status_code == 302  # known by the subject


def test_a_password_lets_nobody_in_whom_a_provider_manages_unless_the_operator_says_so(
    ashby, provider, through, settings, mailoutbox
):
    through("1", **INES)
    ines = Person.objects.get()
    ines.set_password(PASSWORD)
    ines.save()
    browser = Client()
    refused = browser.post("/accounts/login/", {"login": ines.email, "password": PASSWORD})
    assert refused.context["form"].non_field_errors() == ["You sign in through your organisation: choose it below."]
    assert not is_in(browser)
    browser.post("/accounts/password/reset/", {"email": ines.email})
    assert mailoutbox == []
    settings.SIGN_IN_PROVIDERS = providers.from_environment(environment(provider, passwords=True))
    through("1", **INES)
    browser.post("/accounts/login/", {"login": ines.email, "password": PASSWORD})
    assert is_in(browser)


def test_a_role_to_come_by_invitation_is_not_in_the_way(ashby, through):
    through("1", **INES)
    ines = Person.objects.get()
    coming = MembershipFactory(person=ines, council=ashby, starts_on=timezone.localdate() + 5 * DAY)
    through("1", **INES | {"roles": ["Hub.Director"]})
    given = ines.memberships.get(role=Role.DIRECTOR, granted_by="ashby")
    assert given.ends_on == coming.starts_on - DAY


def test_the_hubs_own_provider_grants_administrators_and_regional_leads(ashby, through):
    through("9", at="hub", name="Edie", email="edie@hub.example", roles=["Hub.Lead.North", "Hub.Admin", "Hub.Director"])
    assert roles_of("edie@hub.example") == [
        ("administrator", "the hub", "hub"), ("regional_lead", "Northmoor", "hub"),
    ]  # fmt: skip


def test_a_trusted_provider_answers_for_the_second_factor_and_another_does_not(ashby, through):
    director = INES | {"roles": ["Hub.Director"]}
    with_it, without, elsewhere = Client(), Client(), Client()
    through("1", browser=with_it, **director)
    through("1", browser=without, **director | {"amr": ["pwd"]})
    through("9", at="hub", browser=elsewhere, name="E", email="e@hub.example", roles=["Hub.Admin"], amr=["mfa"])
    assert [is_in(browser) for browser in (with_it, without, elsewhere)] == [True, False, False]
    page = elsewhere.get("/accounts/second-factor/app/").content.decode()
    assert "Set up an authenticator app" in page
    authenticator.set_up(Person.objects.get(email="e@hub.example"))
    assert through("9", at="hub", browser=Client()).headers["Location"] == "/accounts/second-factor/sign-in/"


def elsewhere(ashby, provider):
    femi = PersonFactory(email="femi@femsley.example")
    MembershipFactory(person=femi)
    return {"email": "Femi@femsley.example", "roles": ["Hub.Director"]}


def test_a_provider_gives_no_entry_to_a_person_of_another_organisation(ashby, provider, through, client):
    claims = elsewhere(ashby, provider)
    status, words = sentence(through("1", **claims))
    assert (status, words.startswith("Your e-mail address belongs to someone of another organisation")) == (403, True)
    assert (Identity.objects.count(), is_in(client)) == (0, False)


def test_someone_who_moved_to_another_organisation_leaves_the_old_door(ashby, through, client):
    through("1", **INES)
    Person.objects.update(organisation=organisation_of(CouncilFactory()))
    assert through("1", browser=Client(), **INES).status_code == 403


def test_an_address_given_to_a_successor_does_not_give_them_the_account(ashby, through):
    through("1", **INES)
    status, words = sentence(through("2", browser=Client(), **INES))
    assert (status, words.startswith("Another account of Ashby Council has used your e-mail address")) == (403, True)


@pytest.mark.parametrize("email", [None, "not an address", "a@b.example\n@c", {"a": 1}, 5, f"a@{'b.' * 130}example"])
def test_without_an_address_nobody_new_is_taken_in(ashby, through, email):
    status, words = sentence(through("1", **INES | {"email": email}))
    assert (status, words) == (
        403, "Ashby Council did not say your e-mail address. Ask those who run its sign-in.",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", None, "Ines born 4 March 2015", "a\0b", "\ud800", {"first": "Ines"}, ["Ines"]])
def test_a_name_that_no_name_here_may_be_gives_way_to_the_address(ashby, through, name):
    through("1", **INES | {"name": name})
    assert Person.objects.get().name == "ines"


@pytest.mark.parametrize(
    ("at", "roles", "words"),
    [("ashby", ["Hub.Officer"], "is not set up completely"), ("hub", ["Hub.Lead.North"], "No region is known as")],
)
def test_a_provider_for_a_council_or_region_that_is_not_there_lets_nobody_in(db, provider, through, at, roles, words):
    status, said = sentence(through("1", at=at, **INES | {"roles": roles}))
    assert (status, words in said, Person.objects.count()) == (403, True, 0)


def test_a_partner_agencys_provider_takes_in_its_members(db, provider, through, settings):
    OrganisationFactory(name="Northmoor Police")
    given = environment(provider, organisation="Northmoor police", roles={"Hub.Member": "partner"})
    settings.SIGN_IN_PROVIDERS = providers.from_environment(given)
    through("1", **INES | {"roles": ["Hub.Member"]})
    assert roles_of("ines@ashby.example") == [("partner", "Northmoor Police", "ashby")]


def forged(claims):
    return jwt.encode(claims, new_key(), algorithm="RS256", headers={"kid": "1"})


def unsigned(claims):
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})


def by_shared_secret(claims):
    return jwt.encode(claims, "hub-secret-that-is-long-enough-here", algorithm="HS256", headers={"kid": "1"})


def unknown_key(claims):
    return jwt.encode(claims, new_key(), algorithm="RS256", headers={"kid": "2"})


WRONG = {
    "of another issuer": {"wrong": {"iss": "https://evil.example"}},
    "of another tenant": {"wrong": {"iss": "OTHER"}},
    "for another application": {"wrong": {"aud": "someone-else"}},
    "for several applications": {"wrong": {"aud": [CLIENT, "someone-else"]}},
    "run out": {"wrong": {"exp": time.time() - 120}},
    "of the future": {"wrong": {"iat": time.time() + 9000}},
    "an answer to another question": {"wrong": {"nonce": "another"}},
    "without a nonce": {"wrong": {"nonce": None}},
    "without a subject": {"wrong": {"sub": None}},
    "with a subject that is none": {"wrong": {"sub": "a\0b"}},
    "with a subject of no end": {"wrong": {"sub": "a" * 256}},
    "made at no time": {"wrong": {"iat": float("inf")}},
    "signed with another key": {"sign": forged},
    "signed with a key that is not published": {"sign": unknown_key},
    "signed with a shared secret": {"sign": by_shared_secret},
    "not signed": {"sign": unsigned},
    "not a token": {"sign": lambda claims: "x.y.z"},
    "missing": {"gives_id_token": False},
    "in a list": {"answers": lambda form: (200, [])},
    "a number": {"answers": lambda form: (200, {"access_token": "a", "token_type": "Bearer", "id_token": 5})},
    "refused": {"answers": lambda form: (400, {"error": "invalid_grant"})},
}


def test_every_token_that_is_wrong_is_refused(ashby, provider, through, client):
    let_in = []
    for what, how in WRONG.items():
        provider.reset()
        if how.get("wrong") == {"iss": "OTHER"}:
            how = {"wrong": {"iss": provider.issuer("hub")}}
        provider.__dict__.update(how)
        answer = through("1", **INES)
        if (answer.status_code, is_in(client)) != (401, False):
            let_in.append((what, answer.status_code))
    assert let_in == []
    assert Person.objects.count() == 0
    provider.reset()
    assert through("1", **INES).status_code == 302


def test_a_way_back_that_this_browser_did_not_set_out_on_leads_nowhere(ashby, provider, through, client):
    provider.people["1"], provider.here = INES, "1"
    sent = client.get("/accounts/providers/ashby/")
    back = requests.get(sent.headers["Location"], allow_redirects=False, timeout=5).headers["Location"]
    path = back.removeprefix("http://testserver")
    assert Client().get(path).status_code == 401
    assert client.get(path.replace("/ashby/", "/hub/")).status_code == 401
    assert client.get(path.replace("state=", "state=x")).status_code == 401
    assert client.get(path).status_code == 302
    assert Client().get(path).status_code == 401
    assert client.get(path).status_code == 401


def test_the_way_to_the_provider_is_not_for_the_address_to_change(ashby, provider, client):
    sent = client.get(
        "/accounts/providers/ashby/?scope=groups&auth_params=prompt%3Dnone&process=connect&next=//evil.example"
    )
    assert ("groups" in sent.headers["Location"], "prompt" in sent.headers["Location"]) == (False, False)
    provider.people["1"], provider.here = INES, "1"
    assert walk_on(client, sent).headers["Location"] == "/work/"


def test_someone_who_stops_there_has_not_signed_in(ashby, provider, client):
    answer = walk_on(client, client.get("/accounts/providers/ashby/"))
    assert answer.headers["Location"] == reverse("socialaccount_login_cancelled")


def test_a_provider_that_is_down_or_someone_else_gives_a_page_that_says_so(ashby, provider, client, settings):
    provider.down = True
    assert client.get("/accounts/providers/ashby/").status_code == 503
    provider.down = False
    other = environment(provider, issuer=f"{provider.address}/ashby/v2.0/")
    settings.SIGN_IN_PROVIDERS = providers.from_environment(other)
    assert client.get("/accounts/providers/ashby/").status_code == 503


def test_keys_are_kept_and_looked_up_anew_when_a_token_names_a_new_one(ashby, provider, through):
    through("1", **INES)
    provider.down, published = False, provider.keys()
    provider.keys = lambda: {"keys": [published["keys"][0] | {"kid": "new"}]}
    provider.sign = lambda claims: jwt.encode(claims, provider.key, algorithm="RS256", headers={"kid": "new"})
    assert through("1", browser=Client(), **INES).status_code == 302
    del provider.__dict__["keys"]


def test_asked_again_one_goes_to_the_provider_and_the_form_is_sent_then(ashby, provider, through, client):
    director = INES | {"roles": ["Hub.Director"]}
    through("1", **director)
    key = ApiKeyFactory(client__organisation=organisation_of(ashby))
    path = reverse("revoke-key", args=[key.client_id, key.pk])
    to_provider = client.post(path)
    assert to_provider.headers["Location"].startswith("/accounts/providers/ashby/again/?next=")
    answer = walk_on(client, client.get(to_provider.headers["Location"]))
    assert answer.headers["Location"] == reverse("api-client", args=[key.client_id])
    key.refresh_from_db()
    assert key.revoked_at is not None
    ines = Person.objects.get()
    assert key.pgh_event_model.objects.order_by("pgh_id").last().pgh_context["actor"] == str(ines.pk)
    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "300")
    assert client.get(path).status_code == 200


def test_asked_again_an_old_session_there_or_someone_else_there_is_no_answer(ashby, provider, through, client):
    through("1", **INES | {"roles": ["Hub.Director"]})
    again = "/accounts/providers/ashby/again/?next=/accounts/"
    provider.forced_login, provider.session_began = False, time.time() - 3600
    assert through("1", path=again).status_code == 403
    provider.wrong = {"auth_time": "now"}
    assert through("1", path=again).status_code == 403
    provider.wrong, provider.tells_time = {}, False
    assert through("1", path=again).status_code == 403
    provider.forced_login = provider.tells_time = True
    assert sentence(through("2", path=again, **INES)) == (403, "Someone else answered there. Sign in as yourself.")
    assert client.get("/accounts/password/").status_code == 302
    assert through("1", path=again).headers["Location"] == "/accounts/"


def test_signed_out_there_is_signed_out_here(ashby, provider, through, client):
    through("1", **INES)
    now = int(time.time())
    said = {
        "iss": provider.issuer("ashby"), "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60,
        "jti": "j", "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    }  # fmt: skip
    path = reverse("openid_connect_back_channel", args=["ashby"])
    tell = lambda **more: Client().post(path, {"logout_token": provider.token_for(said | more)}).status_code  # noqa: E731
    assert [tell(aud="x"), tell(nonce="n"), tell(events={}), tell(sub="stranger", jti="k")] == [400, 400, 400, 200]
    assert [tell(events=5), tell(events=["x"]), tell(iat=now - 301), tell(iat=float("inf"))] == [400] * 4
    assert [tell(sub="stranger", jti="a b\n\0"), tell(sub="stranger", jti="a b\n\0")] == [200, 400]
    assert Client().post(path).status_code == 400
    assert is_in(client)
    assert (tell(), tell()) == (200, 400)
    assert not is_in(client)


def test_work_of_someone_whom_the_provider_took_back_is_handed_over(ashby, through):
    with time_machine.travel(timezone.now() - 9 * DAY, tick=False):
        through("1", **INES)
    through("1", **INES | {"roles": []})
    ines = Person.objects.get()
    asha, heir = (MembershipFactory(person__organisation=ines.organisation, council=ashby).person for _ in range(2))
    assert ines.memberships.get().ends_on == timezone.localdate() - DAY
    page = signed_in(asha).get(reverse("leaver", args=[ines.pk]))
    assert list(page.context["form"].fields["successor"].queryset) == sorted(
        [asha, heir], key=lambda one: one.name.lower()
    )
    record_leaver(person=ines, successor=heir, last_day=timezone.localdate(), by=actor_of_person(asha))
    assert ines.memberships.get().ends_on == timezone.localdate() - DAY
