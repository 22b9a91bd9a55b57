"""What the pages of sites show and do."""

import re
from datetime import date

import pytest

from demonstrators.models import JourneyEntry, Site
from demonstrators.services import change_entry, move_stage, write_entry
from improvement_hub.core.audit import acting_as
from improvement_hub.core.models import KeptWords
from tests.factories import CouncilFactory, EntryFactory, PostFactory, SiteFactory, StrandFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(response.content.decode().split())


def place(council, north, east):
    council.latitude, council.longitude = north, east
    council.save()
    return council


def test_a_site_shows_its_strand_councils_stages_and_journey(client, cast):
    strand = StrandFactory(name="Early years")
    site = SiteFactory(
        name="Pods", lead=cast.host, partners=[cast.leading], strand=strand, programme=strand.programme,
        councils_stated=4, adapted_from_council=cast.elsewhere, adapted_from_words="a model", summary="In *pods*.",
    )  # fmt: skip
    move_stage(site=site, stage="exploring", by=cast.actor("asha"))
    move_stage(site=site, stage="designing", reached_on=date(2024, 3, 4), note="Agreed.", by=cast.actor("asha"))
    EntryFactory(site=site, author=cast.ben, happened_on=date(2024, 5, 6), visibility="public", to="published")
    page = client.get("/sites/pods/")
    for sentence in (
        '<p class="hub-kicker">Early years</p>', "<p>In <em>pods</em>.</p>", ">Designing</strong>",
        "<strong>Exploring</strong> <span>undated</span>", '<time datetime="2024-03-04">4 March 2024</time>',
        ">Agreed.</span>", ">Ashby</a>, Northmoor</dd>", ">Benfield</a>, and 2 more not named", "(4 councils in all)",
        ">Femsley</a>: a model", '<time datetime="2024-05-06">6 May 2024</time>', "What we found hard</h4>",
        "<p>Nobody came.</p>",
    ):  # fmt: skip
        assert words(page).count(sentence) >= 1, sentence
    assert "What we learned" not in words(page)
    assert page.context["dots"] == []


def test_the_map_has_the_lead_on_top_and_the_other_councils_behind(client, cast):
    for number, council in enumerate((cast.host, cast.leading, cast.elsewhere, cast.observing)):
        place(council, 51 + number, -1)
    place(CouncilFactory(demonstration=True), 52, 0)
    SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading], adapted_from_council=cast.elsewhere)
    page = client.get("/sites/pods/")
    assert [(dot.name, dot.part) for dot in page.context["dots"]] == [
        ("Carrow", "other"), ("Femsley", "origin"), ("Benfield", "partner"), ("Ashby", "lead"),
    ]  # fmt: skip
    assert (page.context["dots"][3].x, page.context["dots"][3].y) == (130.7, 184.0)
    assert 'cx="130.7" cy="184.0" r="7"' in words(page)


@pytest.mark.parametrize("number", [1, 25])
def test_every_list_costs_the_same_at_any_length(client, cast, number, django_assert_num_queries):
    strand = StrandFactory()
    for n in range(number):
        extra = {"lead": cast.host, "strand": strand, "programme": strand.programme, "partners": [cast.leading]}
        site = SiteFactory(name=f"S {n}", slug=f"s{n}", adapted_from_council=cast.elsewhere, **extra)
    for _ in range(number):
        EntryFactory(site=site, author=cast.ben, visibility="public", to="published")
    move_stage(site=site, stage="exploring", by=cast.actor("asha"))
    place(cast.host, 51, -1)
    PostFactory.create_batch(number, owner=cast.host)
    costs = {
        "/sites/": 7, "/programmes/": 5, "/programmes/" + strand.programme.slug + "/": 4, f"/sites/s{number - 1}/": 11,
        f"/councils/{cast.host.gss}/": 14, "/api/v1/sites/": 2, "/api/v1/programmes/": 2,
        "/api/v1/journey-entries/": 2, f"/api/v1/sites/s{number - 1}/": 4,
    }  # fmt: skip
    for address, queries in costs.items():
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200


def test_programmes_are_compared_by_strand_and_stage_and_invented_ones_left_out(client, cast):
    programme = StrandFactory(name="Early years", slug="early").programme
    site = SiteFactory(lead=cast.host, programme=programme, strand=programme.strands.get())
    move_stage(site=site, stage="designing", by=cast.actor("asha"))
    plain, invented = SiteFactory(lead=cast.leading).programme, SiteFactory(lead=CouncilFactory(demonstration=True))

    def shown(address):
        return [programme.pk for programme in client.get(address).context["object_list"]]

    assert shown("/programmes/") == [programme.pk, plain.pk]
    assert shown("/programmes/?demonstration=only") == [invented.programme_id]
    page = words(client.get("/programmes/?demonstration=include"))
    for query in ("strand=early&amp;stage=designing", "strand=unknown&amp;stage=unknown",
                  "strand=unknown&amp;stage=unknown&amp;demonstration=include"):  # fmt: skip
        assert f'{query}">1</a>' in page
    assert [row.words for row in client.get(plain.get_absolute_url()).context["programme"].rows] == ["All sites"]


def test_a_long_journey_has_pages(client, cast):
    site = SiteFactory(name="Pods", lead=cast.host)
    EntryFactory(site=site, author=cast.hana, did="Oldest.", happened_on=date(2020, 1, 1), visibility="public",
                 to="published")  # fmt: skip
    template = EntryFactory(site=site, author=cast.hana, visibility="public", to="published")
    copies = [JourneyEntry(**{f.attname: getattr(template, f.attname) for f in template._meta.fields if f.name != "id"})
              for _ in range(19)]  # fmt: skip
    JourneyEntry.objects.bulk_create(copies)
    assert [len(client.get(f"/sites/pods/?page={page}").context["page_obj"]) for page in (1, 2)] == [20, 1]
    assert "Oldest." in words(client.get("/sites/pods/?page=2"))


def test_a_director_opens_changes_and_moves_a_site(sign_in, cast):
    programme = StrandFactory(name="Early years").programme
    strand = programme.strands.get()
    asha = sign_in(cast.asha)
    terms = {"name": "Pods", "programme": programme.pk, "strand": strand.pk, "lead": cast.host.pk}
    refused = asha.post("/sites/new/", {**terms, "partners": "Benfield\nAtlantis"})
    assert refused.status_code == 400
    assert words(refused).count("No council is called “Atlantis”. Give its name, or a code of it.") == 2
    assert "Benfield Atlantis</textarea>" in words(refused)
    opened = asha.post("/sites/new/", {**terms, "partners": f"Benfield\n\n{cast.observing.gss}"}, follow=True)
    assert "The site is open." in words(opened)
    site = Site.objects.get()
    assert [council.name for council in site.councils] == ["Ashby", "Benfield", "Carrow"]
    form = asha.get("/sites/pods/change/")
    assert form.context["form"]["partners"].value() == "Benfield\nCarrow"
    changed = {"version": site.version, "name": "Small pods", "partners": "Carrow", "adapted_from_council": "femsley"}
    assert asha.post("/sites/pods/change/", changed).headers["Location"] == "/sites/pods/"
    stale = asha.post("/sites/pods/change/", {**changed, "partners": "Benfield", "name": "Pods again"})
    assert stale.status_code == 412
    assert "Small pods</dd>" in words(stale)
    assert "Carrow</dd>" in words(stale)
    site.refresh_from_db()
    assert (site.name, site.adapted_from_council) == ("Small pods", cast.elsewhere)
    moved = asha.post("/sites/pods/stage/", {"version": site.version, "stage": "embedding", "reached_on": "4/3/2024"})
    assert moved.status_code == 302
    assert "Embedding</strong> <span><time" in words(asha.get("/sites/pods/"))


def test_an_entry_goes_its_way_over_the_pages(sign_in, cast):
    site = SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    ben = sign_in(cast.ben)
    empty = ben.post("/sites/pods/journey/new/", {"happened_on": "2024-03-04", "visibility": "public"})
    assert "Write at least one of the four" in words(empty)
    ben.post("/sites/pods/journey/new/", {"happened_on": "2024-03-04", "visibility": "public", "did": "We met."})
    entry = JourneyEntry.objects.get()
    here = entry.get_absolute_url()
    assert "Write what you found hard." in words(ben.get(here))
    assert ben.post(f"{here}steps/submit/", {"version": entry.version}).status_code == 400
    ben.post(f"{here}change/", {"version": 1, "happened_on": "2024-03-04", "did": "We met.", "found_hard": "Cold."})
    ben.post(f"{here}steps/submit/", {"version": 2})
    asha = sign_in(cast.asha)
    reason = asha.post(f"{here}steps/return/", {"version": 3, "reason": "NHS number 943 476 5919"})
    assert words(reason).count("looks like an NHS number") == 2
    asha.post(f"{here}steps/return/", {"version": 3, "reason": "Say how cold."})
    assert "What has to change:</strong> Say how cold." in words(asha.get(here))
    asha.post(f"{here}steps/publish/", {"version": 4})
    asha.post(f"{here}share/", {"version": 5, "visibility": "sector"})
    entry.refresh_from_db()
    assert (entry.state, entry.visibility, entry.returned_reason, entry.version) == ("published", "sector", "", 6)
    assert asha.get(f"{here}steps/dance/").status_code == 400
    assert site.name in str(entry)


def test_the_versions_of_an_entry_are_listed_and_compared_for_those_who_may_change_it(sign_in, cast):
    site = SiteFactory(name="Pods", lead=cast.host)
    hana, asha = cast.actor("hana"), cast.actor("asha")
    with acting_as(hana):
        entry = write_entry(site=site, did="We met weekly.", by=hana)
    with acting_as(asha):
        change_entry(entry=entry, did="We met daily.", by=asha)
    address = f"{entry.get_absolute_url()}revisions/"
    listed = sign_in(cast.hana).get(address)
    versions = listed.context["versions"]
    assert f'href="{versions[0].pk}/"' in listed.content.decode()
    assert [(one.by, one.changes) for one in versions] == [("Asha", ["what was done"]), ("Hana", ["first version"])]
    page = sign_in(cast.hana).get(f"{address}{versions[0].pk}/")
    said = [("same", "We met "), ("gone", "weekly"), ("new", "daily"), ("same", ".")]
    assert page.context["compared"] == [("What we did", said)]
    assert page.context["parts"] == [("What we did", "We met daily.")]
    above = ["/", "/sites/", site.get_absolute_url(), entry.get_absolute_url(), "../"]
    assert re.findall(r'breadcrumbs__link" href="([^"]+)"', page.content.decode()) == above
    assert sign_in(cast.hana).get(f"{address}0/").status_code == 404
    rows = sign_in(cast.hana).get(f"/api/v1/journey-entries/{entry.pk}/revisions/").json()["results"]
    assert [(row["by"], row["version"], row["state"]) for row in rows] == [("Asha", 2, "draft"), ("Hana", 1, "draft")]


def test_an_entry_is_previewed_as_one_text_and_its_words_are_kept(sign_in, cast):
    site = SiteFactory(lead=cast.host)
    address = f"{site.get_absolute_url()}journey/new/"
    client = sign_in(cast.hana)
    under = client.get(address).context["writing"]["pass"]
    typed = {"did": "We **met**.", "learned": "Ask first.", "pass": under, "preview": "yes"}
    page = client.post(address, typed)
    headings = ("<h3>What we did</h3>", "<p>We <strong>met</strong>.</p>", "<h3>What we learned</h3>")
    assert [words for words in headings if words not in page.context["preview"]] == []
    assert page.context["form"]["learned"].value() == "Ask first."
    kept = KeptWords.objects.get()
    assert (kept.author, kept.words["did"]) == (cast.hana, ["We **met**."])
    again = client.get(kept.back)
    assert again.context["form"]["did"].value() == "We **met**."


def test_a_form_tells_what_was_saved_meanwhile(sign_in, cast):
    entry = EntryFactory(site=SiteFactory(lead=cast.host), author=cast.hana)
    hana, here = sign_in(cast.hana), f"{entry.get_absolute_url()}change/"
    first = {"version": 1, "happened_on": "2024-03-04", "did": "First.", "found_hard": "A"}
    assert hana.post(here, first).status_code == 302
    second = hana.post(here, {**first, "did": "Second."})
    assert second.status_code == 412
    assert "First.</dd>" in words(second)
    assert "Second.</textarea>" in words(second)


def test_a_council_lists_the_sites_it_leads_and_shares(client, cast):
    SiteFactory(name="Led", lead=cast.host)
    SiteFactory(name="Shared", lead=cast.elsewhere, partners=[cast.host])
    SiteFactory(name="Other", lead=cast.elsewhere)
    page = client.get(f"/councils/{cast.host.gss}/")
    assert [site.name for site in page.context["sites"]] == ["Led", "Shared"]
    assert words(page).count("Demonstrator sites</h2>") == 1
    assert "Demonstrator sites</h2>" not in words(client.get(f"/councils/{cast.observing.gss}/"))


def test_a_council_shows_the_posts_about_it_and_the_reviews_it_hosted_as_far_as_one_may_see_them(cast, sign_in, client):
    PostFactory(title="By it", owner=cast.host)
    PostFactory(title="About it", councils=[cast.host])
    PostFactory(title="For its region", owner=cast.host, visibility="region")
    PostFactory(title="A draft", owner=cast.host, published=False)
    scenes.opened(cast, title="Front door")
    address = f"/councils/{cast.host.gss}/"
    public, hana = client.get(address).context, sign_in(cast.hana).get(address).context
    assert {post.title for post in public["posts"]} == {"By it", "About it"}
    assert {post.title for post in hana["posts"]} == {"By it", "About it", "For its region"}
    assert [[review.title for review in page["reviews"]] for page in (public, hana)] == [[], ["Front door"]]


def test_what_does_not_exist_is_not_found(client):
    for address in ("/sites/none/", "/programmes/none/"):
        assert client.get(address).status_code == 404


def test_a_programme_without_sites_says_so(client):
    programme = StrandFactory().programme
    page = client.get(programme.get_absolute_url())
    assert "No site of this programme is here yet." in words(page)
    assert "Known here: 0 sites of 0 councils." in words(page)
