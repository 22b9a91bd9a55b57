"""A post as one hub tells it to another, without loss: what stands beside the HTML in an entry of its Atom export."""

import json
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from blogs.models import Adopter, CaseStudy, Outcome

NAMESPACE = "urn:improvement-hub:post"
SAID = ("title", "kind", "summary", "body", "source", "source_name", "source_guid", "source_url", "demonstration")
ROW = {"id", "created_at", "changed_at", "version", "case_study", "council"}
OUTCOME = tuple(field.name for field in Outcome._meta.fields if field.name not in ROW)
ADOPTER = tuple(field.name for field in Adopter._meta.fields if field.name not in ROW)
OF_ITS_OWN = {"post", "evidence_level", "standing"}  # follow from what else is said
STUDY = tuple(field.name for field in CaseStudy._meta.fields if field.name not in OF_ITS_OWN)


class BadRecord(ValueError):
    """A record that no hub writes."""


def written(post) -> str:
    """As JSON, which keeps every space and sign."""
    return json.dumps(
        {
            **{name: getattr(post, name) for name in SAID},
            "id": str(post.pk),
            "slug": post.slug,
            "published_on": post.published_on.isoformat() if post.published_on else None,
            "published": post.is_published,
            "visibility": post.visibility,
            "owner": post.owner.gss if post.owner else None,
            "authors": post.author_names,
            "councils": sorted(council.gss for council in post.councils.all()),
            "themes": sorted(theme.slug for theme in post.themes.all()),
            "partners": [council.gss for council in post.partners],
            "case_study": sections_in(post.sections) if post.sections else None,
        },
        default=str,
    )


def sections_in(study) -> dict:
    return {
        **{name: getattr(study, name) for name in STUDY},
        "outcomes": [{name: getattr(outcome, name) for name in OUTCOME} for outcome in study.outcomes.all()],
        "adopters": [
            {name: getattr(adopter, name) for name in ("id", *ADOPTER)} | {"council": adopter.council.gss}
            for adopter in study.adopters.all()
        ],
    }


def read(said: str) -> dict:
    """The same again, days as dates and amounts as numbers. Raises BadRecord.

    Hubs of before did not say who writes a post together, nor the sections of a case study.
    """
    try:
        record = json.loads(said)
        day = record["published_on"]
        names = (*SAID, "id", "slug", "published", "visibility", "owner", "authors", "councils", "themes")
        return {name: record[name] for name in names} | {
            "published_on": date.fromisoformat(day) if day else None,
            "partners": record.get("partners", []),
            "case_study": sections_of(record.get("case_study")),
        }
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError, ValidationError) as trouble:
        raise BadRecord from trouble


def sections_of(said) -> dict | None:
    if said is None:
        return None
    return {
        **typed(CaseStudy, STUDY, said),
        "outcomes": [typed(Outcome, OUTCOME, one) for one in said["outcomes"]],
        "adopters": [
            typed(Adopter, ADOPTER, one) | {"id": UUID(one["id"]), "council": one["council"]}
            for one in said["adopters"]
        ],
    }


def typed(model, names, said) -> dict:
    """As fields of the model hold it."""
    return {name: model._meta.get_field(name).to_python(said[name]) for name in names}
