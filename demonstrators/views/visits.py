"""Pages of visits: asking for one, answering, who comes, and what was useful."""

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.cache import never_cache

from demonstrators import forms, queries, services
from demonstrators.calendars import calendar
from demonstrators.filters import VisitFilterSet
from improvement_hub.core.calendars import as_file
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.writing.pages import TakesStep, WritingPage
from improvement_hub.councils.queries import council_called


class VisitList(SignedIn, HubListPage):
    """Those of one's own councils or agency, as hosts and as visitors."""

    template_name = "demonstrators/visits.html"
    filterset_class = VisitFilterSet

    def visible(self, actor):
        return queries.visit_list(actor)


class AskPage(SignedIn, WritingPage):
    """`?site=` or `?council=` names whom to visit; without either the form asks."""

    template_name = "demonstrators/visit_form.html"
    form_class = forms.AskForm
    permission = "demonstrators.ask_for_visit"
    button = "Ask for the visit"
    done = "Sent. The host is told by e-mail, and answers here."

    @cached_property
    def site(self):
        slug = self.request.POST.get("site") or self.request.GET.get("site")
        return get_object_or_404(queries.site_detail(self.request.actor), slug=slug) if slug else None

    @property
    def heading(self):
        return f"Ask to visit {self.site}" if self.site else "Ask for a visit"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "site": self.site, "among": self.request.actor.manages}

    def get_initial(self):
        if self.site:
            return {"site": self.site.slug}
        return {"host": council_called(self.request.GET.get("council", ""))}

    def perform(self, form):
        return services.ask_for_visit(by=self.request.actor, **{**form.cleaned_data, "site": self.site})


class OnVisit(SignedIn):
    """Finds the visit of the address among those the actor may see."""

    template_name = "demonstrators/visit_form.html"

    @cached_property
    def visit(self):
        return get_object_or_404(queries.visit_detail(self.request.actor), pk=self.kwargs["pk"])

    def subject(self):
        return self.visit

    def get_context_data(self, **kwargs):
        return super().get_context_data(visit=self.visit, lead=str(self.visit), **kwargs)


class VisitPage(SignedIn, HubDetailPage):
    template_name = "demonstrators/visit.html"
    context_object_name = "visit"

    def get_queryset(self):
        return queries.visit_detail(self.request.actor)

    def get_context_data(self, **kwargs):
        steps = self.object.workflow.steps(self.object, self.request.actor)
        return super().get_context_data(steps=steps, subject=self.object, **kwargs)


class VisitStep(TakesStep, OnVisit, WritingPage):
    def get_form_class(self):
        if "takes_place_on" in self.step.asks:
            return forms.ArrangeForm
        return forms.ReasonForm if self.step.asks else VersionedForm

    def get_initial(self):
        visit = self.visit
        names = [name for name in self.step.asks if hasattr(visit, name)]
        return {"version": visit.version, **{name: getattr(visit, name) for name in names}}

    def perform(self, form):
        step = self.kwargs["step"]
        return services.move_visit(visit=self.visit, step=step, by=self.request.actor, **form.cleaned_data)


class AttendeesPage(OnVisit, ServicePage):
    form_class = forms.AttendeesForm
    permission = "demonstrators.run_visit"
    heading = "Who comes"
    done = "Saved who comes."

    def get_initial(self):
        return {"version": self.visit.version, "attendees": "\n".join(map(self.line, self.visit.attendees.all()))}

    def line(self, row) -> str:
        return str(row) if row.council_id == self.visit.visitor.council_id else f"{row.council}: {row}"

    def perform(self, form):
        return services.name_attendees(visit=self.visit, by=self.request.actor, **form.cleaned_data)


class FeedbackPage(OnVisit, WritingPage):
    form_class = forms.FeedbackForm
    permission = "demonstrators.give_feedback"
    heading = "What was useful"
    done = "Saved. Thank you."

    def get_initial(self):
        known = self.visit.feedback if self.visit.has_feedback else None
        said = {name: getattr(known, name) for name in ("useful", "will_try", "readers")} if known else {}
        return {"version": self.visit.version, **said}

    def perform(self, form):
        return services.give_feedback(visit=self.visit, by=self.request.actor, **form.cleaned_data)


@method_decorator(never_cache, name="dispatch")
class VisitCalendarFile(SignedIn, View):
    """An accepted visit as a file for a calendar program."""

    def get(self, request, pk):
        visit = get_object_or_404(queries.arranged_visits(request.actor), pk=pk)
        return as_file(str(visit), calendar(str(visit), [visit]))
