from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.permissions import require
from peer_review import forms, queries, services
from peer_review.views.workspace import ReviewForm, WorkspacePage


class TeamPage(WorkspacePage):
    template_name = "peer_review/team.html"
    tab = "team"


class TeamForm(ReviewForm):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review}

    def get_success_url(self):
        return reverse("review-team", args=[self.review.pk])


class JoinTeamPage(TeamForm):
    form_class = forms.TeamMemberForm
    permission = "peer_review.change_review"
    heading = "Add someone to the visiting team"
    button = "Add to team"
    done = "Added to the team."

    def perform(self, form):
        return services.join_team(review=self.review, by=self.request.actor, **form.cleaned_data)


class NameObserverPage(TeamForm):
    form_class = forms.ObserverForm
    permission = "peer_review.name_observer"
    heading = "Name the observer’s successor"
    button = "Name observer"
    done = "The team has an observer again."

    def perform(self, form):
        return services.name_observer(review=self.review, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.review.get_absolute_url()


class LeaveTeamPage(ReviewForm):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    heading = "Take this person off the team?"
    button = "Take off the team"

    @cached_property
    def member(self):
        return get_object_or_404(queries.seats(self.review), pk=self.kwargs["member"])

    def subject(self):
        require(self.request.actor, services.leaving_permission(self.member, self.review), self.review)
        return self.review

    def perform(self, form):
        return services.leave_team(member=self.member, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = f"{self.member}. What they wrote stays theirs."
        return super().get_context_data(lead=lead, back=self.get_success_url(), warning=True, **kwargs)

    def get_success_url(self):
        return reverse("review-team", args=[self.review.pk])
