"""Which themes a demonstrator site works on, and which an approach is about."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy

from blogs import forms, queries, services
from improvement_hub.core.pages import ServicePage, SignedIn


class ChosenThemesPage(SignedIn, ServicePage):
    """Give `permission`, `heading`, `done`, `trail` (address and words of the list), `visible` and `perform`."""

    template_name = "blogs/chosen_themes.html"
    form_class = forms.ChosenThemesForm

    def subject(self):
        return get_object_or_404(self.visible(self.request.actor), slug=self.kwargs["slug"])

    def get_initial(self):
        themes = [link.theme for link in self.target.theme_links.all()]
        return {"themes": themes, "version": self.target.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(thing=self.target, trail=self.trail, lead=f"“{self.target}”", **kwargs)


class SiteThemesPage(ChosenThemesPage):
    permission = "demonstrators.change_site"
    heading = "Themes of the site"
    done = "Saved the themes of the site."
    trail = (reverse_lazy("sites"), "Sites")

    def visible(self, actor):
        return queries.sites_by_theme(actor)

    def perform(self, form):
        return services.choose_site_themes(site=self.target, by=self.request.actor, **form.cleaned_data)


class ApproachThemesPage(ChosenThemesPage):
    permission = "demonstrators.change_approach"
    heading = "Themes of the approach"
    done = "Saved the themes of the approach."
    trail = (reverse_lazy("approaches"), "Approaches")

    def visible(self, actor):
        return queries.approaches_by_theme(actor)

    def perform(self, form):
        return services.choose_approach_themes(approach=self.target, by=self.request.actor, **form.cleaned_data)
