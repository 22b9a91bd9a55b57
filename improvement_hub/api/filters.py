from django_filters.rest_framework import DjangoFilterBackend


class SameFiltersAsThePage(DjangoFilterBackend):
    """The page's FilterSet, told who is asking."""

    def get_filterset_kwargs(self, request, queryset, view):
        return {**super().get_filterset_kwargs(request, queryset, view), "actor": request.user}
