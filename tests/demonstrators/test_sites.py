"""Opening and changing a site, and the stages it comes to."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from demonstrators.models import Programme, Site
from demonstrators.services import change_site, define_programme, move_stage, open_site
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from tests.cast import NAMES
from tests.factories import CouncilFactory, ProgrammeFactory, SiteFactory, StrandFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def those_allowed(cast, permission, target=None):
    return [name for name in NAMES if allows(cast.actor(name), permission, target)]


def test_who_may_open_change_and_write_about_a_site(cast):
    site = SiteFactory(lead=cast.host, partners=[cast.leading])
    recorded = SiteFactory(lead=cast.observing, recorded=True)
    assert those_allowed(cast, "demonstrators.open_site") == ["asha", "carys", "femi", "gwen"]
    assert those_allowed(cast, "demonstrators.record_site") == ["gwen"]
    assert those_allowed(cast, "demonstrators.define_programme") == ["gwen"]
    assert those_allowed(cast, "demonstrators.change_site", site) == ["asha", "hana"]
    assert those_allowed(cast, "demonstrators.change_site", recorded) == ["carys", "gwen"]
    assert those_allowed(cast, "demonstrators.write_entry", site) == ["asha", "hana", "ben"]
    assert [allows(OPERATOR, "demonstrators.change_site", one) for one in (site, recorded)] == [False, True]


def test_a_director_opens_a_site_of_their_own_council(cast):
    strand = StrandFactory()
    site = open_site(
        programme=strand.programme, strand=strand, name="Pods", lead=cast.host, partners=[cast.leading],
        adapted_from_words="A model", by=cast.actor("asha"),
    )  # fmt: skip
    assert (site.slug, site.recorded, site.stage_words) == ("pods", False, "Stage not known")
    assert site.councils == [cast.host, cast.leading]
    again = open_site(programme=ProgrammeFactory(), name="Pods", lead=cast.host, by=cast.actor("asha"))
    new = open_site(programme=strand.programme, name="New", lead=cast.host, by=cast.actor("asha"))
    assert (again.slug, new.slug) == ("pods-2", "new-2")


def test_nobody_opens_a_site_for_another_council(cast):
    programme = ProgrammeFactory()
    with pytest.raises(DomainError, match="your own council only") as refused:
        open_site(programme=programme, name="Pods", lead=cast.host, by=cast.actor("femi"))
    assert refused.value.field == "lead"
    with pytest.raises(PermissionDenied):
        open_site(programme=programme, name="Pods", lead=cast.host, by=cast.actor("hana"))
    assert not Site.objects.exists()


def test_an_administrator_records_a_site_from_public_facts(cast):
    site = open_site(
        programme=ProgrammeFactory(), name="Pods", lead=cast.host, councils_stated=9, by=cast.actor("gwen")
    )
    assert (site.recorded, site.councils_not_named) == (True, 8)


def test_only_administrators_define_programmes(cast):
    with pytest.raises(PermissionDenied):
        define_programme(name="P", slug="p", by=cast.actor("asha"))
    made = define_programme(name="P", slug="p", strands=[{"name": "S", "slug": "s"}], by=cast.actor("gwen"))
    assert [strand.name for strand in Programme.objects.get(pk=made.pk).strands.all()] == ["S"]


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ("strand", "strand", "another programme"),
        ("programme", "programme", "demonstration programmes"),
        ("adapted_from_council", "adapted_from_council", "name demonstration councils"),
        ("partners", "partners", "shared among demonstration councils"),
        ("lead", "partners", "leads the site, so it is not a partner too"),
        ("name", "name", "NHS number"),
    ],
)
def test_what_does_not_belong_together_is_refused_at_its_field(cast, wrong, field, sentence):
    invented = CouncilFactory(demonstration=True)
    terms = {"programme": ProgrammeFactory(), "name": "Pods", "lead": cast.host}
    terms |= {
        "strand": {"strand": StrandFactory()},
        "programme": {"programme": ProgrammeFactory(demonstration=True)},
        "adapted_from_council": {"adapted_from_council": invented},
        "partners": {"partners": [invented]},
        "lead": {"partners": [cast.host]},
        "name": {"name": "NHS number 943 476 5919"},
    }[wrong]
    with pytest.raises(DomainError, match=sentence) as refused:
        open_site(**terms, by=cast.actor("asha"))
    assert refused.value.field == field


def test_changing_a_site_replaces_its_partners_and_keeps_what_is_not_named(cast):
    site = SiteFactory(lead=cast.host, partners=[cast.leading, cast.observing], summary="Before.")
    seen = site.version
    site = change_site(
        site=site, name="After", partners=[cast.observing, cast.elsewhere], version=seen, by=cast.actor("hana")
    )
    site.refresh_from_db()
    assert (site.name, site.summary) == ("After", "Before.")
    assert [council.name for council in Site.objects.get(pk=site.pk).partners] == ["Carrow", "Femsley"]
    change_site(site=site, summary="", by=cast.actor("asha"))
    assert len(Site.objects.get(pk=site.pk).partners) == 2
    with pytest.raises(StaleVersion):
        change_site(site=site, name="Late", version=seen, by=cast.actor("asha"))
    with pytest.raises(PermissionDenied):
        change_site(site=site, name="Theirs", by=cast.actor("ben"))


def test_a_site_comes_to_its_stages_and_may_go_back(cast):
    site, hana, begun = SiteFactory(lead=cast.host), cast.actor("hana"), TODAY - timedelta(9)
    site = move_stage(site=site, stage="designing", by=hana)
    site = move_stage(site=site, stage="trying_out", reached_on=begun, note="It began.", by=hana)
    site = move_stage(site=site, stage="designing", reached_on=TODAY, by=hana)
    history = [(change.stage, change.reached_on, change.by) for change in site.stage_changes.all()]
    assert history == [
        ("designing", None, cast.hana), ("trying_out", begun, cast.hana), ("designing", TODAY, cast.hana),
    ]  # fmt: skip
    assert (site.stage, site.stage_words) == ("designing", "Designing")


def test_a_stage_is_refused_that_cannot_be(cast):
    site, asha = SiteFactory(lead=cast.host), cast.actor("asha")
    move_stage(site=site, stage="trying_out", reached_on=TODAY - timedelta(9), by=asha)
    refused = []
    for terms in (
        {"stage": "trying_out"},
        {"stage": "sharing", "reached_on": TODAY - timedelta(10)},
        {"stage": "sharing", "reached_on": TODAY + timedelta(1)},
        {"stage": "resting"},
    ):
        with pytest.raises(DomainError) as no:
            move_stage(site=site, by=asha, **terms)
        refused.append((no.value.field, no.value.sentence))
    assert refused == [
        ("stage", "The site is at this stage already."),
        ("reached_on", "The site came to its present stage after this day."),
        ("reached_on", "This day has not come yet."),
        ("stage", "Value 'resting' is not a valid choice."),
    ]
    with pytest.raises(PermissionDenied):
        move_stage(site=site, stage="sharing", by=cast.actor("gwen"))
    assert site.stage_changes.count() == 1


def test_what_the_operator_records_of_a_recorded_site_is_by_nobody(db):
    site = SiteFactory(recorded=True)
    move_stage(site=site, stage="exploring", by=OPERATOR)
    assert site.stage_changes.get().by is None
