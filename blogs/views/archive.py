"""The archive: years with their counts, and one year by months."""

from django.http import Http404
from django.views.generic import TemplateView

from blogs import filters, queries
from blogs.filters.posts import UNDATED
from improvement_hub.core.pages import HubListPage


class ArchivePage(TemplateView):
    template_name = "blogs/archive.html"

    def get_context_data(self, **kwargs):
        years = queries.years(self.request.actor)
        return super().get_context_data(years=years, total=sum(count for _, count in years), **kwargs)


class ArchiveYearPage(HubListPage):
    template_name = "blogs/archive_year.html"
    filterset_class = filters.ArchiveFilterSet
    paginate_by = 100

    def visible(self, actor):
        year, posts = self.kwargs["year"], queries.archive(actor)
        if year == UNDATED:
            return posts.filter(published_on=None)
        if not (year.isascii() and year.isdecimal() and len(year) == 4 and int(year)):
            raise Http404
        return posts.filter(published_on__year=int(year))

    def get_context_data(self, **kwargs):
        return super().get_context_data(year=self.kwargs["year"], undated=self.kwargs["year"] == UNDATED, **kwargs)
