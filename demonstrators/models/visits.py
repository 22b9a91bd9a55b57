"""Visits to a site, or to a council: asked for, answered, held, and what the visitors say of them afterwards."""

import pgtrigger
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from demonstrators.models.sites import Site
from demonstrators.models.visitors import of_site, of_visitors
from demonstrators.workflow.visits import ARRANGED, VISIT_FLOW, WITH_REASON, VisitState
from improvement_hub.accounts.models import Organisation, Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, Visibility
from improvement_hub.core.writing.states import LONGEST_REASON
from improvement_hub.councils.models import Council

LONGEST_TEXT = 5_000
MOST_PEOPLE = 100


class VisitQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """To people of the visiting council or agency, of the host and of the site's councils; to no client."""
        if not actor.is_person:
            return self.none()
        return self.filter(Q(host__in=actor.council_ids) | of_site(actor) | of_visitors(actor))


def text(words, **terms):
    return models.TextField(words, validators=[MaxLengthValidator(LONGEST_TEXT), refuse_child_level], **terms)


@audited
class Visit(HubModel):
    """Asked for by people of a council or an agency, at a host: mostly the lead of a site, or a council as such.

    The day, the hours, the place or the link, and the message are the host's answer. `decided_by` made the latest
    decision: accepted, arranged anew, declined, withdrew or called off.
    """

    host = models.ForeignKey(Council, models.PROTECT, related_name="visits_hosted")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="visits")
    visitor = models.ForeignKey(Organisation, models.PROTECT, related_name="visits")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="visits_asked_for")
    purpose = text("what you would like to learn")
    wished_from = models.DateField("earliest day")
    wished_until = models.DateField("latest day")
    people = models.PositiveSmallIntegerField("number of people", validators=[MaxValueValidator(MOST_PEOPLE)])
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.ASKED)
    takes_place_on = models.DateField("day", null=True, blank=True)
    starts_at = models.TimeField("begins at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    place = models.CharField(max_length=300, blank=True, validators=[refuse_child_level])
    link = models.URLField("link to join by", max_length=500, blank=True)
    message = text("message to the visitors", blank=True)
    ended_reason = models.CharField(max_length=LONGEST_REASON, blank=True, validators=[refuse_child_level])
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VisitQuerySet.as_manager()
    workflow = VISIT_FLOW

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_visit_is_wished_for_between_two_days",
                condition=Q(wished_until__gte=F("wished_from")),
                violation_error_message="The latest day is before the earliest.",
            ),
            models.CheckConstraint(
                name="a_visit_is_of_one_person_at_least",
                condition=Q(people__gte=1, people__lte=MOST_PEOPLE),
                violation_error_message=f"A visit is of one person at least, and of {MOST_PEOPLE} at most.",
            ),
            models.CheckConstraint(
                name="an_answered_visit_says_by_whom_and_when",
                condition=Q(state=VisitState.ASKED, decided_by=None, decided_at=None)
                | (~Q(state=VisitState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message="An answered visit says who decided and when.",
            ),
            models.CheckConstraint(
                name="an_accepted_visit_has_a_day_and_a_place",
                condition=~Q(state__in=ARRANGED) | (Q(takes_place_on__isnull=False) & (~Q(place="") | ~Q(link=""))),
                violation_error_message="An accepted visit has a day, and a place or a link.",
            ),
            models.CheckConstraint(
                name="a_visit_ends_with_a_reason",
                condition=(Q(state__in=WITH_REASON) & ~Q(ended_reason=""))
                | (~Q(state__in=WITH_REASON) & Q(ended_reason="")),
                violation_error_message="A visit is declined or called off with a reason, and only then has one.",
            ),
            models.CheckConstraint(
                name="a_visit_ends_after_it_begins",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"), starts_at__isnull=False),
                violation_error_message="It ends after it begins: give both times, or leave the end empty.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_visited_site_is_led_by_its_host",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__site__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM demonstrators_site s WHERE s.id = NEW.site_id AND s.lead_id = NEW.host_id
                    ) THEN
                        RAISE EXCEPTION 'the site is led by another council'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_visited_site_is_led_by_its_host';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"{self.visitor_words} to {self.site or self.host}"

    def get_absolute_url(self):
        return reverse("visit", args=[self.pk])

    @property
    def visitor_words(self) -> str:
        return str(self.visitor.council or self.visitor)

    @property
    def is_accepted(self) -> bool:
        return self.state == VisitState.ACCEPTED

    @property
    def is_held(self) -> bool:
        return self.state == VisitState.HELD

    @property
    def is_arranged(self) -> bool:
        return self.state in ARRANGED

    @property
    def has_feedback(self) -> bool:
        return hasattr(self, "feedback")


class AttendeesQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(visit__in=Visit.objects.visible_to(actor))


@audited
class Attendees(HubModel):
    """How many people of one role come to a visit, and from which council; nobody's name. No council: the agency."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="attendees")
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=80, validators=[refuse_child_level])
    number = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_PEOPLE)])

    objects = AttendeesQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="attendees_are_one_at_least",
                condition=Q(number__gte=1, number__lte=MOST_PEOPLE),
                violation_error_message=f"Of each role comes one person at least, and {MOST_PEOPLE} at most.",
            )
        ]

    def __str__(self):
        return f"{self.number} {self.role}"


FEEDBACK_READERS = [
    ("site", "The people of the site and of your council"),
    ("sector", "Members of councils and regions"),
]


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """To both sides of the visit; to the sector's people if the visitors share it so; to no client."""
        if not actor.is_person:
            return self.none()
        theirs = Q(visit__in=Visit.objects.visible_to(actor))
        return self.filter(theirs | Q(readers=Visibility.SECTOR) if actor.in_sector else theirs)


@audited
class VisitFeedback(HubModel):
    """What the visitors found useful in a visit that was held, and what they will try at home."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="feedback")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    useful = text("what was useful")
    will_try = text("what you will try", blank=True)
    readers = models.CharField(max_length=6, choices=FEEDBACK_READERS, default="site")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_is_for_the_site_or_the_sector",
                condition=Q(readers__in=[readers for readers, _ in FEEDBACK_READERS]),
                violation_error_message="Feedback is for the site, or for the sector.",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="feedback_is_of_a_visit_that_was_held",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM demonstrators_visit v WHERE v.id = NEW.visit_id AND v.state IN ('held')
                    ) THEN
                        RAISE EXCEPTION 'the visit was not held'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_is_of_a_visit_that_was_held';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"Feedback on {self.visit}"
