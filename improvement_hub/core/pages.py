"""The four kinds of page: list, detail, form and confirm. A handler parses, calls one service, renders."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponseRedirect
from django.views.generic import DetailView, FormView, ListView

from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import require
from improvement_hub.core.writing.answers import kept_until_sign_in, pass_of


def in_words(row, name, known):
    """What a row has under a field's name; `known` stands in for its related rows, as the form shows them."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    value = known if hasattr(value, "all") else value
    return "\n".join(map(str, value)) if isinstance(value, list) else value


class SignedIn(LoginRequiredMixin):
    """Signed out, one is asked to sign in and then returned here; words one sent meanwhile are kept."""

    def handle_no_permission(self):
        under = pass_of(self.request)
        return kept_until_sign_in(self.request, under) if under else super().handle_no_permission()


class HubListPage(ListView):
    """A filtered list of what the actor may see. Give `filterset_class` and `visible`."""

    template_name_suffix = "_list"
    paginate_by = 25
    filterset_class: type

    def get_queryset(self):
        self.filterset = self.filterset_class(
            self.request.GET,
            queryset=self.visible(self.request.actor),
            request=self.request,
            **self.filter_terms(),
        )
        return self.filterset.qs if self.filterset.is_valid() else self.filterset.queryset.none()

    def filter_terms(self) -> dict:
        """What else the FilterSet is told."""
        return {}

    def visible(self, actor):
        """The rows this actor may see, with all that a row of the list shows."""
        raise ImproperlyConfigured("A list page says what is visible.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(filterset=self.filterset, **kwargs)


class HubDetailPage(DetailView):
    """One thing the actor may see; anything else is 404."""


class ServicePage(FormView):
    """A form that calls one service in `perform(form)`, which returns what was made or changed.

    `permission` is asked of `subject()` before anything is shown. A broken rule comes back at its field, with
    status 400 and everything typed; a stale version comes back with both versions and status 412.
    """

    template_name = "layouts/form.html"
    permission: str | None = None
    heading = ""
    button = "Save"
    done = ""

    def dispatch(self, request, *args, **kwargs):
        self.target = self.subject()
        if self.permission:
            require(request.actor, self.permission, self.target)
        return super().dispatch(request, *args, **kwargs)

    def subject(self):
        """What the permission is asked of; raise Http404 when the actor may not see it."""
        return

    def perform(self, form):
        raise ImproperlyConfigured("A service page says which service it calls.")

    def form_valid(self, form):
        try:
            self.result = self.perform(form)
        except StaleVersion as stale:
            return self.show_both_versions(form, stale)
        except DomainError as broken:
            form.add_error(broken.field if broken.field in form.fields else None, broken.sentence)
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def show_both_versions(self, form, stale):
        """The typed words stay in the form; what was saved meanwhile stands beside them, or a link to it."""
        form.data = form.data.copy()
        form.data["version"] = stale.current.version
        meanwhile = [
            {"label": form[name].label, "saved": in_words(stale.current, name, form.initial.get(name))}
            for name, field in form.fields.items()
            if name in form.changed_data and not field.widget.is_hidden and hasattr(stale.current, name)
        ]
        form.add_error(None, stale.sentence if meanwhile else stale.nothing_to_compare)
        as_it_is = "" if meanwhile else self.get_fallback_url()
        page = self.get_context_data(form=form, meanwhile=meanwhile, as_it_is=as_it_is)
        return self.render_to_response(page, status=412)

    def http_method_not_allowed(self, request, *args, **kwargs):
        """Who comes to a button's address by a link, as after signing in, is led to where the button stands."""
        here = self.get_fallback_url()
        if request.method == "GET" and here:
            return HttpResponseRedirect(here)
        return super().http_method_not_allowed(request, *args, **kwargs)

    def get_fallback_url(self):
        """Where what this page changes can be seen; nothing where it has no page."""
        return self.target.get_absolute_url() if hasattr(self.target, "get_absolute_url") else ""

    def get_context_data(self, **kwargs):
        page = {"heading": self.heading, "button": self.button, "target": self.target}
        return super().get_context_data(**{**page, **kwargs})

    def get_success_url(self):
        return self.result.get_absolute_url()
