"""Methods for everyone to read, and a region's own versions of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import allows
from improvement_hub.core.writing.pages import WritingPage
from peer_review import forms, queries, services
from peer_review.filters import MethodFilterSet

PARTS = {"terms": "What it says", "team": "The team", "documents": "Documents", "timetable": "Timetable"}


@dataclass(frozen=True)
class Asked:
    """A step of an edition, as its page asks for it."""

    act: Callable
    heading: str
    button: str
    lead: str
    done: str
    warning: bool = False


STEPS = {
    "publish": Asked(
        services.publish_method,
        "Publish this version?",
        "Publish",
        "From now on reviews in your region may begin with it, in place of the one offered so far. It stays as it is.",
        "Published.",
    ),
    "withdraw": Asked(
        services.withdraw_method,
        "Withdraw this version?",
        "Withdraw",
        "No new review begins with it. Reviews that began with it keep it.",
        "Withdrawn.",
        warning=True,
    ),
    "offer": Asked(
        services.offer_method,
        "Offer this version again?",
        "Offer it",
        "New reviews may begin with it.",
        "Offered again.",
    ),
    "discard": Asked(
        services.discard_edition,
        "Discard this draft?",
        "Discard",
        "The draft is deleted. Nothing began with it.",
        "The draft is discarded.",
        warning=True,
    ),
}


class MethodsPage(HubListPage):
    template_name = "peer_review/methods.html"
    filterset_class = MethodFilterSet

    def visible(self, actor):
        return queries.method_list(actor)


class OfMethod:
    """Finds the edition of the address among those the actor may see; 404 otherwise."""

    def subject(self):
        return get_object_or_404(queries.one_method(self.request.actor), pk=self.kwargs["pk"])


class MethodPage(OfMethod, DetailView):
    template_name = "peer_review/method.html"
    context_object_name = "method"

    def get_object(self):
        return self.subject()

    def get_context_data(self, **kwargs):
        actor, method = self.request.actor, self.object
        writes = allows(actor, "peer_review.write_method", method)
        return super().get_context_data(
            differs=queries.differs_from_base(method),
            missing=services.what_is_missing(method) if method.is_draft else [],
            writes=writes,
            parts=PARTS.items(),
            drafts=queries.drafts_of(method, actor).exclude(pk=method.pk),
            **kwargs,
        )


class BeginEditionPage(OfMethod, SignedIn, ServicePage):
    form_class = forms.BeginEditionForm
    permission = "peer_review.make_editions"
    heading = "Make our own version"
    button = "Begin a draft"
    done = "This is your draft. Nobody else sees it until it is published."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.begin_edition(method=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        lead = f"It begins as a copy of “{self.target}”, edition {self.target.edition}. You change it, then publish it."
        return super().get_context_data(lead=lead, **kwargs)


class ChangeMethodPage(SignedIn, OfMethod, WritingPage):
    """One part of a draft."""

    template_name = "peer_review/method_form.html"
    permission = "peer_review.write_method"
    done = "The draft is saved."

    def get_form_class(self):
        if self.kwargs["part"] not in PARTS:
            raise Http404
        return forms.METHOD_FORMS[self.kwargs["part"]]

    def get_form_kwargs(self):
        has_rows = self.kwargs["part"] != "terms"
        return {**super().get_form_kwargs(), **({"method": self.target} if has_rows else {})}

    def get_initial(self):
        method = self.target
        names = (*services.METHOD_TERMS, "version")
        questions = [row.question for row in method.questions.all()]
        return {**{name: getattr(method, name) for name in names}, "questions": questions}

    def perform(self, form):
        said = form.terms if hasattr(form, "terms") else form.cleaned_data
        return services.change_edition(method=self.target, by=self.request.actor, **said)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(parts=PARTS.items(), part=self.kwargs["part"], **kwargs)
        return {**page, "heading": PARTS.get(self.kwargs["part"], "")}


class MethodStep(SignedIn, OfMethod, ServicePage):
    """Publish, withdraw, offer again or discard; each asks first."""

    template_name = "layouts/confirm.html"
    form_class = VersionedForm
    permission = "peer_review.write_method"

    @property
    def step(self) -> Asked:
        if self.kwargs["step"] not in STEPS:
            raise Http404
        return STEPS[self.kwargs["step"]]

    @property
    def done(self):
        return self.step.done

    def get_initial(self):
        return {"version": self.target.version}

    def perform(self, form):
        """The edition; of a draft that is gone, the one it was made from."""
        return self.step.act(method=self.target, by=self.request.actor, **form.cleaned_data) or self.target.based_on

    def get_context_data(self, **kwargs):
        step, page = self.step, super().get_context_data(back=self.target.get_absolute_url(), **kwargs)
        return {**page, "heading": step.heading, "button": step.button, "lead": step.lead, "warning": step.warning}
