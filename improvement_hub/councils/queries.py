"""What lists and pages of councils show, each with all that a row of it needs."""

import re
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, F, Prefetch, Q
from django.db.models.functions import Greatest, Lower
from django.utils import timezone

from improvement_hub.councils.models import Council, Identifier, Neighbour, Region

NAMES_NOTHING = {"and", "of", "the", "council"}
LIKE_ENOUGH = 0.3  # PostgreSQL's own threshold for words that are misspelt


def council_list(actor):
    return Council.objects.visible_to(actor).select_related("region")


def council_details(actor):
    """Councils with their codes, and with those they followed and were followed by."""
    related = [
        Prefetch("identifiers", Identifier.objects.visible_to(actor)),
        Prefetch("successors", council_list(actor).order_by(Lower("name"))),
        Prefetch("predecessors", council_list(actor).order_by(Lower("name"))),
    ]
    return council_list(actor).prefetch_related(*related)


def neighbours_of(council, actor):
    """The statistical neighbours, the closest first."""
    return Neighbour.objects.visible_to(actor).filter(council=council).select_related("neighbour__region")


def region_list(actor):
    """Regions with `council_count`, of councils in being today; invented ones count in invented regions."""
    today = timezone.localdate()
    in_being = (
        Q(councils__demonstration=F("demonstration"))
        & (Q(councils__started_on=None) | Q(councils__started_on__lte=today))
        & (Q(councils__ended_on=None) | Q(councils__ended_on__gte=today))
    )
    regions = Region.objects.visible_to(actor).annotate(council_count=Count("councils", filter=in_being))
    return regions.order_by(Lower("name"))  # a grouped query forgets the order of its model


def councils_of(region, actor):
    """The councils of a region, past ones included, in the order of their names."""
    found = council_list(actor).filter(region=region, demonstration=region.demonstration)
    return found.order_by(Lower("name"), "gss")


def addressed_by(councils, address: str):
    """The council of an address: its id, or any code it ever had in any scheme. None if there is none.

    Where a number stands in two schemes, a GSS code goes before a DfE number, and that before an Ofsted URN.
    """
    try:
        return councils.filter(pk=UUID(address)).first()
    except ValueError:
        codes = Identifier.objects.filter(value=address.upper()) if address.isalnum() else []
    holders = {code.scheme: code.council_id for code in codes}
    first = next((holders[scheme] for scheme in Identifier.Scheme if scheme in holders), None)
    return councils.filter(pk=first).first() if first else None


def matching(councils, text: str):
    """Those with every word of it in their names, or that ever had it as a code; else those spelt alike."""
    code = Q(identifiers__value=text.strip().upper())
    named = Q()
    for word in telling_words(text):
        named &= Q(name__unaccent__icontains=word) | Q(official_name__unaccent__icontains=word)
    exact = councils.filter(pk__in=Council.objects.filter(code | named).values("pk"))
    return exact if exact.exists() else spelt_like(councils, text)


def telling_words(text: str) -> list[str]:
    """The words of a name that tell councils apart, without punctuation; all of them if none does."""
    words = re.findall(r"[^\W_]+", text)
    return [word for word in words if word.casefold() not in NAMES_NOTHING] or words or [text]


def spelt_like(councils, text: str):
    asked = " ".join(telling_words(text))
    likeness = Greatest(TrigramSimilarity("name", asked), TrigramSimilarity("official_name", asked))
    return councils.alias(likeness=likeness).filter(likeness__gt=LIKE_ENOUGH)


def called(councils, text: str):
    """Those of exactly this name, or the one that ever had this code; those in being first."""
    coded = addressed_by(councils, text.strip())
    named = Q(name__iexact=text.strip()) | Q(official_name__iexact=text.strip())
    found = councils.filter(pk=coded.pk) if coded else councils.filter(named)
    return found.order_by(F("ended_on").desc(nulls_first=True))


def council_called(words: str):
    """The council of exactly this name, or that ever had this code; one in being before a former one, or None."""
    return None if "\0" in words else called(Council.objects.all(), words).first()
