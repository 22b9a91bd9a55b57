"""Approaches: who adds them, what councils say of their use, and what is known of them in public."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from demonstrators.models import Approach, ApproachUse
from demonstrators.services import change_approach, change_use, define_approach, move_use, say_we_use
from improvement_hub.accounts.roles import Role
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from tests.cast import NAMES
from tests.factories import ApproachFactory, CouncilFactory, MembershipFactory, SiteFactory

pytestmark = pytest.mark.django_db
SOURCE = "https://example.org/report"
API, USES = "/api/v1/approaches/", "/api/v1/approach-uses/"


def words(response):
    return " ".join(response.content.decode().split())


def refusal(act, **terms):
    with pytest.raises(DomainError) as refused:
        act(**terms)
    return refused.value.field, refused.value.sentence


def send(client, method, address, body, **headers):
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def test_who_adds_changes_and_speaks(cast):
    approach = ApproachFactory(origin_council=cast.host)
    own = say_we_use(approach=approach, by=cast.actor("ben"))
    recorded = say_we_use(approach=approach, council=cast.elsewhere, source_url=SOURCE, by=cast.actor("gwen"))

    def allowed(permission, target=None):
        return [name for name in NAMES if allows(cast.actor(name), f"demonstrators.{permission}", target)]

    members = ["asha", "hana", "ben", "carys", "femi", "gwen"]
    assert allowed("define_approach") == allowed("say_we_use") == members
    assert allowed("change_approach", approach) == ["asha", "hana", "gwen"]
    assert (allowed("change_use", own), allowed("change_use", recorded)) == (["ben"], ["femi", "gwen"])
    with pytest.raises(PermissionDenied):
        define_approach(name="Pods", origin_words="Here", by=cast.actor("edie"))


def test_a_council_adds_what_it_began_and_administrators_what_is_public(cast):
    hana, gwen = cast.actor("hana"), cast.actor("gwen")
    own = define_approach(name="Pods", origin_council=cast.host, about="*Small*.", by=hana)
    public = define_approach(name="Signs", origin_words="Western Australia", began_in=1993, by=gwen)
    assert [(one.slug, one.recorded) for one in (own, public)] == [("pods", False), ("signs", True)]
    other = refusal(define_approach, name="Theirs", origin_council=cast.elsewhere, by=hana)
    assert other == ("origin_council", "You can add an approach that your own council began.")
    assert refusal(define_approach, name="PODS", origin_council=cast.host, by=hana)[1].startswith(
        "There is an approach"
    )
    seen, own = own.version, change_approach(approach=own, began_in=2019, version=own.version, by=hana)
    assert own.began_in == 2019
    with pytest.raises(StaleVersion):
        change_approach(approach=own, began_in=2020, version=seen, by=gwen)


def test_a_council_says_that_it_uses_one_changes_and_withdraws_it(cast):
    approach, femi = ApproachFactory(origin_council=cast.host), cast.actor("femi")
    use = say_we_use(approach=approach, council=cast.elsewhere, source_url=SOURCE, since=2020, by=cast.actor("gwen"))
    assert (use.recorded, str(use)) == (True, f"Femsley: {approach}")
    use = change_use(use=use, adapted="Fewer rooms.", by=cast.actor("gwen"))
    assert use.recorded
    use = change_use(use=use, status="stopped", stopped_in=2022, by=femi)
    assert (use.recorded, use.has_stopped) == (False, True)
    with pytest.raises(PermissionDenied):
        change_use(use=use, adapted="", by=cast.actor("gwen"))
    use = move_use(use=use, step="withdraw", by=femi)
    seen = {name for name in NAMES if ApproachUse.objects.visible_to(cast.actor(name)).exists()}
    assert (use.is_said, seen) == (False, {"femi", "gwen"})
    assert move_use(use=use, step="say_again", by=femi).is_said


def test_what_cannot_be_said_is_refused_at_its_field(cast):
    approach, asha = ApproachFactory(origin_council=cast.host), cast.actor("asha")
    invented = CouncilFactory(demonstration=True)

    def say(**terms):
        return refusal(say_we_use, **{"approach": approach, "by": asha, **terms})

    assert say(council=cast.elsewhere) == ("council", "You can speak for a council that you belong to.")
    assert say(by=cast.actor("gwen")) == ("council", "Say which council it is.")
    assert say(by=cast.actor("gwen"), council=cast.elsewhere)[1].startswith("What you record of another council")
    assert say(by=cast.actor("gwen"), council=invented, source_url=SOURCE)[0] == "council"
    assert say(site=SiteFactory(lead=cast.elsewhere)) == ("site", "This site is one of other councils.")
    assert say(result="9", measured_by="Us") == (None, "A result has its measure and its source.")
    percentage = {"result": "9 %", "measure": "Visits", "measured_by": "Us"}
    assert say(**percentage) == (None, "A percentage has its n: say out of how many.")
    assert say(came_of_it="NHS number 943 476 5919")[0] == "came_of_it"
    assert say(since=1066)[0] == "since"
    say_we_use(approach=approach, by=asha, number=40, **percentage)
    assert say() == (None, "It is said of this council already: change what is said.")
    MembershipFactory(person=cast.asha, role=Role.EDITOR, council=cast.observing)
    assert say(by=cast.actor("asha")) == ("council", "Say which council it is.")


def test_an_approach_is_added_used_and_read_on_the_pages(sign_in, client, cast):
    SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    hana = sign_in(cast.hana)
    terms = {"name": "Small teams", "about": "*Small*.", "origin_council": "Ashby", "began_in": 2019}
    assert hana.post("/approaches/new/", terms)["Location"] == "/approaches/small-teams/"
    assert hana.get("/approaches/small-teams/change/").context["form"]["began_in"].value() == 2019
    changed = {"name": "Small teams", "origin_words": "With schools", "version": 1}
    assert hana.post("/approaches/small-teams/change/", changed).status_code == 302
    measured = {"measure": "Came home", "baseline": "10 %", "result": "20 %", "number": 40, "period": "2024"}
    said = {"status": "using", "since": 2020, "site": "pods", "adapted": "Fewer *rooms*.", **measured}
    said["measured_by"] = "Our own count"
    wrong = hana.post("/approaches/small-teams/uses/new/", {**said, "number": ""})
    assert (wrong.status_code, "A percentage has its n" in words(wrong)) == (400, True)
    page = words(hana.post("/approaches/small-teams/uses/new/", said, follow=True))
    for sentence in (
        *("We use this", "since 2020", ">Pods</a>", "said by the council itself", "Fewer <em>rooms</em>."),
        *("10 % before, 20 % (n = 40), 2024. Source: Our own count.", ">Ashby</a>", "With schools"),
    ):
        assert sentence in page, sentence
    assert "Small teams</a>" in words(hana.get("/sites/pods/"))
    use = ApproachUse.objects.get()
    here = f"/approaches/small-teams/uses/{use.pk}/"
    form = hana.get(f"{here}change/").context["form"]
    assert (form["site"].value(), form["result"].value()) == ("pods", "20 %")
    assert hana.post(f"{here}change/", {**said, "version": 1, "result": "25 %"}).status_code == 302
    assert hana.post(f"{here}steps/withdraw/", {"version": 2}).status_code == 302
    assert "Say it again" in words(hana.get("/approaches/small-teams/"))
    hana.logout()
    assert "Fewer" not in words(client.get("/approaches/small-teams/"))


def test_the_form_asks_which_council_speaks_where_that_is_not_plain(sign_in, cast):
    here = f"{ApproachFactory(origin_council=cast.host).get_absolute_url()}uses/new/"
    SiteFactory(name="Pods", lead=cast.host)
    for person, asks, sites in ((cast.hana, False, 1), (cast.femi, False, 0), (cast.gwen, True, 1)):
        fields = sign_in(person).get(here).context["form"].fields
        assert ("council" in fields, fields["site"].queryset.count()) == (asks, sites)


def test_an_approach_takes_the_same_way_over_the_api(sign_in, cast):
    hana = sign_in(cast.hana)
    body = f'{{"name": "Small teams", "origin_council": "{cast.host.gss}", "about": "Small."}}'
    for _ in range(2):
        made = send(hana, "POST", API, body, idempotency_key="k")
        assert (made.status_code, made.json()["slug"], made["ETag"]) == (201, "small-teams", '"1"')
    changed = send(hana, "PATCH", f"{API}small-teams/", '{"began_in": 2019}', if_match='"1"').json()
    assert (changed["began_in"], changed["about"], changed["uses"]) == (2019, "Small.", [])
    use = send(hana, "POST", USES, '{"approach": "small-teams", "adapted": "Fewer."}').json()
    assert (use["council"]["name"], use["recorded"], use["status"]) == ("Ashby", False, "using")
    here = f"{USES}{use['id']}/"
    stopped = send(hana, "PATCH", here, '{"status": "stopped"}', if_match='"1"').json()
    assert (stopped["status"], stopped["adapted"]) == ("stopped", "Fewer.")
    withdrawn = send(hana, "POST", f"{here}transitions/withdraw/", "{}", if_match='"2"').json()
    assert (withdrawn["state"], [step["name"] for step in withdrawn["transitions"]]) == ("withdrawn", ["say_again"])


@pytest.mark.parametrize("number", [1, 25])
def test_the_lists_cost_the_same_at_any_length(client, cast, number, django_assert_num_queries):
    for _ in range(number):
        approach = ApproachFactory(origin_council=cast.host)
        say_we_use(approach=approach, by=cast.actor("hana"))
    costs = {"/approaches/": 4, "/api/v1/approaches/": 1, "/api/v1/approach-uses/": 1, approach.get_absolute_url(): 4}
    for address, queries in costs.items():
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200


def test_approaches_are_narrowed_in_the_same_way_on_the_page_and_over_the_api(client, cast):
    small = ApproachFactory(name="Small teams", origin_council=cast.host)
    signs = ApproachFactory(name="Signs", origin_council=None, origin_words="Far away", about="Three questions.")
    invented = ApproachFactory(name="Invented", origin_council=CouncilFactory(demonstration=True))
    say_we_use(approach=signs, by=cast.actor("femi"))
    for query, expected in {
        "": {small, signs}, "q=three+questions": {signs}, "council=femsley": {signs}, "council=Ashby": {small},
        "region=southmoor": {signs}, "demonstration=only": {invented},
    }.items():  # fmt: skip
        assert set(client.get(f"/approaches/?{query}").context["object_list"]) == expected
        assert {row["slug"] for row in client.get(f"{API}?{query}").json()["results"]} == {one.slug for one in expected}
    for query, number in {"approach=signs": 1, "council=ashby": 0, "status=using": 1, "site=pods": 0}.items():
        assert len(client.get(f"{USES}?{query}").json()["results"]) == number


def test_what_is_public_of_well_known_approaches_is_loaded_once(capsys):
    with pytest.raises(CommandError, match="Load the councils first"):
        call_command("load_approaches")
    for gss in ("E09000012", "E10000015", "E08000035", "E10000020"):
        CouncilFactory(gss=gss)
    call_command("load_approaches")
    Approach.objects.filter(slug="mockingbird").delete()
    call_command("load_approaches")
    assert capsys.readouterr().out.splitlines() == [
        "Approaches: 7 taken, 0 unchanged.", "Approaches: 1 taken, 6 unchanged.",
    ]  # fmt: skip
    assert {(one.recorded, one.demonstration) for one in Approach.objects.all()} == {(True, False)}
    said = [(use.approach.slug, use.since, use.recorded, use.result, use.came_of_it) for use in
            ApproachUse.objects.order_by("since").select_related("approach")]  # fmt: skip
    assert said == [("family-safeguarding", 2015, True, "", ""), ("valuing-care", 2018, True, "", "")]
