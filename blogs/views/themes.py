from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from blogs import filters, forms, queries, services
from blogs.models import Theme
from blogs.views.posts import PostList
from improvement_hub.core.pages import HubListPage, ServicePage, SignedIn
from improvement_hub.core.writing.history import VersionPage, VersionsPage
from improvement_hub.core.writing.pages import WritingPage

WORDS = ("name", "acronym", "synonyms", "broader", "description", "version")


class ThemeList(HubListPage):
    template_name = "blogs/themes.html"
    filterset_class = filters.ThemeFilterSet
    paginate_by = 100

    def visible(self, actor):
        return queries.theme_list(actor)


class ThemePage(PostList):
    """A theme with the posts on it and on what is part of it; one that was merged leads to where it went."""

    template_name = "blogs/theme.html"
    filterset_class = filters.ThemePostFilterSet

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            theme = queries.merged_into(kwargs["slug"])
            if theme is None:
                raise
            return redirect(theme, permanent=True)

    def visible(self, actor):
        themes = queries.theme_list(actor).prefetch_related("narrower")
        self.theme: Theme = get_object_or_404(themes, slug=self.kwargs["slug"])
        return super().visible(actor).filter(pk__in=queries.links_within([self.theme]).values("post"))

    def get_context_data(self, **kwargs):
        actor = self.request.actor
        return super().get_context_data(
            theme=self.theme,
            councils=queries.councils_on(self.theme, actor),
            events=queries.events_on(self.theme, actor)[:5],
            sites=queries.sites_on(self.theme, actor),
            approaches=queries.approaches_on(self.theme, actor),
            **kwargs,
        )


class NewThemePage(SignedIn, WritingPage):
    template_name = "blogs/theme_form.html"
    form_class = forms.ThemeForm
    permission = "blogs.define_theme"
    heading = "Add a theme"
    button = "Add theme"
    done = "The theme is in the vocabulary."

    def perform(self, form):
        return services.define_theme(by=self.request.actor, **form.cleaned_data)


class OfTheme(SignedIn):
    """Finds the theme of the address."""

    template_name = "blogs/theme_form.html"

    def found(self):
        return get_object_or_404(queries.theme_list(self.request.actor), slug=self.kwargs["slug"])

    def subject(self):
        return self.found()

    def get_context_data(self, **kwargs):
        return super().get_context_data(theme=self.target, **kwargs)


class ChangeThemePage(OfTheme, WritingPage):
    form_class = forms.ChangeThemeForm
    permission = "blogs.change_theme"
    heading = "Change the theme"
    done = "Saved."

    def get_initial(self):
        return {name: getattr(self.target, name) for name in WORDS}

    def perform(self, form):
        return services.change_theme(theme=self.target, by=self.request.actor, **form.cleaned_data)


class MergeThemePage(OfTheme, ServicePage):
    template_name = "blogs/theme_merge.html"
    form_class = forms.MergeThemeForm
    permission = "blogs.merge_theme"
    heading = "Merge the theme into another"
    button = "Merge"
    done = "Merged. Its address leads here from now on."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "theme": self.target}

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        return services.merge_theme(theme=self.target, by=self.request.actor, **form.cleaned_data)


class ThemeHistory(OfTheme):
    trail = queries.THEME_REVISIONS
    permission = "blogs.change_theme"


class ThemeRevisionsPage(ThemeHistory, VersionsPage):
    template_name = "blogs/theme_revisions.html"


class ThemeRevisionPage(ThemeHistory, VersionPage):
    template_name = "blogs/theme_revision.html"
