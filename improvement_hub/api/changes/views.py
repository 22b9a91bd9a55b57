"""`changes/`: everything that was created, changed, hidden from or removed for a reader, since they last asked."""

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from improvement_hub.api.changes import cursors, queries
from improvement_hub.api.changes.lines import ChangesSerializer
from improvement_hub.api.changes.sources import BY_COLLECTION
from improvement_hub.api.collections import collections_open_to, items_by_id
from improvement_hub.api.contract.words import collections, lines
from improvement_hub.core.filters import Demonstration

USUAL, MOST = 100, 500
PARAMETERS = [
    OpenApiParameter(
        "since", str, description="`cursor` of the last answer; without it everything, from the beginning."
    ),
    OpenApiParameter(
        "collection",
        str,
        many=True,
        enum=sorted(BY_COLLECTION),
        description=lines("Of these alone; without it of all.", collections(BY_COLLECTION)),
    ),
    OpenApiParameter(
        "demonstration",
        str,
        enum=Demonstration.values,
        description=lines("Invented content, as in lists.", Demonstration.choices),
    ),
    OpenApiParameter("page_size", int, description=f"At most {MOST}; {USUAL} unless told."),
]


class ChangesView(APIView):
    """Everything created, changed, hidden from or removed for you since you last asked, each item once.

    The order is that in which changes became visible, so nothing that is committed late is missed. Store the results,
    then the `cursor`: whatever happens in between, the same is told again, and storing it twice does no harm. 410 says
    that what you may see has changed, or that the cursor is too old: begin anew, and remove what is not told again.
    """

    @extend_schema(operation_id="list_changes", parameters=PARAMETERS, responses=ChangesSerializer)
    def get(self, request):
        collections, demonstration, most = self.asked()
        newest = queries.newest()
        begins = cursors.beginning(request.user, collections, demonstration, newest)
        sent = request.query_params.get("since")
        place = cursors.read(sent, begins) if sent else begins
        found = queries.changes(
            request.user,
            since=place.since,
            began=place.began,
            most=most,
            collections=place.collections,
            demonstration=demonstration,
        )
        is_all = len(found) < most
        known = [change.number for change in found[-1:]]
        cursor = str(place.at(max(newest, place.since, *known) if is_all else known[0]))
        here = replace_query_param(request.build_absolute_uri(), "since", cursor)
        return Response({"next": None if is_all else here, "cursor": cursor, "results": self.told(found)})

    def asked(self):
        said = self.request.query_params
        offered = collections_open_to(self.request.user)
        wanted = said.getlist("collection") or offered
        if unknown := set(wanted) - set(offered):
            raise ValidationError({"collection": [f"There are no changes of {', '.join(sorted(unknown))} for you."]})
        demonstration = said.get("demonstration", "")
        if demonstration not in ("", *Demonstration.values):
            raise ValidationError({"demonstration": [f"Say {' or '.join(Demonstration.values)}, or leave it out."]})
        size = said.get("page_size", str(USUAL))
        if not (size.isdecimal() and len(size) < 6 and 1 <= int(size) <= MOST):
            raise ValidationError({"page_size": [f"Give a number from 1 to {MOST}."]})
        return sorted(set(wanted)), demonstration, int(size)

    def told(self, found) -> list[dict]:
        """What became invisible since it was found is left out: its removal comes later in the order."""
        items = items_by_id(self.request, [(change.collection, change.item) for change in found if change.is_there])
        return [
            {
                "collection": change.collection,
                "id": str(change.item),
                "change": change.word,
                "api_url": self.address(change),
                "item": items.get((change.collection, change.item)),
            }
            for change in found
            if not change.is_there or (change.collection, change.item) in items
        ]

    def address(self, change) -> str:
        return self.request.build_absolute_uri(f"{reverse('api-root')}{change.collection}/{change.item}/")
