from django.shortcuts import get_object_or_404

from blogs import filters, queries
from blogs.models import Theme
from blogs.views.posts import PostList
from improvement_hub.core.pages import HubListPage


class ThemeList(HubListPage):
    template_name = "blogs/themes.html"
    filterset_class = filters.ThemeFilterSet
    paginate_by = 100

    def visible(self, actor):
        return queries.theme_list(actor)


class ThemePage(PostList):
    """A theme with its posts."""

    template_name = "blogs/theme.html"
    filterset_class = filters.ThemePostFilterSet

    def visible(self, actor):
        themes = queries.theme_list(actor).prefetch_related("narrower")
        self.theme: Theme = get_object_or_404(themes, slug=self.kwargs["slug"])
        return super().visible(actor).filter(themes=self.theme)

    def get_context_data(self, **kwargs):
        return super().get_context_data(theme=self.theme, **kwargs)
