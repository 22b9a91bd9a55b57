"""Proofs of faults, each with a cast of its own; each fails until its fault is mended."""

from peer_review import services
from peer_review.imports import import_past_reviews
from peer_review.models import PastReview
from tests.factories import ThemeFactory

JSON = {"content_type": "application/json"}
HEADER = "host,title,theme,year,first_day,last_day,review_lead,observer,participants,method,conclusions\n"


def test_a_row_that_is_too_short_is_refused_and_nothing_breaks(cast):
    ThemeFactory(slug="neglect", name="Neglect")
    report = import_past_reviews(HEADER + "Ashby\n", by=cast.actor("hana"))
    assert len(report.lines) == 1


def test_a_regional_lead_does_not_overwrite_by_a_file_what_they_may_not_read(cast):
    theme = ThemeFactory(slug="neglect", name="Neglect")
    record = services.record_past_review(
        host=cast.host, title="Neglect", theme=theme, year=2019, conclusions="Ours.", by=cast.actor("hana")
    )
    assert not PastReview.objects.visible_to(cast.actor("edie")).exists()
    import_past_reviews(HEADER + "Ashby,Neglect,neglect,2019,,,,,,,Theirs.\n", by=cast.actor("edie"))
    record.refresh_from_db()
    assert record.conclusions == "Ours."


def test_a_known_record_that_one_may_not_read_is_no_server_error(cast, sign_in):
    theme = ThemeFactory(slug="neglect", name="Neglect")
    said = {"title": "Neglect", "year": 2019}
    services.record_past_review(host=cast.host, theme=theme, conclusions="Ours.", by=cast.actor("hana"), **said)
    client = sign_in(cast.edie)
    client.raise_request_exception = False
    answer = client.post("/api/v1/past-reviews/", {**said, "theme": "neglect", "host": "Ashby"}, **JSON)
    assert answer.status_code < 500
