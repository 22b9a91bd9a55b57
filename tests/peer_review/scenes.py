"""A review at each stage of its way, reached through the services as its people would."""

import io
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.files.receiving import received
from peer_review import services
from peer_review.models import (
    Activity,
    Document,
    Evidence,
    KeyLineOfEnquiry,
    Method,
    Paragraph,
    Report,
    Review,
    Statement,
)
from tests.cast import Cast
from tests.factories import ThemeFactory

VISIT = date(2026, 3, 4)
# activity, source, note: three pieces, three kinds of source, two activities
ENOUGH = [
    (0, "practitioners", "Workers can ring a colleague the same day."),
    (0, "team_managers", "Managers sit with the workers."),
    (1, "parents", "Parents were called back within two days."),
]


@dataclass
class Scene:
    """A review with its cast; rows are read afresh by `again`."""

    cast: Cast
    review: Review
    keylines: list[KeyLineOfEnquiry]
    activities: list[Activity]

    def actor(self, name):
        return self.cast.actor(name)

    def log(self, activity=0, source="practitioners", note="Heard.", *, by="dev", keyline=0, **terms) -> Evidence:
        return services.log_evidence(
            activity=self.activities[activity],
            keyline=self.keylines[keyline],
            bearing="strength",
            source_role=source,
            note=note,
            by=self.actor(by),
            **terms,
        )

    def enough(self) -> list[Evidence]:
        return [self.log(activity, source, note) for activity, source, note in ENOUGH]

    def hypothesis(self, evidence=()) -> Statement:
        return services.make_hypothesis(
            keyline=self.keylines[0],
            text="Help comes quickly.",
            bearing="strength",
            evidence=evidence,
            by=self.actor("ben"),
        )

    def finding(self) -> Statement:
        return self.step(self.hypothesis(self.enough()), "accept", "ben")

    def step(self, statement, name, by, **inputs) -> Statement:
        return services.move_statement(statement=statement, step=name, by=self.actor(by), **inputs)

    def move(self, name, by="ben", **inputs) -> Review:
        self.review = services.move_review(review=self.review, step=name, by=self.actor(by), **inputs)
        return self.review

    def guest(self, name="Gita", *, email="", role="reviewer", **terms):
        """Someone on the team without an account, from a parent carer forum."""
        place = {"agency": "Northmoor Parents", "agency_kind": "parent_carers"}
        who = {"name": name, "role": role, "job_title": "Parent carer", "email": email}
        return services.seat_guest(review=self.review, by=self.actor("ben"), **{**place, **who, **terms})

    def with_guest(self, title="Parents together", name="Gita", **terms):
        """An activity in which someone without an account takes part."""
        guest = self.guest(name)
        services.declare(member=guest, by=self.actor("ben"))
        return services.plan_activity(
            review=self.review, kind="focus_group", title=title, takes_place_on=VISIT, people=[guest],
            by=self.actor("ben"), **terms,
        )  # fmt: skip

    def both_sides(self):
        """A guest with a soft conflict that nobody overrode, and the host's sponsor."""
        guest = self.guest()
        conflict = services.declare(member=guest, basis="worked", words="Until last May.", by=self.actor("ben"))
        terms = {"name": "Ines Stone", "job_title": "Chief executive", "by": self.actor("asha")}
        return guest, conflict, services.name_at_host(review=self.review, role="host_sponsor", **terms)

    def report(self) -> Statement:
        """A finding, all activities done, feedback given."""
        finding = self.finding()
        for activity in self.activities:
            services.move_activity(activity=activity, step="mark_done", by=self.actor("dev"))
        self.move("finish_visit")
        self.move("give_feedback")
        return Statement.objects.get(pk=finding.pk)

    def drafted(self) -> Statement:
        """Reported, and the report is being drafted."""
        finding = self.report()
        self.move("draft_report")
        return finding

    def summarised(self) -> Statement:
        """Drafted, and nothing is missing for the host to read it."""
        finding = self.drafted()
        self.write(self.paragraph("summary"), "Help comes quickly.")
        return finding

    def paragraph(self, part="finding") -> Paragraph:
        return Paragraph.objects.get(report__review=self.review, part=part)

    def write(self, paragraph, text, *, by="ben", **terms) -> Paragraph:
        return services.write_paragraph(paragraph=paragraph, text=text, by=self.actor(by), **terms)

    def checked(self) -> Statement:
        """The host has the report for its accuracy check."""
        finding = self.summarised()
        self.move("send_to_host")
        return finding

    def final(self) -> Statement:
        finding = self.checked()
        self.finish()
        return finding

    def finish(self) -> Review:
        """From the draft or the accuracy check to the final report, with nothing to correct."""
        if self.review.state == "draft_report":
            self.write(self.paragraph("summary"), "Help comes quickly.")
            self.move("send_to_host")
        services.end_check(report=Report.objects.get(review=self.review), by=self.actor("hana"))
        return self.move("make_final")


def document(review, by, content=b"%PDF-1.7 Invented.", name="plan.pdf", **terms) -> Document:
    """Added by one of the host's people or of the team; the same content is refused the second time."""
    said = {"title": "Improvement plan", "kind": "strategy", "classification": "official", "owner": "Head of service"}
    with closing(received(name, [content])) as file:
        return services.add_document(review=review, file=file, by=by, **{**said, **terms})


def replaced(document, by, content, name="plan.pdf", **terms) -> Document:
    with closing(received(name, [content])) as file:
        return services.replace_file(document=document, file=file, by=by, **terms)


def triad_method() -> Method:
    """The national triad review, made once for each test: its questions, documents and timetable are left out."""
    known = Method.objects.filter(slug="triad-review").first()
    roles = [
        {"role": "review_lead", "minimum": 1, "maximum": 1, "comes_from": ["review_lead"]},
        {"role": "observer", "minimum": 1, "maximum": 1, "comes_from": ["observer"]},
        {"role": "reviewer", "comes_from": ["review_lead", "observer", "agency"]},
        {"role": "case_auditor", "comes_from": ["review_lead", "observer", "agency"]},
    ]
    terms = {
        "slug": "triad-review",
        "name": "Triad review",
        "summary": "Three councils.",
        "asks_self_assessment": False,
    }
    return known or services.define_method(roles=roles, **terms, by=OPERATOR)


def members(cast):
    return [
        {"person": cast.ben, "role": "review_lead", "job_title": "Head of improvement", "declared": True},
        {"person": cast.carys, "role": "observer", "job_title": "Director", "declared": True},
        {"person": cast.dev, "role": "reviewer", "job_title": "Area police commander", "declared": True},
    ]


def opened(cast, *, team=True, **terms) -> Review:
    """Hana opens a review of Ashby, led by Benfield, observed by Carrow."""
    given = {
        "host": cast.host,
        "review_lead": cast.leading,
        "observer": cast.observing,
        "title": "Front door",
        "theme": ThemeFactory(),
        "method": triad_method(),
        "scope": "How families reach help.",
        "keylines": ["Is help timely?", "Is help shared?"],
        "members": members(cast) if team else [],
        "starts_on": VISIT,
        "ends_on": VISIT,
        "by": cast.actor("hana"),
    }
    return services.open_review(**{**given, **terms})


def prepared(cast, **terms) -> Review:
    """Scope agreed, team confirmed: the preparation begins."""
    review = opened(cast, **terms)
    for side in ("hana", "ben"):
        services.agree_to_scope(review=review, by=cast.actor(side))
    for step in ("agree_scope", "confirm_team", "begin_preparing"):
        review = services.move_review(review=review, step=step, by=cast.actor("hana"))
    return review


def on_site(cast, **terms) -> Scene:
    review = prepared(cast, **terms)
    activities = [
        services.plan_activity(
            review=review, kind="focus_group", title=title, takes_place_on=VISIT, by=cast.actor("ben")
        )
        for title in ("Social workers", "Parents")
    ]
    scene = Scene(cast, review, list(review.keylines.all()), activities)
    scene.move("start_visit")
    return scene


def corrupted(content):
    """A zip archive whose first entry cannot be unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("[Content_Types].xml")
    start = entry.header_offset + 30 + len(entry.filename)
    return content[:start] + b"\xff" * min(entry.compress_size, 40) + content[start + min(entry.compress_size, 40) :]
