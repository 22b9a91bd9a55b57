"""What came of a case study, where it began and elsewhere. Its level follows in the database, at once."""

import uuid

from django.db import transaction

from blogs import queries
from blogs.models import Adopter, Outcome
from blogs.services.case_studies import sections_in, tidied
from blogs.services.posts import rewrite
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store, store_once

MOST_OUTCOMES = 20


@transaction.atomic
def add_outcome(*, post, by, version=None, id=None, **said):
    """Whoever may change the case study says what it changed: a measure, with its baseline, result, n and source.

    The same `id` sent twice is stored once.
    """
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    study = sections_in(post)
    if id and (known := Outcome.objects.filter(pk=id, case_study=study).first()):
        return known
    check_number(study.outcomes.count() + 1)
    outcome = store(Outcome(pk=id or uuid.uuid4(), case_study=study, **tidied(said)))
    tell(post)
    return outcome


@transaction.atomic
def change_outcome(*, outcome, by, version=None, **said):
    """`version` is that of the case study's post."""
    post = lock(outcome.case_study.post, version=version)
    require(by, "blogs.change_post", post)
    outcome = lock(outcome)
    write(outcome, said)
    tell(post)
    return outcome


@transaction.atomic
def remove_outcome(*, outcome, by, version=None):
    """Take an outcome back; the audit trail keeps it."""
    post = lock(outcome.case_study.post, version=version)
    require(by, "blogs.change_post", post)
    outcome.delete()
    return tell(post)


@transaction.atomic
def set_outcomes(*, post, outcomes, by, version=None):
    """These outcomes and no others, each as {field: value}; one of the same measure is changed and not replaced."""
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    study, here = sections_in(post), list(queries.outcomes_of(post))
    check_number(len(outcomes))
    for said in outcomes:
        known = next((outcome for outcome in here if outcome.measure == said["measure"]), None)
        if known:
            here.remove(known)
        write(known or Outcome(case_study=study), said)
    for outcome in here:
        outcome.delete()
    return tell(post)


def write(outcome, said):
    said = tidied(said)
    if outcome._state.adding or any(getattr(outcome, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(outcome, name, value)
        store(outcome)


def check_number(count):
    if count > MOST_OUTCOMES:
        raise DomainError(f"A case study has {MOST_OUTCOMES} outcomes at most: choose the most telling.")


def tell(post):
    """The text of a case study tells its outcomes too."""
    return rewrite(post, touched=True, body=post.case_study.as_text(queries.outcomes_of(post)))


@transaction.atomic
def record_adopter(*, post, council, by, id=None, **said):
    """Someone of another council says that it took up a case study, how it adapted it, and what came of it.

    The same `id` sent twice is stored once.
    """
    post = lock(post)
    require(by, "blogs.adopt_case_study", post)
    adopter = Adopter(pk=id or uuid.uuid4(), case_study=post.case_study, council=council, **tidied(said))
    require(by, "blogs.speak_for_adopter", adopter)
    known = Adopter.objects.filter(pk=adopter.pk, case_study=post.pk, council=council).first()
    return known or store_once(adopter)


@transaction.atomic
def change_adopter(*, adopter, by, version=None, **said):
    """Someone of the council that took it up changes what it said; `version` is the adopter's own."""
    adopter = lock(adopter, version=version)
    require(by, "blogs.speak_for_adopter", adopter)
    said = tidied(said)
    if all(getattr(adopter, name) == value for name, value in said.items()):
        return adopter
    for name, value in said.items():
        setattr(adopter, name, value)
    return store(adopter)


@transaction.atomic
def withdraw_adopter(*, adopter, by, version=None):
    """A council takes back that it took it up; the audit trail keeps what it said."""
    adopter = lock(adopter, version=version)
    require(by, "blogs.speak_for_adopter", adopter)
    adopter.delete()
    return adopter.case_study.post
