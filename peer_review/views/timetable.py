from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.permissions import require
from peer_review import forms, links, queries, services
from peer_review.filters import ActivityFilterSet
from peer_review.views.workspace import ReviewForm, WorkspacePage

ACTIVITY = ("kind", "title", "takes_place_on", "starts_at", "ends_at", "room", "place", "people", "version")


class TimetablePage(WorkspacePage):
    """One grid for each day, what clashes above them; takes the filters of the API's list."""

    template_name = "peer_review/timetable.html"
    tab = "timetable"

    def activities(self):
        """All of the review: what clashes is weighed among them, whichever are shown."""
        rows = list(queries.activities(self.request.actor, self.review))
        for activity in rows:
            activity.review = self.review  # its team is loaded, so no rule asks again
            activity.steps = activity.workflow.steps(activity, self.request.actor)
        return rows

    def chosen(self, rows):
        actor = self.request.actor
        if not self.request.GET:
            return rows
        filtered = ActivityFilterSet(self.request.GET, queryset=queries.activities(actor, self.review), actor=actor)
        wanted = set(filtered.qs.values_list("pk", flat=True))
        return [activity for activity in rows if activity.pk in wanted]

    def get_context_data(self, **kwargs):
        actor, rows = self.request.actor, self.activities()
        found, rooms = queries.clashes(rows), list(queries.rooms(actor, self.review))
        feed = queries.own_feed(actor)
        for activity in rows:
            activity.clashes = queries.by_activity(found)[activity.pk]
        return super().get_context_data(
            days=queries.days(self.review, self.chosen(rows), rooms),
            activities=rows,
            clashes=found,
            rooms=rooms,
            counts=queries.counts(self.review),
            on_team=actor.pk in self.review.roles_by_person,
            lines=queries.lines_to_take_over(self.review),
            calendar_address=links.calendar_address(feed, self.review) if feed else "",
            **kwargs,
        )


class TakeOverTimetable(ReviewForm):
    """Takes over what the method plans; the button stands on the timetable."""

    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    permission = "peer_review.plan_activity"
    heading = "Take over the method’s timetable?"
    button = "Take over"
    done = "The method’s timetable is taken over. Now give each activity its room and its people."

    def perform(self, form):
        return services.take_over_timetable(review=self.review, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = "Each of its lines becomes an activity, counted from the first day of the visit."
        lines = queries.lines_to_take_over(self.review)
        return super().get_context_data(lead=lead, lines=lines, back=self.get_success_url(), **kwargs)

    def get_success_url(self):
        return reverse("review-timetable", args=[self.review.pk])


class OnTimetable:
    """Finds the activity of the address among those of the review."""

    @cached_property
    def activity(self):
        found = get_object_or_404(queries.activities(self.request.actor, self.review), pk=self.kwargs["pk"])
        found.review = self.review
        return found


class ActivityPage(OnTimetable, WorkspacePage):
    template_name = "peer_review/activity.html"
    tab = "timetable"

    def get_context_data(self, **kwargs):
        actor, activity = self.request.actor, self.activity
        return super().get_context_data(
            activity=activity,
            subject=activity,
            steps=activity.workflow.steps(activity, actor) if self.review.is_open else [],
            clashes=queries.clashes_of(activity, queries.activities(actor, self.review)),
            **kwargs,
        )


class ActivityFormPage(ReviewForm):
    permission = "peer_review.plan_activity"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "review": self.review}


class PlanActivityPage(ActivityFormPage):
    form_class = forms.NewActivityForm
    heading = "Plan an activity"
    button = "Add to timetable"

    def get_initial(self):
        return {"takes_place_on": self.request.GET.get("day") or self.review.starts_on}

    def perform(self, form):
        return services.plan_activity(review=self.review, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return f"{reverse('review-timetable', args=[self.review.pk])}#a-{self.result.pk}"


class ChangeActivityPage(OnTimetable, ActivityFormPage):
    """Another day, time, room or people: moving it is changing these."""

    form_class = forms.ChangeActivityForm
    heading = "Change or move an activity"

    def subject(self):
        require(self.request.actor, self.permission, self.review)
        return self.activity

    def get_initial(self):
        return {name: getattr(self.activity, name) for name in ACTIVITY}

    def perform(self, form):
        return services.change_activity(activity=self.activity, by=self.request.actor, **form.cleaned_data)


class OfActivity(OnTimetable, ReviewForm):
    """Something done with one activity, after which the timetable is shown again."""

    permission = "peer_review.plan_activity"

    def subject(self):
        require(self.request.actor, self.permission, self.review)
        return self.activity

    def get_initial(self):
        return {"version": self.activity.version}

    def get_success_url(self):
        return reverse("review-timetable", args=[self.review.pk])


class ActivityStep(OfActivity):
    form_class = forms.StepForm
    heading = "This step is not possible now"
    button = "Try again"

    def perform(self, form):
        return services.move_activity(
            activity=self.activity, step=self.kwargs["step"], by=self.request.actor, **form.cleaned_data
        )

    def get_success_url(self):
        return f"{super().get_success_url()}#a-{self.activity.pk}"


class RemoveActivityPage(OfActivity):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    heading = "Take this activity off the timetable?"
    button = "Take it off"
    done = "Taken off the timetable."

    def perform(self, form):
        return services.remove_activity(activity=self.activity, by=self.request.actor)

    def get_context_data(self, **kwargs):
        lead = f"{self.activity}. If it was planned and does not take place, cancel it instead: it had been planned."
        return super().get_context_data(lead=lead, back=self.activity.get_absolute_url(), warning=True, **kwargs)


class RoomPage(ReviewForm):
    permission = "peer_review.arrange_rooms"


class AddRoomPage(RoomPage):
    form_class = forms.RoomForm
    heading = "Add a room"
    button = "Add the room"

    def perform(self, form):
        return services.add_room(review=self.review, by=self.request.actor, **form.cleaned_data)


class OfRoom(RoomPage):
    def subject(self):
        require(self.request.actor, self.permission, self.review)
        found = get_object_or_404(queries.rooms(self.request.actor, self.review), pk=self.kwargs["pk"])
        found.review = self.review
        return found


class ChangeRoomPage(OfRoom):
    form_class = forms.ChangeRoomForm
    heading = "Change a room"

    def get_initial(self):
        return {name: getattr(self.target, name) for name in ("name", "whereabouts", "seats", "version")}

    def perform(self, form):
        return services.change_room(room=self.target, by=self.request.actor, **form.cleaned_data)


class RemoveRoomPage(OfRoom):
    template_name = "layouts/confirm.html"
    form_class = ConfirmForm
    heading = "Remove this room?"
    button = "Remove the room"

    def perform(self, form):
        return services.remove_room(room=self.target, by=self.request.actor)

    def get_context_data(self, **kwargs):
        back = self.target.get_absolute_url()
        return super().get_context_data(lead=self.target.name, back=back, warning=True, **kwargs)

    def get_success_url(self):
        return self.target.get_absolute_url()
