"""Pages of shared learning events."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View

from blogs import calendars, filters, forms, queries, services
from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.writing.history import VersionPage, VersionsPage
from improvement_hub.core.writing.pages import TakesStep, WritingPage

SAID = ("title", "hosts", "place", "remote", "summary", "description", "version")


class EventList(HubListPage):
    template_name = "blogs/events.html"
    filterset_class = filters.EventFilterSet

    def visible(self, actor):
        return queries.event_list(actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        invented = not page["object_list"] and queries.has_demonstration(self.visible(self.request.actor))
        return {**page, "has_demonstration": invented}


class EventPage(HubDetailPage):
    template_name = "blogs/event.html"
    context_object_name = "event"

    def get_queryset(self):
        return queries.event_detail(self.request.actor)

    def get_context_data(self, **kwargs):
        event, actor = self.object, self.request.actor
        councils = queries.councils_of_actor(actor) if actor.council_ids else []
        return super().get_context_data(
            steps=event.workflow.steps(event, actor), subject=event, councils=councils, **kwargs
        )


class EventCalendar(View):
    """One event as a file for calendar programs."""

    def get(self, request, slug):
        event = get_object_or_404(queries.event_list(request.actor), slug=slug)
        found = HttpResponse(calendars.calendar_of(event), content_type="text/calendar; charset=utf-8")
        found["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
        return found


class NewEventPage(SignedIn, WritingPage):
    template_name = "blogs/event_form.html"
    form_class = forms.NewEventForm
    permission = "blogs.plan_events"
    heading = "Plan a shared learning event"
    button = "Plan event"
    done = "Planned. Those whom it is for can see it."
    markdown = "description"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def get_initial(self):
        return {"hosts": list(queries.councils_of_actor(self.request.actor)[:1])}

    def perform(self, form):
        return services.plan_event(by=self.request.actor, **form.cleaned_data)


class OfEvent(SignedIn):
    """Finds the event of the address among those the actor may see; 404 otherwise."""

    template_name = "blogs/event_form.html"

    def found(self):
        return get_object_or_404(queries.event_detail(self.request.actor), slug=self.kwargs["slug"])

    def subject(self):
        return self.found()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"event": self.target, "lead": f"“{self.target.title}”"})


class ChangeEventPage(OfEvent, WritingPage):
    form_class = forms.ChangeEventForm
    permission = "blogs.change_event"
    heading = "Change the event"
    done = "Saved."
    markdown = "description"

    def get_initial(self):
        event, begins, ends = self.target, *map(timezone.localtime, (self.target.starts_at, self.target.ends_at))
        return {name: getattr(event, name) for name in SAID} | {
            "day": begins.date(),
            "begins": begins.time(),
            "ends": ends.time(),
            "last_day": ends.date() if ends.date() != begins.date() else None,
            "agenda": [(item.begins, item.what, item.who) for item in event.agenda.all()],
            "themes": list(event.themes.all()),
        }

    def perform(self, form):
        return services.change_event(event=self.target, by=self.request.actor, **form.cleaned_data)


class ShareEventPage(OfEvent, AsksAgain, ServicePage):
    form_class = forms.ShareEventForm
    permission = "blogs.change_event"
    heading = "Set who may see the event"
    done = "Saved who may see it."

    def get_initial(self):
        return {"visibility": self.target.visibility, "version": self.target.version}

    def perform(self, form):
        return services.change_event(event=self.target, by=self.request.actor, **form.cleaned_data)


class EventHistory(OfEvent):
    trail = queries.EVENT_REVISIONS
    permission = "blogs.change_event"


class EventRevisionsPage(EventHistory, VersionsPage):
    template_name = "blogs/event_revisions.html"


class EventRevisionPage(EventHistory, VersionPage):
    template_name = "blogs/event_revision.html"


class FollowUpPage(OfEvent, WritingPage):
    form_class = forms.FollowUpForm
    permission = "blogs.change_event"
    heading = "Follow up the event"
    done = "Saved what to take home."
    markdown = "follow_up"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "posts": queries.post_list(self.request.actor)}

    def get_initial(self):
        event = self.target
        parts = {part: [link.post for link in event.seen_posts if link.part == part] for part in ("shown", "pack")}
        report = [event.seen_report] if event.seen_report else []
        return {**parts, "report": report, "follow_up": event.follow_up, "version": event.version}

    def perform(self, form):
        return services.change_event(event=self.target, by=self.request.actor, **form.cleaned_data)


class EventStep(TakesStep, OfEvent, WritingPage):
    def perform(self, form):
        step = self.kwargs["step"]
        return services.move_event(event=self.target, step=step, by=self.request.actor, **form.cleaned_data)


class AttendPage(OfEvent, ServicePage):
    form_class = forms.AttendForm
    permission = "blogs.attend_events"
    heading = "Say that your council attends"
    button = "Our council attends"
    done = "Your council is among those that attend."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "councils": queries.councils_of_actor(self.request.actor)}

    def perform(self, form):
        return services.attend_event(event=self.target, by=self.request.actor, **form.cleaned_data)


class MissPage(AttendPage):
    heading = "Say that your council does not attend"
    button = "Our council does not attend"
    done = "Your council is not among those that attend any more."

    def perform(self, form):
        return services.miss_event(event=self.target, by=self.request.actor, **form.cleaned_data)
