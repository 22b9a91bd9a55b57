"""A small resource of which some goes away, and its addresses: for the tests of how that is told."""

from datetime import date

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from improvement_hub.api.contract.deprecation import Deprecated
from improvement_hub.councils.api import RegionResource, RegionSerializer
from improvement_hub.councils.models import Region


class AreaSerializer(RegionSerializer):
    """A region by its former name."""

    class Meta(RegionSerializer.Meta):
        model = Region
        fields = ["id", "slug", "name"]


class AreaResource(RegionResource):
    """Regions, as they were called."""

    serializer_class = AreaSerializer


class PlaceSerializer(AreaSerializer):
    """A region by another name."""


class PlaceResource(AreaResource):
    """Regions, of which one field goes."""

    serializer_class = PlaceSerializer


DEPRECATED = {
    "list_areas": Deprecated(date(2027, 1, 1), date(2027, 7, 1), "Read `regions/`."),
    "get_area?old": Deprecated(date(2027, 1, 1), date(2027, 9, 1), "Leave it out."),
    "Place.slug": Deprecated(date(2027, 2, 1), date(2027, 10, 1), "Use `id`."),
}
router = SimpleRouter(use_regex_path=False)
router.register("areas", AreaResource, basename="api-area")
router.register("places", PlaceResource, basename="api-place")
urlpatterns = [path("api/v1/", include(router.urls)), path("", include("improvement_hub.urls"))]
