from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import SignedIn
from improvement_hub.core.permissions import allows, require
from peer_review import forms, queries, services
from peer_review.views.workspace import InReview, ReviewForm, WorkspacePage
from peer_review.workflow import ENDED_STATES
from peer_review.workflow.guards import team_is_complete


class TeamPage(WorkspacePage):
    template_name = "peer_review/team.html"
    tab = "team"

    def get_context_data(self, **kwargs):
        seats = list(queries.seats(self.review))
        for seat in seats:
            seat.review = self.review  # one review for all, with its team at hand
        asks = team_is_complete(self.review) if self.review.changes_team else []
        return super().get_context_data(
            seats=seats,
            sitting={member.pk for member in self.review.sitting_team},
            mine=next((seat for seat in seats if seat.person_id == self.request.actor.pk), None),
            asks=asks,
            host_seats=queries.host_seats(self.review),
            **kwargs,
        )


class ConflictsPage(SignedIn, InReview, TemplateView):
    """What was declared, for those who decide, those who answer for it, and for oneself."""

    template_name = "peer_review/conflicts.html"
    tab = "team"

    def get(self, request, *args, **kwargs):
        require(request.actor, "peer_review.see_conflicts", self.review)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = list(queries.conflicts(self.review, self.request.actor))
        for conflict in found:
            conflict.member.review = self.review  # one review for all, with its team at hand
            conflict.may_read = allows(self.request.actor, "peer_review.read_conflict", conflict)
        ended = self.review.state in ENDED_STATES
        return super().get_context_data(conflicts=found, ended=ended, **kwargs)


class ToTeam(ReviewForm):
    """What changes the team leads back to it."""

    def get_success_url(self):
        return reverse("review-team", args=[self.review.pk])


class TeamForm(ToTeam):
    """A form that offers what the review has."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review}


class JoinTeamPage(TeamForm):
    form_class = forms.TeamMemberForm
    permission = "peer_review.change_review"
    heading = "Add someone to the visiting team"
    button = "Add to team"
    done = "Added to the team."

    def perform(self, form):
        return services.join_team(review=self.review, by=self.request.actor, **form.cleaned_data)


class SeatGuestPage(TeamForm):
    form_class = forms.GuestForm
    permission = "peer_review.change_review"
    heading = "Add someone without an account"
    button = "Add to team"
    done = "Added to the team."

    def perform(self, form):
        return services.seat_guest(review=self.review, by=self.request.actor, **form.cleaned_data)


class NameObserverPage(TeamForm):
    """For the regional lead: a successor for whoever may hold a statement."""

    form_class = forms.ObserverForm
    permission = "peer_review.name_observer"
    button = "Name successor"
    done = "The team has someone again who may hold a statement."

    @property
    def heading(self):
        return f"Name the {self.review.get_holder_display().lower()}’s successor"

    def perform(self, form):
        return services.name_observer(review=self.review, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.review.get_absolute_url()


class OfMember:
    """A page about one seat of the team."""

    @cached_property
    def member(self):
        member = get_object_or_404(queries.seats(self.review), pk=self.kwargs["member"])
        member.review = self.review
        return member

    def get_initial(self):
        return {"version": self.member.version}


class ChangeSeatPage(OfMember, TeamForm):
    form_class = forms.ChangeSeatForm
    permission = "peer_review.change_review"

    @property
    def heading(self):
        return f"Change the place of {self.member.who}"

    def get_initial(self):
        return {**super().get_initial(), "role": self.member.role, "job_title": self.member.job_title}

    def perform(self, form):
        return services.change_seat(member=self.member, by=self.request.actor, **form.cleaned_data)


class InviteMemberPage(OfMember, ToTeam):
    form_class = forms.InviteMemberForm
    permission = "peer_review.change_review"
    button = "Send invitation"
    done = "The invitation is on its way."

    @property
    def heading(self):
        return f"Invite {self.member.who} as a guest"

    def get_initial(self):
        return {**super().get_initial(), "email": self.member.email}

    def perform(self, form):
        return services.invite_member(member=self.member, by=self.request.actor, **form.cleaned_data)


class DeclarePage(OfMember, ReviewForm):
    form_class = forms.DeclareForm
    permission = "peer_review.declare_conflict"
    template_name = "peer_review/declare.html"
    button = "Declare"
    done = "Thank you: that is on record."

    @property
    def heading(self):
        mine = self.member.person_id == self.request.actor.pk
        return "Do you have a conflict of interest?" if mine else f"What {self.member.who} told you"

    def subject(self):
        return self.member

    def perform(self, form):
        return services.declare(member=self.member, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        """To the team page, for those who still read it."""
        left = not queries.one_review(self.request.actor).filter(pk=self.review.pk).exists()
        return reverse("reviews") if left else reverse("review-conflicts", args=[self.review.pk])


class OfConflict(ReviewForm):
    template_name = "peer_review/override.html"

    @cached_property
    def conflict(self):
        conflict = get_object_or_404(queries.conflicts(self.review, self.request.actor), pk=self.kwargs["pk"])
        conflict.member.review = self.review
        return conflict

    def get_initial(self):
        return {"version": self.conflict.version}

    def get_context_data(self, **kwargs):
        may_read = allows(self.request.actor, "peer_review.read_conflict", self.conflict)
        return super().get_context_data(conflict=self.conflict, may_read=may_read, **kwargs)

    def get_success_url(self):
        return reverse("review-conflicts", args=[self.review.pk])


class OverridePage(OfConflict):
    """For the regional lead alone."""

    form_class = forms.OverrideForm
    permission = "peer_review.override_conflict"
    heading = "Override a soft conflict of interest"
    button = "Override"
    done = "The conflict is overridden until that day."

    def perform(self, form):
        return services.override_conflict(conflict=self.conflict, by=self.request.actor, **form.cleaned_data)


class WithdrawConflictPage(OfConflict):
    """For what was recorded in error."""

    form_class = forms.WithdrawConflictForm
    permission = "peer_review.withdraw_conflict"
    heading = "Withdraw a conflict of interest that was recorded in error"
    button = "Withdraw"
    done = "Withdrawn. Who still has the seat is asked again; whom it took off the team can be added again."

    def subject(self):
        return self.conflict

    def perform(self, form):
        return services.withdraw_conflict(conflict=self.conflict, by=self.request.actor, **form.cleaned_data)


class LeaveTeamPage(OfMember, ToTeam):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    heading = "Take this person off the team?"
    button = "Take off the team"

    def subject(self):
        require(self.request.actor, services.leaving_permission(self.member, self.review), self.review)
        return self.review

    def perform(self, form):
        return services.leave_team(member=self.member, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = f"{self.member}. What they wrote stays theirs."
        return super().get_context_data(lead=lead, back=self.get_success_url(), warning=True, **kwargs)


class NameAtHostPage(TeamForm):
    form_class = forms.HostSeatForm
    permission = "peer_review.run_hosted_review"
    heading = "Name the host’s sponsor or organiser"
    button = "Name"

    def perform(self, form):
        return services.name_at_host(review=self.review, by=self.request.actor, **form.cleaned_data)


class LeaveHostSidePage(ToTeam):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    permission = "peer_review.run_hosted_review"
    heading = "Take this person off the host’s side?"
    button = "Take off"

    @cached_property
    def seat(self):
        return get_object_or_404(queries.host_seats(self.review), pk=self.kwargs["seat"])

    def perform(self, form):
        return services.leave_host_side(seat=self.seat, by=self.request.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"{self.seat}.", back=self.get_success_url(), warning=True, **kwargs)
