"""A visit from the request to what was useful, by its two sides, without JavaScript and by keyboard alone alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.faults import faults
from tests.factories import ApproachFactory, SiteFactory, make_booking, make_open_day

pytestmark = pytest.mark.browser
TODAY = timezone.localdate()


def test_a_visit_is_asked_for_accepted_held_and_spoken_of(visitor, cast, live_server):
    site = SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    day = make_open_day(site=site, by=cast.actor("asha"), places=2)
    make_booking(open_day=day, by=cast.actor("dev"))
    ApproachFactory(name="Small teams", slug="small-teams", origin_council=cast.host)
    femi = visitor(by_cookie=cast.femi, java_script_enabled=False)
    femi.open("/sites/pods/")
    femi.follow("Ask for a visit")
    femi.fill("What would you like to learn?", "How the pods began.")
    femi.fill("Earliest day that suits you", str(TODAY))
    femi.fill("Latest day that suits you", str(TODAY - timedelta(1)))
    femi.fill("How many people?", "2")
    femi.press("Ask for the visit")
    femi.reads("The latest day is before the earliest.")
    femi.fill("Latest day that suits you", str(TODAY))
    femi.press("Ask for the visit")
    femi.reads("Femsley to Pods", "Asked for")
    hana = visitor(by_cookie=cast.hana)
    hana.open("/work/")
    hana.follow("A visit to accept or decline")
    hana.reads("How the pods began.")
    hana.follow("Accept")
    hana.fill("Day", str(TODAY))
    hana.fill("Where (optional)", "Town hall")
    hana.press("Accept")
    hana.reads("Accepted", "Town hall")
    found = faults(hana.page, whose="hana")
    femi.page.reload()
    femi.press("It took place")
    femi.follow("Say what was useful")
    femi.fill("What was useful?", "The rota.")
    femi.choose("Members of councils and regions")
    femi.press("Save")
    femi.reads("The rota.", "For: Members of councils and regions")
    for path in ("/visits/", "/sites/pods/", "/open-days/", day.get_absolute_url(), "/programmes/", "/approaches/",
                 "/approaches/small-teams/"):  # fmt: skip
        hana.open(path)
        found += faults(hana.page, whose="hana")
    hana.open("/sites/pods/")
    hana.reads("1 council has visited.", "The rota.")
    assert found == []
