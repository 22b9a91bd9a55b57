"""A form page whose words are kept while they are written."""

import uuid
from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from improvement_hub.core.errors import DomainError
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.markdown import to_html
from improvement_hub.core.pages import ServicePage
from improvement_hub.core.permissions import require
from improvement_hub.core.writing import queries
from improvement_hub.core.writing.answers import is_theirs, kept_for_later, pass_of, words_of
from improvement_hub.core.writing.forms import ReturnForm
from improvement_hub.core.writing.passes import new_pass
from improvement_hub.core.writing.services import forget_saved, keep_words


class WritingPage(ServicePage):
    """A ServicePage that loses nothing: in a second tab, after a sign-in expired, on a stale version.

    `markdown` names the fields that have a preview together, parted by spaces. Use it behind `SignedIn`.
    """

    markdown = ""

    def dispatch(self, request, *args, **kwargs):
        self.under = pass_of(request)
        if self.under and not is_theirs(request, self.under):
            return kept_for_later(request, self.under.in_a_new_tab())
        try:
            return super().dispatch(request, *args, **kwargs)
        except (PermissionDenied, Http404):
            if self.under is None:
                raise
            return kept_for_later(request, self.under)
        except Exception:  # a mistake of ours loses no words
            self.keep()
            raise

    def post(self, request, *args, **kwargs):
        if "preview" in request.POST:
            return self.show_preview()
        return super().post(request, *args, **kwargs)

    def show_preview(self):
        """What the button does where no script shows the preview: nothing is checked, and all stays as typed."""
        self.keep()
        form = self.filled_with(self.request.POST)
        preview = to_html(self.as_one_text(form), self.pictures())
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def pictures(self):
        """What finds the pictures for the references in its Markdown; none where its texts have no pictures."""
        return

    def preview_address(self) -> str:
        """Where the page's script asks for the same."""
        return reverse("words-preview")

    def as_one_text(self, form) -> str:
        """Several texts each under their label; the page's script joins them in the same way."""
        texts = {heading_of(form[name]): self.request.POST.get(name, "") for name in self.markdown.split()}
        if len(texts) == 1:
            return next(iter(texts.values()))
        return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in texts.items() if text.strip())

    def form_valid(self, form):
        answer = super().form_valid(form)
        if self.under and isinstance(answer, HttpResponseRedirect):
            forget_saved(under=self.under, words=words_of(self.request))
        return answer

    def form_invalid(self, form):
        if "id" in form.errors:  # what stands in the form becomes a thing of its own when it is sent again
            form.data = form.data.copy()
            form.data["id"] = uuid.uuid4()
        if differs(self.untouched(), self.request.POST):
            self.keep()
        return super().form_invalid(form)

    def show_both_versions(self, form, stale):
        self.keep()
        return super().show_both_versions(form, stale)

    def keep(self):
        """What cannot be kept still stands in the form that is answered."""
        if self.under:
            with suppress(DomainError):
                keep_words(words=words_of(self.request), under=self.under)

    def get_form(self, form_class=None):
        return self.filled_with(self.chosen.as_sent) if self.chosen else super().get_form(form_class)

    def filled_with(self, sent):
        """The form with these words in it, unchecked; what they do not name is as stored."""
        form = self.untouched()
        for name, field in form.fields.items():
            if not field.widget.value_omitted_from_data(sent, {}, name):
                form.initial[name] = field.widget.value_from_datadict(sent, {}, name)
        return form

    def untouched(self):
        terms = self.get_form_kwargs()
        return self.get_form_class()(**{name: terms[name] for name in terms if name not in ("data", "files")})

    @cached_property
    def kept(self):
        """What is kept of this page while it is opened."""
        is_opened = self.request.method != "POST"
        return list(queries.kept_at(self.request.path, self.request.actor)) if is_opened else []

    @cached_property
    def chosen(self):
        """The kept words that the address asks for."""
        return next((kept for kept in self.kept if str(kept.pk) == self.request.GET.get("words")), None)

    def unsaved(self):
        """Other kept words that differ from what is stored."""
        others = [kept for kept in self.kept if kept != self.chosen]
        stored = self.untouched() if others else None
        return [kept for kept in others if differs(stored, kept.as_sent)]

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        writing = {
            "pass": self.pass_for_this_page().signed(),
            "unsaved": self.unsaved(),
            "chosen": self.chosen,
            "markdown": self.markdown,
            "preview": self.preview_address(),
        }
        return {**page, "writing": writing}

    def pass_for_this_page(self):
        if self.under and not self.under.expired:
            return self.under
        person, place = self.request.actor.pk, self.request.path
        return new_pass(person=person, place=place, heading=self.heading, continuing=self.chosen)


class TakesStep:
    """Goes before a WritingPage: takes one step of its subject, which has a workflow.

    Steps that ask for a reason, and those that undo something, have this page for it.
    """

    def subject(self):
        text = super().subject()
        self.step = text.workflow.named(self.kwargs["step"])
        require(self.request.actor, self.step.permission, text)
        self.heading = self.button = self.step.label
        self.done = self.step.done
        return text

    def get_form_class(self):
        return ReturnForm if self.step.asks else VersionedForm

    def get_initial(self):
        return {"version": self.target.version}


def heading_of(field) -> str:
    """What stands over a text once it is saved, where that is not the question that the form asks for it."""
    return field.field.widget.attrs.get("data-heading", str(field.label))


def differs(form, sent) -> bool:
    """Whether words, as sent, are other than what stands in a form; what a form hides is not words."""
    return any(
        field.has_changed(form.get_initial_for_field(field, name), field.widget.value_from_datadict(sent, {}, name))
        for name, field in form.fields.items()
        if not field.widget.is_hidden and not field.widget.value_omitted_from_data(sent, {}, name)
    )
