"""Case studies are posts with sections: one item, one id, one version, and a text that is made of its sections."""

from django.db import transaction

from blogs import queries
from blogs.models import CaseStudy, Post
from blogs.services.posts import in_plain_lines, rewrite, write_post
from blogs.services.turns import end_turn
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import in_a_sentence, lock, store
from improvement_hub.core.workflow import move

OF_THE_POST = ("title", "summary")


@transaction.atomic
def write_case_study(*, owner, title, by, id=None, visibility=None, themes=(), councils=(), summary="", **sections):
    """A draft that a member of a council writes for it, or an administrator for no council.

    sections: what is a field of a case study. `id` is the one the sender made: the same draft sent twice is stored
    once, and the stored one is returned.
    """
    study = CaseStudy(**tidied(sections))
    with in_a_sentence():  # before the text that is made of them, whose complaint would be at no field of the form
        study.clean_fields(exclude={"post"})
    terms = {"id": id, "visibility": visibility, "themes": themes, "councils": councils, "summary": summary}
    facts = {"kind": Post.Kind.CASE_STUDY, "body": study.as_text([])}
    post = write_post(owner=owner, title=title, by=by, **terms, **facts)
    if post.sections is None:
        study.post = post
        store(study)
    return post


def tidied(said) -> dict:
    """Without empty lines around them, and with lines that end as everywhere else."""
    plain = in_plain_lines(said)
    return {name: value.strip() if isinstance(value, str) else value for name, value in plain.items()}


@transaction.atomic
def change_case_study(*, post, by, version=None, themes=None, councils=None, **said):
    """Whoever may change the post changes its sections, or puts it into sections: then its text is theirs.

    said: title, summary, and what is a field of a case study. What is left out stays; where nothing changes, there
    is no new version.
    """
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    end_turn(post=post, by=by)
    of_post = {name: said.pop(name) for name in OF_THE_POST if name in said}
    study, is_new = sections_of(post)
    said = tidied(said)
    changed = [name for name, value in said.items() if getattr(study, name) != value]
    for name in changed:
        setattr(study, name, said[name])
    if changed or is_new:
        store(study)
    of_post["body"] = study.as_text(queries.outcomes_of(post))
    return rewrite(post, themes=themes, councils=councils, touched=bool(changed) or is_new, **of_post)


def sections_of(post) -> tuple[CaseStudy, bool]:
    """Those of a case study, or new ones; and whether they are new."""
    if not post.is_case_study:
        raise DomainError("Only a case study has sections. Make this post one first.")
    return (post.sections, False) if post.sections else (CaseStudy(post=post), True)


@transaction.atomic
def confirm_case_study(*, post, by, version=None):
    """Someone of its council says that it still holds: the next review is two years on."""
    post = lock(post, version=version)
    study = sections_in(post)
    move(study, "confirm", by=by)
    return store(post)


def sections_in(post) -> CaseStudy:
    """The sections that a post has; a sentence where it has none."""
    if post.sections is None:
        raise DomainError("Put the case study into its sections first.")
    return post.sections


@transaction.atomic
def let_age(*, case_study_id, step, by):
    """What the clock does with a case study that nobody confirmed: `age`, then `archive`. Safe to repeat."""
    post = lock(Post(pk=case_study_id))
    study = post.case_study
    declared = study.workflow.named(step)
    if study.standing not in declared.sources or any(not check.met for check in declared.checklist(study)):
        return study
    return move(study, step, by=by)
