"""The programme of 2013: what is public of it, and nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from demonstrators.models import JourneyEntry, Programme, Site, SitePartner, StageChange
from demonstrators.services import change_site
from improvement_hub.core.actor import OPERATOR
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db
COUNCILS = {
    "E09000003": "Barnet",
    "E06000050": "Cheshire West and Chester",
    "E10000014": "Hampshire",
    "E06000021": "Stoke-on-Trent",
    "E10000019": "Lincolnshire",
    "E09000012": "Hackney",
}


def load():
    printed = StringIO()
    call_command("load_programmes", stdout=printed)
    return printed.getvalue().strip()


@pytest.fixture
def councils():
    return {name: CouncilFactory(name=name, gss=gss) for gss, name in COUNCILS.items()}


def test_the_sites_that_are_named_in_public_are_here_and_no_others(councils, client):
    assert load() == "Programmes and their sites: 6 taken, 0 unchanged."
    programme = Programme.objects.get()
    assert (programme.began_in, programme.sites_announced, programme.councils_announced) == (2013, 15, 27)
    assert dict(programme.strands.values_list("slug", "sites_announced")) == {"munro-review": 9, "early-years": 6}
    known = {site.lead.name: site for site in Site.objects.select_related("lead", "strand", "adapted_from_council")}
    assert set(known) == set(councils) - {"Hackney"}
    assert {(site.stage, site.recorded, site.demonstration) for site in known.values()} == {("", True, False)}
    assert {name: site.strand.slug for name, site in known.items() if site.strand} == {"Lincolnshire": "early-years"}
    assert (known["Lincolnshire"].councils_stated, known["Lincolnshire"].councils_not_named) == (9, 8)
    assert known["Hampshire"].adapted_from_council == councils["Hackney"]
    assert "45 small social-work units, called pods" in known["Stoke-on-Trent"].summary
    assert not any(model.objects.exists() for model in (SitePartner, StageChange, JourneyEntry))


def test_the_page_of_the_programme_says_what_was_announced_and_what_is_known(councils, client):
    load()
    page = client.get("/programmes/demonstrator-sites-2013/")
    text = " ".join(page.content.decode().split())
    assert "Announced: 15 sites of 27 councils. Known here: 5 sites of 5 councils." in text
    rows = page.context["programme"].rows
    by_strand = [(row.words, row.known, row.announced) for row in rows]
    assert by_strand == [("Early years", 1, 6), ("Munro review", 0, 9), ("Strand not known here", 4, None)]
    assert [[cell.number for cell in row.cells] for row in rows] == [[0] * 5 + [number] for number in (1, 0, 4)]
    for row in (rows[0], rows[2]):
        listed = client.get(f"/sites/?{row.cells[-1].query}").context["object_list"]
        assert [site.strand and site.strand.slug for site in listed] == [row.strand] * row.known


def test_loading_again_leaves_what_was_changed_here(councils):
    load()
    site = Site.objects.get(slug="barnet")
    change_site(site=site, summary="Corrected.", by=OPERATOR)
    Site.objects.get(slug="hampshire").delete()
    assert load() == "Programmes and their sites: 1 taken, 5 unchanged."
    assert Site.objects.get(slug="barnet").summary == "Corrected."


def test_without_the_councils_nothing_is_taken():
    with pytest.raises(CommandError, match=r"No council here has the code E09000003\. Load the councils first"):
        load()
    assert not Programme.objects.exists()
