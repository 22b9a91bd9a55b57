"""What a post from another hub's export has beside its text: the sections of a case study, and other councils."""

import uuid

from blogs.models import Adopter, CaseStudy, Outcome, PostPartner
from blogs.records import OUTCOME, STUDY
from blogs.services.case_studies import let_age
from blogs.services.outcomes import check_number
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.services import store

COMPARED = [name for name in STUDY if name != "ageing_since"]  # the clock's, here as there


def restore_sections(post, said) -> list[str]:
    """Sections with their outcomes, as they were there; where none are said, those that are here stay."""
    if said is None or not post.is_case_study:
        return []
    study = post.sections or CaseStudy(post=post)
    changed = [name for name in COMPARED if getattr(study, name) != said[name]]
    for name in changed:
        setattr(study, name, said[name])
    if changed or study._state.adding:
        store(study)
    return ["sections"] if set_told(study, said["outcomes"]) or changed else []


def set_told(study, outcomes) -> bool:
    here = [{name: getattr(outcome, name) for name in OUTCOME} for outcome in study.outcomes.all()]
    if here == outcomes:
        return False
    check_number(len(outcomes))
    study.outcomes.all().delete()
    for said in outcomes:
        store(Outcome(case_study=study, **said))
    return True


def bring_others(post, partners, adopters):
    """What other councils have to do with a post that is new here. With one that is here, each speaks for itself."""
    for council in partners:
        store(PostPartner(post=post, council=council))
    for said in adopters if post.sections else []:
        is_taken = Adopter.objects.filter(pk=said["id"]).exists()
        store(Adopter(**said | ({"id": uuid.uuid4()} if is_taken else {}), case_study=post.sections))


def age_as_there(post, ageing_since):
    """What the clock would do with it tonight; the year until it is archived is counted as it was there."""
    study = let_age(case_study_id=post.pk, step="age", by=CLOCK)
    if study.in_question:
        study.ageing_since = ageing_since
        store(study)
        let_age(case_study_id=post.pk, step="archive", by=CLOCK)
