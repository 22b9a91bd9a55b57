"""How lists of programmes, sites and journey entries are narrowed, on the page and over the API alike."""

import django_filters
from django.db.models import Q

from demonstrators import queries
from demonstrators.models import JourneyEntry, Programme, Site, SitePartner, Strand
from demonstrators.workflow import NOT_KNOWN, Stage
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.core.writing.states import WritingState
from improvement_hub.councils.models import Council, Region
from improvement_hub.councils.queries import called

UNKNOWN, NO_STRAND = queries.UNKNOWN, "Strand not known"


class ProgrammeFilterSet(HubFilterSet):
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Programme
        fields = ["demonstration"]


class SiteFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Words", method="with_words", max_length=200)
    programme = django_filters.ModelChoiceFilter(
        label="Programme", queryset=Programme.objects.none(), to_field_name="slug", empty_label="Every programme"
    )
    strand = django_filters.ModelChoiceFilter(
        label="Strand",
        queryset=Strand.objects.none(),
        to_field_name="slug",
        empty_label="Every strand",
        null_label=NO_STRAND,
        null_value=UNKNOWN,
    )
    council = django_filters.CharFilter(
        label="Council", method="of_council", max_length=150, help_text="Lead or partner: its name, or any code of it."
    )
    region = django_filters.ModelChoiceFilter(
        label="Region", queryset=Region.objects.none(), to_field_name="slug", method="of_region",
        empty_label="Every region",
    )  # fmt: skip
    stage = django_filters.ChoiceFilter(
        label="Stage", choices=[*Stage.choices, (UNKNOWN, NOT_KNOWN)], method="at_stage", empty_label="Every stage"
    )
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Site
        fields = ["q", "programme", "strand", "council", "region", "stage", "demonstration"]

    def __init__(self, *args, **kwargs):
        """Offers invented programmes and regions to those who see or ask for what is invented."""
        super().__init__(*args, **kwargs)
        invented = "demonstration" in self.data or self.actor.demonstration
        programmes = queries.programmes_offered(self.actor, invented=invented)
        regions = Region.objects.all() if invented else Region.objects.filter(demonstration=False)
        self.filters["programme"].queryset = programmes
        self.filters["strand"].queryset = Strand.objects.filter(programme__in=programmes)
        self.filters["region"].queryset = regions

    def with_words(self, queryset, name, value):
        """Every word, in its name, its summary or its lead’s name."""
        for word in value.split():
            queryset = queryset.filter(
                Q(name__icontains=word) | Q(summary__icontains=word) | Q(lead__name__icontains=word)
            )
        return queryset

    def of_council(self, queryset, name, value):
        return self.shared_by(queryset, called(Council.objects.all(), value))

    def of_region(self, queryset, name, value: str):
        return self.shared_by(queryset, value.councils.all())

    def shared_by(self, queryset, councils):
        chosen = councils.order_by().values("pk")
        links = SitePartner.objects.filter(council__in=chosen)
        return queryset.filter(Q(lead__in=chosen) | Q(pk__in=links.values("site")))

    def at_stage(self, queryset, name, value):
        return queryset.filter(stage="" if value == UNKNOWN else value)


class EntryFilterSet(HubFilterSet):
    site = django_filters.CharFilter(label="Site", field_name="site__slug", max_length=100)
    state = django_filters.ChoiceFilter(label="State", choices=WritingState.choices)
    demonstration = DemonstrationFilter(lookup="site__demonstration", shown_to_its_people=True)

    class Meta:
        model = JourneyEntry
        fields = ["site", "state", "demonstration"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not queries.sees_drafts(self.actor):
            del self.filters["state"]
