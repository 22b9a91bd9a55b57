"""Pages of councils and regions; whoever comes by an older code is sent to the one in force."""

from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import redirect

from improvement_hub.core.pages import HubDetailPage, HubListPage
from improvement_hub.councils import queries
from improvement_hub.councils.filters import CouncilFilterSet, RegionFilterSet


class CouncilList(HubListPage):
    template_name = "councils/council_list.html"
    filterset_class = CouncilFilterSet

    def visible(self, actor):
        return queries.council_list(actor).order_by(Lower("name"), "gss")


class CouncilPage(HubDetailPage):
    template_name = "councils/council.html"

    def get(self, request, *args, **kwargs):
        council = self.object = self.get_object()
        if kwargs["gss"] != council.gss:
            return redirect(council, permanent=True)
        return self.render_to_response(self.get_context_data())

    def get_object(self):
        found = queries.addressed_by(queries.council_details(self.request.actor), self.kwargs["gss"])
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        neighbours = queries.neighbours_of(self.object, self.request.actor)
        return super().get_context_data(council=self.object, neighbours=neighbours, **kwargs)


class RegionList(HubListPage):
    template_name = "councils/region_list.html"
    filterset_class = RegionFilterSet

    def visible(self, actor):
        return queries.region_list(actor)


class RegionPage(HubDetailPage):
    template_name = "councils/region.html"

    def get_queryset(self):
        return queries.region_list(self.request.actor)

    def get_context_data(self, **kwargs):
        councils = queries.councils_of(self.object, self.request.actor)
        return super().get_context_data(councils=councils.in_being(), former=councils.former(), **kwargs)
