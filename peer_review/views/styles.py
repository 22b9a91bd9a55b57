"""How the reports of a region look: its name, its colour and its templates."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.permissions import require
from improvement_hub.councils import queries as councils
from peer_review import forms, queries, services
from peer_review.models import ReportStyle
from peer_review.report import Kind


class OfRegion:
    @property
    def region(self):
        return get_object_or_404(councils.region_list(self.request.actor), slug=self.kwargs["slug"])

    def style(self, region):
        return queries.styles(self.request.actor).filter(region=region).first() or ReportStyle(
            region=region, name=str(region)
        )


class StylePage(SignedIn, OfRegion, ServicePage):
    template_name = "peer_review/style.html"
    form_class = forms.StyleForm
    permission = "peer_review.set_report_style"
    heading = "How your region’s reports look"
    done = "Saved. Reports that are not final yet are made with it from now on."

    def subject(self):
        return self.region

    def get_initial(self):
        style = self.style(self.target)
        return {name: getattr(style, name) for name in ("name", "colour", "version")}

    def perform(self, form):
        said = {**form.cleaned_data}
        for field in ("slides", "letter"):
            said[field] = (said[field].name, said[field].read()) if said[field] else None
        return services.set_report_style(region=self.target, by=self.request.actor, **said)

    def get_context_data(self, **kwargs):
        return super().get_context_data(style=self.style(self.target), **kwargs)

    def get_success_url(self):
        return reverse("report-style", args=[self.target.slug])


class StyleTemplatePage(SignedIn, OfRegion, View):
    """The template that is used now: the region's own, else the hub's, to start from."""

    def get(self, request, *args, **kwargs):
        region = self.region
        require(request.actor, "peer_review.set_report_style", region)
        if self.kwargs["kind"] not in (Kind.SLIDES, Kind.LETTER):
            raise Http404
        kind = Kind(self.kwargs["kind"])
        content = services.template_of(style=self.style(region), kind=kind)
        answer = HttpResponse(content, content_type=kind.media_type)
        answer["Content-Disposition"] = f'attachment; filename="template.{kind.value}"'
        return answer
