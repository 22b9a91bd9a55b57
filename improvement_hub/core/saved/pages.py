from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404

from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.saved import services
from improvement_hub.core.saved.queries import one_view, views_of


class SavesViews:
    """For a list page: it opens with the view its reader set, and offers those they saved. `can_follow`: what a view
    newly finds is something for a digest."""

    saves_views = True
    can_follow = False

    def get(self, request, *args, **kwargs):
        first = None if request.GET else self.first_view()
        return HttpResponseRedirect(first.get_absolute_url()) if first else super().get(request, *args, **kwargs)

    def first_view(self):
        return views_of(self.request.actor, self.request.path).filter(is_default=True).first()

    def get_context_data(self, **kwargs):
        views = list(views_of(self.request.actor, self.request.path)) if self.request.actor.is_person else []
        shown = next((view for view in views if str(view.pk) == self.request.GET.get("view")), None)
        query = services.without_page(self.request.GET.urlencode())
        said = {"saved_views": views, "shown_view": shown, "query_to_save": query, "can_follow": self.can_follow}
        return super().get_context_data(**said, **kwargs)


class ViewForm(forms.Form):
    name = forms.CharField(label="Name of the view", max_length=60)
    place = forms.CharField(widget=forms.HiddenInput, max_length=250)
    query = forms.CharField(widget=forms.HiddenInput, max_length=2000, required=False)
    follow = forms.BooleanField(widget=forms.HiddenInput, required=False)


class SaveViewPage(SignedIn, ServicePage):
    """The form stands on the list; here it comes back when something is wrong with it."""

    form_class = ViewForm
    permission = "core.save_views"
    heading = "Save this view"
    button = "Save view"
    done = "The view is saved."

    def get_initial(self):
        return {name: self.request.GET.get(name, "") for name in ("place", "query", "name")}

    def perform(self, form):
        return services.save_view(by=self.request.actor, **form.cleaned_data)


class OfView(SignedIn, ServicePage):
    form_class = forms.Form
    template_name = "layouts/confirm.html"
    permission = "core.own_view"

    def subject(self):
        actor = self.request.actor
        return get_object_or_404(one_view(actor), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.target}”", back=self.target.get_absolute_url(), **kwargs)


class OpenWithPage(OfView):
    done = "Saved how the list opens."

    def perform(self, form):
        return services.open_with(view=self.target, by=self.request.actor)

    def get_context_data(self, **kwargs):
        is_first = self.target.is_default
        heading = "No longer open the list with this view?" if is_first else "Open the list with this view?"
        button = "Open it without" if is_first else "Open it with this view"
        return {**super().get_context_data(**kwargs), "heading": heading, "button": button}


class FollowPage(OfView):
    done = "Saved what your digest tells."

    def perform(self, form):
        return services.follow_view(view=self.target, by=self.request.actor)

    def get_context_data(self, **kwargs):
        follows = self.target.is_followed
        heading = "No longer tell you in your digest?" if follows else "Tell you in your digest what it newly finds?"
        return {**super().get_context_data(**kwargs), "heading": heading, "button": "Stop" if follows else "Tell me"}


class ForgetViewPage(OfView):
    heading = "Delete this view?"
    button = "Delete view"
    done = "The view is deleted. The list itself is as it was."

    def perform(self, form):
        return services.forget_view(view=self.target, by=self.request.actor)

    def get_success_url(self):
        return self.target.place
