"""Posts of invented councils: one waits for an editor, one came back, and one is a case study that another tried."""

from datetime import date

from blogs import services
from blogs.models import Post, Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.audit import acting_as
from improvement_hub.overview.demo import words

FIGURES = ("measure", "unit", "baseline", "result", "n", "period", "source")


def load_posts(demo):
    larkmere = demo.councils["larkmere"]
    if Post.objects.filter(owner=larkmere).exists():
        return
    asha, hana = (actor_of_person(demo.people[short]) for short in ("asha", "hana"))
    submit(services.write_case_study, words.SUBMITTED_CASE_STUDY, owner=larkmere, by=hana)
    returned = submit(services.write_post, words.RETURNED_POST, owner=larkmere, by=hana)
    with acting_as(asha):
        services.move_post(post=returned, step="return", reason=words.RETURNED_BECAUSE, by=asha)


def submit(write, facts, *, owner, by):
    with acting_as(by):
        post = write(**facts | themed(facts), owner=owner, councils=[owner], by=by)
        return services.move_post(post=post, step="submit", by=by)


def themed(facts):
    return {"themes": Theme.objects.filter(slug__in=facts["themes"])}


def load_case_studies(demo):
    """Brambleford's, with its outcomes; Tidewell tried it."""
    brambleford, tidewell = (demo.councils[short] for short in ("brambleford", "tidewell"))
    if Post.objects.filter(owner=brambleford).exists():
        return
    femi, ben = (actor_of_person(demo.people[short]) for short in ("femi", "ben"))
    facts = words.PUBLISHED_CASE_STUDY
    with acting_as(femi):
        post = services.write_case_study(**facts | themed(facts), owner=brambleford, by=femi)
        for figures in words.OUTCOMES:
            services.add_outcome(post=post, by=femi, **dict(zip(FIGURES, figures, strict=True)))
        services.publish_post(post=post, by=femi)
    with acting_as(ben):
        said = {**words.ADOPTER, "started_on": date(2025, 4, 1)}
        services.record_adopter(post=post, council=tidewell, by=ben, **said)
