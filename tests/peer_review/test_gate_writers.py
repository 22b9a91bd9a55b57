"""Two people at work on the same statement and its evidence, in random orders: none leaves a finding short."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.models import Support
from tests.cast import make_cast
from tests.peer_review import scenes
from tests.peer_review.test_gate_races import both
from tests.peer_review.walks import what_is_broken

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = ("withdraw", "unlink", "turn", "link", "link_several", "accept", "reopen", "hold", "lift", "reword", "answer")
WORK = st.lists(st.tuples(st.sampled_from(TRIES), st.integers(0, 3)), min_size=1, max_size=4)


class Desk:
    """One statement that is a finding with one piece to spare, and what may be tried with it."""

    def __init__(self, scene):
        self.scene, self.ben, self.carys = scene, scene.actor("ben"), scene.actor("carys")
        self.pieces = [*scene.enough(), scene.log(1, "leaders")]
        self.statement = scene.step(scene.hypothesis(self.pieces), "accept", "ben")

    def link_of(self, number):
        return Support.objects.filter(statement=self.statement, evidence=self.pieces[number]).first()

    def withdraw(self, number):
        services.withdraw_evidence(evidence=self.pieces[number], reason="Misheard.", by=self.ben)

    def unlink(self, number):
        if link := self.link_of(number):
            services.unlink_evidence(link=link, by=self.ben)

    def turn(self, number):
        if link := self.link_of(number):
            services.turn_link(link=link, by=self.ben)

    def link(self, number):
        terms = {"statement": self.statement, "relation": "supports", "by": self.ben}
        services.link_evidence(evidence=self.pieces[number], **terms)

    def link_several(self, number):
        terms = {"statement": self.statement, "relation": "supports", "by": self.ben}
        services.link_several(evidence=self.pieces[number:], **terms)

    def reword(self, number):
        services.change_statement(statement=self.statement, text=f"{number}", bearing="strength", by=self.ben)

    def answer(self, number):
        services.answer_hold(statement=self.statement, words=f"{number}", by=self.ben)

    def move(self, step):
        by = self.carys if step in ("hold", "lift") else self.ben
        services.move_statement(statement=self.statement, step=step, reason="Whom did we not hear?", by=by)

    def do(self, work):
        """Everything in its turn; a rule that refuses leaves the rest to be tried. Any other error is one of ours."""
        for what, number in work:
            try:
                getattr(self, what)(number) if hasattr(self, what) else self.move(what)
            except (DomainError, PermissionDenied, Support.DoesNotExist):
                continue


def writers_meet(examples, **terms):
    scene, errors = scenes.on_site(make_cast()), []

    def run(desk, work):
        try:
            desk.do(work)
        except Exception as error:
            errors.append(f"{work}: {error!r}")

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), **terms)
    @given(first=WORK, second=WORK)
    def meet(first, second):
        desk = Desk(scene)
        both(lambda: run(desk, first), lambda: run(desk, second))
        assert errors == []
        assert what_is_broken() == []

    meet()


def test_two_writers_never_leave_a_finding_short():
    writers_meet(3, derandomize=True)


@pytest.mark.slow
def test_two_writers_at_length_never_leave_a_finding_short():
    writers_meet(60)
