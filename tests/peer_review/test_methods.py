"""Methods are data: what one asks, who may write it, and that an edition in use stays as it is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.models import Method, MethodRole
from peer_review.queries import methods_offered, people_for_team, possible_holders
from tests.factories import CouncilFactory, MembershipFactory
from tests.peer_review import scenes

ROLES = [{"role": "review_lead", "minimum": 1, "comes_from": ["review_lead"]}]


@pytest.fixture
def methods(db):
    call_command("load_methods", verbosity=0)
    return {method.slug: method for method in Method.objects.all()}


def without_observer(cast, methods, **terms):
    """A challenge day of the host, the council that leads and one more."""
    given = {"observer": None, "participants": [cast.observing], "method": methods["challenge-day"], "team": False}
    return scenes.opened(cast, **{**given, **terms})


def test_the_hub_starts_with_five_methods_and_loading_again_changes_nothing(methods, capsys):
    assert sorted(methods) == [
        "case-file-audit",
        "challenge-day",
        "remote-diagnostic",
        "send-challenge",
        "triad-review",
    ]
    assert all(method.published_at for method in methods.values())
    assert [role.role for role in methods["send-challenge"].roles.all()] == [
        "review_lead",
        "observer",
        "reviewer",
        "parent_carer",
    ]
    call_command("load_methods")
    assert capsys.readouterr().out == "Methods of review: 0 taken, 5 unchanged.\n"


def test_a_review_takes_over_what_its_method_asks(cast, methods):
    review = without_observer(cast, methods, keylines=None)
    assert (review.holder, review.gate_pieces, review.gate_activities) == ("challenge_manager", 2, 1)
    assert [line.question for line in review.keylines.all()] == [
        row.question for row in methods["challenge-day"].questions.all()
    ]
    assert review.visiting_councils == [cast.leading, cast.observing]


@pytest.mark.parametrize(
    ("terms", "field", "sentence"),
    [
        ({"participants": []}, "participants", "In “Challenge day” 1 to 2 other councils take part."),
        ({"observer": "observing"}, "observer", "In “Challenge day” no council observes."),
        ({"participants": ["leading"]}, "participants", "Benfield has a place in this review already."),
        ({"method": "triad-review"}, "observer", "Choose the council that observes."),
        (
            {"method": "triad-review", "observer": "observing", "participants": ["elsewhere"]},
            "participants",
            "In “Triad review” no other council takes part.",
        ),
    ],
)
def test_a_method_says_which_councils_take_part(cast, methods, terms, field, sentence):
    of = {"method": lambda slug: methods[slug], "observer": lambda name: getattr(cast, name)}
    given = {name: of[name](value) for name, value in terms.items() if name in of}
    if "participants" in terms:
        given["participants"] = [getattr(cast, name) for name in terms["participants"]]
    with pytest.raises(DomainError) as refused:
        without_observer(cast, methods, **given)
    assert (refused.value.field, refused.value.sentence) == (field, sentence)


def test_a_challenge_manager_of_the_region_sits_reads_and_holds(cast, methods):
    review = without_observer(cast, methods, method=methods["remote-diagnostic"], participants=[])
    assert cast.edie in people_for_team(review)
    assert cast.edie in possible_holders(review)
    terms = {"review": review, "by": cast.actor("hana"), "job_title": "Improvement adviser"}
    services.join_team(person=cast.ben, role="review_lead", **terms)
    with pytest.raises(
        DomainError, match="A challenge manager comes from the office of the region or a partner agency"
    ):
        services.join_team(person=MembershipFactory(council=cast.leading).person, role="challenge_manager", **terms)
    seat = services.join_team(person=cast.edie, role="challenge_manager", **terms)
    assert (seat.organisation.kind, review.has_holder) == ("hub", True)
    with pytest.raises(DomainError, match="The team has a challenge manager already"):
        services.join_team(person=cast.edie, role="challenge_manager", **terms)
    with pytest.raises(DomainError, match="The method “Remote diagnostic” has no observer"):
        services.join_team(person=cast.carys, role="observer", **terms)


def test_a_council_that_takes_part_sees_the_review_and_sends_reviewers(cast, methods):
    review = without_observer(cast, methods)
    assert list(type(review).objects.visible_to(cast.actor("carys"))) == [review]
    seat = services.join_team(
        review=review, person=cast.carys, role="reviewer", job_title="Director", by=cast.actor("hana")
    )
    assert seat.organisation.council == cast.observing


def test_a_region_is_offered_its_own_edition_in_place_of_the_one_for_everyone(cast, methods):
    terms = {"slug": "triad-review", "name": "Triad review", "summary": "Ours.", "roles": ROLES}
    with pytest.raises(PermissionDenied):
        services.define_method(**terms, region=cast.region, by=cast.actor("femi"))
    own = services.define_method(**terms, region=cast.region, by=cast.actor("edie"))
    offered = methods_offered(type(cast.host).objects.filter(pk=cast.host.pk))
    assert own in offered
    assert methods["triad-review"] not in offered
    assert methods["triad-review"] in methods_offered(type(cast.host).objects.filter(pk=cast.elsewhere.pk))
    with pytest.raises(DomainError, match="not offered here any more"):
        scenes.opened(cast, method=methods["triad-review"])
    assert str(own) == "Triad review (Northmoor)"


def test_a_published_method_keeps_what_it_asks(methods):
    method = methods["triad-review"]
    for change in ({"name": "Other"}, {"gate_pieces": 1}, {"published_at": None}):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            Method.objects.filter(pk=method.pk).update(**change)
    role = {"role": "parent_carer", "comes_from": ["agency"]}
    for work in (
        lambda: MethodRole.objects.create(method=method, **role),
        lambda: method.roles.update(minimum=9),
        lambda: method.roles.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="a published method keeps what it asks"), transaction.atomic():
            work()
    assert Method.objects.filter(pk=method.pk).update(withdrawn_at=method.published_at) == 1


def test_an_edition_in_writing_is_for_those_who_lead_the_region(cast):
    draft = Method.objects.create(slug="ours", name="Ours", summary="Ours.", region=cast.region)
    MethodRole.objects.create(method=draft, **ROLES[0])
    for who, seen in {"edie": [draft], "femi": [], "hana": [], "gwen": [], "robo": [], "nobody": []}.items():
        assert list(Method.objects.visible_to(cast.actor(who))) == seen
        assert MethodRole.objects.visible_to(cast.actor(who)).count() == len(seen)


def test_methods_and_their_parts_keep_their_constraints(cast):
    method = Method.objects.create(slug="ours", name="Ours", summary="Ours.")

    def refused(work):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            work()
        return error.value.__cause__.diag.constraint_name

    rows = Method.objects.filter(pk=method.pk)
    assert refused(lambda: Method.objects.create(slug="ours", name="O", summary="O")) == "one_edition_of_a_method"
    assert refused(lambda: rows.update(gate_sources=0)) == "a_methods_gate_asks_for_something"
    assert refused(lambda: rows.update(participants_min=2)) == "a_method_has_room_for_those_it_asks"
    role = {"role": "reviewer", "comes_from": ["agency"]}
    method.roles.create(**role)
    assert refused(lambda: method.roles.create(**role)) == "a_method_names_a_role_once"
    assert refused(lambda: method.roles.update(minimum=2, maximum=1)) == "a_role_has_room_for_those_it_asks"
    for rows, terms, name in (
        (method.questions, {"question": "Why?"}, "one_question_per_position"),
        (method.documents, {"title": "Figures"}, "one_document_per_position"),
        (method.activities, {"kind": "data", "title": "Figures"}, "one_activity_per_position"),
    ):
        rows.create(position=1, **terms)
        assert refused(lambda rows=rows, terms=terms: rows.create(position=1, **terms)) == name
    assert refused(lambda: method.activities.update(day=0)) == "a_method_counts_its_days_from_one"


def test_a_council_takes_part_once_and_keeps_its_place(cast, methods):
    review = without_observer(cast, methods)
    with pytest.raises(IntegrityError, match="a_council_takes_part_once"), transaction.atomic():
        review.participants.create(council=cast.observing)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        review.participants.update(council=CouncilFactory())
    assert review.participants.visible_to(cast.actor("femi")).count() == 0
    assert review.participants.visible_to(cast.actor("carys")).count() == 1
    assert str(review.participants.get()) == "Carrow"


def test_a_review_keeps_its_rules_of_state(scene):
    from django.utils import timezone

    from peer_review.models import Review

    now, rows = timezone.now(), Review.objects.filter(pk=scene.review.pk)

    def refused(**values):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            rows.update(**values)
        return error.value.__cause__.diag.constraint_name

    assert refused(final_at=now) == "a_final_report_has_its_moment"
    assert refused(closed_at=now) == "a_closed_review_has_its_moment"
    assert refused(state="postponed") == "a_pause_has_who_when_why_and_a_way_back"
    assert refused(pause_reason="Snow.") == "a_pause_has_who_when_why_and_a_way_back"
    assert refused(host_agreed_at=None) == "the_host_agrees_with_who_and_when"
    assert refused(lead_agreed_by=None) == "the_lead_agrees_with_who_and_when"
    for frozen in ({"holder": "challenge_manager"}, {"method": None}):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            rows.update(**frozen)
    assert connection.is_usable()
