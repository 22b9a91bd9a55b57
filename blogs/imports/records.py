"""Entries of a hub's own export: nothing is read out of their HTML, since the record beside it says it all."""

from dataclasses import dataclass
from uuid import UUID

from blogs import records
from blogs.imports.pieces import IMAGES
from blogs.imports.report import RefusedItem
from blogs.models import Post
from blogs.records.images import read as read_image
from blogs.services.restoring import restore_post
from blogs.services.restoring_images import of_image
from blogs.workflow import knows_its_images
from improvement_hub.councils.models import Council

TAG = "hub_post"  # as the parser of feeds calls <hub:post>
MISSING = "its images are not in the file"


@dataclass
class Known:
    """What records name by a code, as it is in this hub."""

    themes: dict
    councils: dict

    @classmethod
    def of_today(cls, themes):
        """themes: those of the vocabulary. Councils by every code they ever had."""
        codes = Council.objects.prefetch_related("identifiers")
        councils = {code.value: council for council in codes for code in council.identifiers.all()}
        return cls({theme.slug: theme for theme in themes}, councils | {council.gss: council for council in codes})


def restored(entry, known, terms) -> tuple[Post, bool, list[str], list[str]]:
    """The post of an entry, whether it was here, what changed, and what to remark. Raises RefusedItem, DomainError."""
    try:
        record = records.read(entry[TAG])
        was_here = Post.objects.filter(pk=UUID(record["id"])).exists()
        post, changes = restore_post(
            record=record,
            owner=council(record["owner"], known) if record["owner"] else None,
            councils=[council(code, known) for code in record["councils"]],
            themes=[known.themes[slug] for slug in record["themes"] if slug in known.themes],
            partners=[council(code, known) for code in record["partners"]],
            adopters=adopters_of(record["case_study"], known),
            images=images_of(entry),
            **terms,
        )
    except (records.BadRecord, ValueError, TypeError, AttributeError):
        raise RefusedItem("What its hub says of it cannot be read.") from None
    return post, was_here, changes, remarks_on(record, known) + remarks_on_images(post, entry, was_here)


def adopters_of(study, known) -> list[dict]:
    adopters = study["adopters"] if study else []
    return [adopter | {"council": council(adopter["council"], known)} for adopter in adopters]


def remarks_on(record, known) -> list[str]:
    unknown = [slug for slug in record["themes"] if slug not in known.themes]
    return [f"not in the vocabulary: {', '.join(unknown)}"] if unknown else []


def images_of(entry) -> list:
    """As its hub sent them. Raises DomainError."""
    images = []
    for number, said in enumerate(entry[IMAGES], start=1):
        with of_image(number):
            images.append(read_image(said))
    return images


def remarks_on_images(post, entry, was_here) -> list[str]:
    number = len(entry[IMAGES])
    remarks = [f"with {number} image{'s' if number > 1 else ''}"] if number and not was_here else []
    if knows_its_images(post):
        remarks.append("an image that its text asks for is not in the file" if number else MISSING)
    return remarks


def council(code, known) -> Council:
    if code not in known.councils:
        raise RefusedItem(f"It names a council that is not in this hub: {code}.")
    return known.councils[code]


def is_record(entry) -> bool:
    return bool(entry.get(TAG))
