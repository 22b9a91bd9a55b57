"""Which themes a demonstrator site works on."""

from django.shortcuts import get_object_or_404

from blogs import forms, queries, services
from improvement_hub.core.pages import ServicePage, SignedIn


class SiteThemesPage(SignedIn, ServicePage):
    template_name = "blogs/site_themes.html"
    form_class = forms.SiteThemesForm
    permission = "demonstrators.change_site"
    heading = "Themes of the site"
    done = "Saved the themes of the site."

    def subject(self):
        return get_object_or_404(queries.sites_by_theme(self.request.actor), slug=self.kwargs["slug"])

    def get_initial(self):
        themes = [link.theme for link in self.target.theme_links.all()]
        return {"themes": themes, "version": self.target.version}

    def perform(self, form):
        return services.choose_site_themes(site=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(site=self.target, lead=f"“{self.target}”", **kwargs)
