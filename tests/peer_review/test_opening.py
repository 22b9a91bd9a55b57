import pytest
from django.core.exceptions import PermissionDenied

from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import services
from peer_review.models import Evidence, Review
from tests.factories import CouncilFactory, MembershipFactory
from tests.peer_review import scenes


def test_an_improvement_officer_of_the_host_opens_a_review_with_three_councils(cast):
    review = scenes.opened(cast)
    seats = (review.host, review.review_lead, review.observer)
    assert seats == (cast.host, cast.leading, cast.observing)
    assert review.host_officer == cast.hana
    assert [line.question for line in review.keylines.all()] == ["Is help timely?", "Is help shared?"]
    assert {m.person: m.role for m in review.team.all()} == {
        cast.ben: "review_lead",
        cast.carys: "observer",
        cast.dev: "reviewer",
    }


@pytest.mark.parametrize("name", ["dev", "edie", "gwen", "robo", "nobody"])
def test_who_runs_no_council_opens_no_review(cast, name):
    with pytest.raises(PermissionDenied):
        scenes.opened(cast, by=cast.actor(name))
    assert Review.objects.count() == 0


def test_a_review_of_another_council_is_refused(cast):
    with pytest.raises(DomainError, match="your own council only"):
        scenes.opened(cast, by=cast.actor("femi"))


def test_a_council_cannot_sit_in_two_seats(cast):
    with pytest.raises(DomainError, match="three different councils"):
        scenes.opened(cast, observer=cast.leading, team=False)


def test_a_review_without_a_question_is_refused_and_leaves_nothing(cast):
    with pytest.raises(DomainError, match="at least one key line") as refused:
        scenes.opened(cast, keylines=[])
    assert refused.value.field == "keylines"
    assert Review.objects.count() == 0


def test_a_question_with_an_nhs_number_is_refused_at_its_field(cast):
    with pytest.raises(DomainError, match="NHS number") as refused:
        scenes.opened(cast, keylines=["What of 943 476 5919?"])
    assert refused.value.field == "keylines"


def test_an_invented_council_never_reviews_a_real_one(cast):
    invented = CouncilFactory(demonstration=True)
    with pytest.raises(DomainError, match="demonstration councils only"):
        scenes.opened(cast, observer=invented, team=False)


@pytest.mark.parametrize(
    ("role", "who", "sentence"),
    [
        ("review_lead", "carys", "A review lead comes from Benfield."),
        ("observer", "ben", "An observer comes from Carrow."),
        ("reviewer", "asha", "The visiting team comes from outside the host."),
        ("reviewer", "femi", "A reviewer comes from Benfield or Carrow or a partner agency."),
    ],
)
def test_a_seat_is_for_those_it_is_meant_for(cast, role, who, sentence):
    review = scenes.opened(cast, team=False)
    with pytest.raises(DomainError) as refused:
        services.join_team(
            review=review, person=cast.person(who), role=role, job_title="Director", by=cast.actor("hana")
        )
    assert refused.value.sentence == sentence


def test_nobody_sits_twice_on_a_team(cast):
    review = scenes.opened(cast)
    with pytest.raises(DomainError, match="on the team already"):
        services.join_team(review=review, person=cast.dev, role="reviewer", job_title="Police", by=cast.actor("hana"))


def test_the_review_lead_may_change_scope_and_questions(cast):
    review = scenes.opened(cast)
    changed = services.change_review(
        review=review,
        scope="Narrower.",
        keylines=["Is help timely for all?", "Is help shared?", "Who is missing?"],
        by=cast.actor("ben"),
        version=review.version,
    )
    assert changed.scope == "Narrower."
    assert [line.question for line in changed.keylines.all()] == [
        "Is help timely for all?",
        "Is help shared?",
        "Who is missing?",
    ]


def test_a_change_on_a_stale_version_is_refused(cast):
    review = scenes.opened(cast)
    services.change_review(review=review, scope="First.", by=cast.actor("hana"), version=review.version)
    with pytest.raises(StaleVersion) as stale:
        services.change_review(review=review, scope="Second.", by=cast.actor("ben"), version=review.version)
    assert stale.value.current.scope == "First."


def test_a_question_is_written_once(cast):
    with pytest.raises(DomainError, match="written once"):
        scenes.opened(cast, keylines=["Is help timely?", "Is help timely?"])


def test_a_council_that_has_ended_takes_no_seat(cast):
    former = CouncilFactory(name="Oldham-on-Test", ended_on=scenes.VISIT, started_on=None)
    with pytest.raises(DomainError, match="Oldham-on-Test no longer exists") as refused:
        scenes.opened(cast, observer=former, team=False)
    assert refused.value.field == "observer"


def test_who_has_come_to_act_for_the_host_sits_and_reads_no_more(scene):
    scene.log()
    MembershipFactory(person=scene.cast.dev, role="director", council=scene.cast.host)
    assert not Evidence.objects.visible_to(scene.actor("dev")).exists()
    with pytest.raises(DomainError, match="outside the host"):
        services.join_team(
            review=scene.review, person=scene.cast.dev, role="reviewer", job_title="Police", by=scene.actor("ben")
        )


def test_a_question_with_evidence_stays(scene):
    scene.log(keyline=1)
    with pytest.raises(DomainError, match="has evidence or statements already"):
        services.change_review(review=scene.review, keylines=["Only this?"], by=scene.actor("ben"))


def test_a_question_nobody_used_can_go(scene):
    scene.log()
    changed = services.change_review(
        review=scene.review, keylines=["Who is missing?", "Is help timely?"], by=scene.actor("ben")
    )
    assert [line.question for line in changed.keylines.all()] == ["Who is missing?", "Is help timely?"]
    assert Evidence.objects.get().keyline.question == "Is help timely?"
    fewer = services.change_review(review=scene.review, keylines=["Is help timely?"], by=scene.actor("ben"))
    assert [line.question for line in fewer.keylines.all()] == ["Is help timely?"]


def test_a_visit_that_ends_before_it_starts_is_refused(cast):
    for days in ({"ends_on": scenes.VISIT.replace(day=3)}, {"starts_on": None}):
        with pytest.raises(DomainError, match="it is not after the last"):
            scenes.opened(cast, **days)


def test_a_person_from_elsewhere_in_the_leading_council_joins_as_reviewer(cast):
    review = scenes.opened(cast)
    colleague = MembershipFactory(person__organisation=cast.ben.organisation, role="editor").person
    member = services.join_team(
        review=review, person=colleague, role="reviewer", job_title="Auditor", by=cast.actor("ben")
    )
    assert member.organisation == cast.ben.organisation


def test_what_is_amiss_in_a_field_and_between_fields_is_said_at_once(cast, sign_in):
    method, former = scenes.triad_method(), CouncilFactory(name="Oldham-on-Test", ended_on=None)
    terms = {"method": method.pk, "host": cast.host.pk, "review_lead": cast.host.pk, "title": "", "theme": ""}
    client = sign_in(cast.hana)

    def said(**more):
        form = client.post("/reviews/new/", {**terms, **more}).context["form"]
        return {name: [str(words) for words in found] for name, found in form.errors.items()}

    triad = "Host, review lead and observer are three different councils."
    days = "A visit with a last day has a first day, and it is not after the last."
    missing = {name: said()[name] for name in ("title", "theme")}
    assert said() == {**missing, "observer": ["Choose the council that observes."], "__all__": [triad]}
    seats = {"review_lead": cast.leading.pk, "observer": cast.observing.pk, "participants": former.name}
    assert said(**seats, starts_on="2026-03-05", ends_on="2026-03-04") == {
        **missing,
        "participants": ["In “Triad review” no other council takes part."],
        "__all__": [days],
    }
    assert set(said(**seats, starts_on="soon", ends_on="2026-03-04")) == {*missing, "participants", "starts_on"}
    assert set(said(method="", host="", review_lead="", ends_on="")) == {*missing, "method", "host", "review_lead"}
