import re
import uuid
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from blogs import queries
from blogs.models.events import LONGEST_WORDS
from blogs.models.posts import SHARED_CHOICES
from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.councils.fields import CouncilsField

MOST_ITEMS = 60
ITEM = re.compile(r"^(\d{1,2})[:.](\d{2})\s*[|\s]\s*([^|]+?)\s*(?:\|\s*(.*?)\s*)?$")


class ClockField(forms.TimeField):
    """A time of day, typed as 9:30, 09.30 or 14:00."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], widget=widget, **kwargs)


class AgendaField(forms.CharField):
    """(time, what, who) rows, one to a line: 10:00 | Welcome | director, Larkmere."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value):
        return agenda_lines(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n"))

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_ITEMS:
            raise ValidationError(f"Give {MOST_ITEMS} lines at most.")
        return [agenda_item(line) for line in lines]


def agenda_lines(rows) -> str:
    return "\n".join(" | ".join(filter(None, [f"{begins:%H:%M}", what, who])) for begins, what, who in rows)


def agenda_item(line):
    found = ITEM.match(line)
    try:
        return time(int(found[1]), int(found[2])), found[3], found[4] or ""
    except (TypeError, ValueError) as error:
        raise ValidationError(f"“{line}”: write a time, then what, and perhaps who, parted by |.") from error


class PostsField(forms.CharField):
    """Posts, each by its address or the last part of it, one to a line. Give `posts`, which the actor may see."""

    widget = forms.Textarea(attrs={"rows": 4})
    posts = None

    def prepare_value(self, value):
        return "\n".join(post.slug for post in value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n"))

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        slugs = [line.rstrip("/").rsplit("/", 1)[-1] for line in lines]
        found = {post.slug: post for post in self.posts.filter(slug__in=slugs)}
        for line, slug in zip(lines, slugs, strict=True):
            if slug not in found:
                raise ValidationError(f"No post is at “{line}”.")
        return [found[slug] for slug in dict.fromkeys(slugs)]


class EventForm(forms.Form):
    title = forms.CharField(max_length=200)
    hosts = CouncilsField(
        label="Hosting councils", required=False, help_text="One to a line: a name, or any code of it. Yours first."
    )
    day = DayField(label="Day")
    begins = ClockField(label="Begins at")
    ends = ClockField(label="Ends at")
    last_day = DayField(label="Last day", required=False, help_text="Only if it takes several days.")
    place = forms.CharField(max_length=200, required=False, help_text="Building, street and town.")
    remote = forms.BooleanField(label="It can be joined from elsewhere", required=False)
    summary = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For whom it is and what they take home, in one or two sentences.",
    )  # fmt: skip
    description = forms.CharField(
        max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="In Markdown. How to book a place, and how to join.",
    )  # fmt: skip
    agenda = AgendaField(
        required=False,
        help_text="One to a line: 10:00 | What happens | who, by role and council. No names of children or workers.",
    )
    themes = forms.ModelMultipleChoiceField(queries.themes(), required=False, widget=forms.CheckboxSelectMultiple)

    def clean(self):
        """Days and hours become moments in London."""
        said = super().clean()
        day, last = said.pop("day", None), said.pop("last_day", None)
        begins, ends = said.pop("begins", None), said.pop("ends", None)
        if day and begins and ends:
            said["starts_at"], said["ends_at"] = moment(day, begins), moment(last or day, ends)
            if said["ends_at"] <= said["starts_at"]:
                self.add_error("ends", "An event ends after it begins.")
        return said


def moment(day, at) -> datetime:
    return datetime.combine(day, at, timezone.get_default_timezone())


class NewEventForm(EventForm):
    """The hidden id makes an event that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    region = forms.ModelChoiceField(
        None, required=False, empty_label="No: councils host it", label="Does your region host it?"
    )
    visibility = forms.ChoiceField(
        label="Who may see it?", choices=SHARED_CHOICES[:-1], initial="sector", widget=forms.RadioSelect,
        help_text="Once it is planned you can open it to everyone, on its page.",
    )  # fmt: skip
    field_order = ["title", "hosts", "region"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["region"].queryset = queries.regions_led(actor)
        if not actor.leads:
            del self.fields["region"]

    def clean(self):
        said = super().clean()
        hosts = said.get("hosts", [])
        if hosts and not self.actor.leads and not {council.pk for council in hosts} & self.actor.council_ids:
            self.add_error("hosts", "Name your own council among the hosts.")
        return said


class ChangeEventForm(EventForm, VersionedForm):
    pass


class ShareEventForm(VersionedForm):
    visibility = forms.ChoiceField(label="Who may see it?", choices=SHARED_CHOICES, widget=forms.RadioSelect)


class FollowUpForm(VersionedForm):
    shown = PostsField(
        label="Posts that were shown",
        required=False,
        help_text="Their addresses, one to a line. Case studies too.",
    )
    follow_up = forms.CharField(
        label="To take home", max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="In Markdown: what was said, what to try, links to slides.",
    )  # fmt: skip
    pack = PostsField(label="Posts to take home", required=False, help_text="Their addresses, one to a line.")
    report = PostsField(label="Post that reports on it", required=False, widget=forms.TextInput)

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("shown", "pack", "report"):
            self.fields[name].posts = posts

    def clean_report(self):
        return next(iter(self.cleaned_data["report"]), None)


class AttendForm(forms.Form):
    council = forms.ModelChoiceField(None, label="Which council?", empty_label=None)

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["council"].initial = councils.first()
