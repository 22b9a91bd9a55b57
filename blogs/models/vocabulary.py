"""What posts are about, in the shared vocabulary, and who wrote them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel, OpenToAll


@audited
class Theme(HubModel):
    """A term of the shared vocabulary, with the other words people use for it."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    acronym = models.CharField(max_length=12, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    description = models.TextField(blank=True)
    broader = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="a_theme_is_named_once",
                violation_error_message="There is a theme of this name already.",
            ),
            models.UniqueConstraint(
                Lower("acronym"),
                condition=~Q(acronym=""),
                name="an_acronym_means_one_theme",
                violation_error_message="This acronym stands for another theme already.",
            ),
            models.CheckConstraint(
                name="no_theme_is_broader_than_itself",
                condition=Q(broader=None) | ~Q(broader=F("id")),
                violation_error_message="A theme cannot be broader than itself.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("theme", args=[self.slug])

    @property
    def words(self) -> list[str]:
        """Everything this theme is called: its name, acronym and synonyms."""
        return [word for word in (self.name, self.acronym, *self.synonyms) if word]


class AuthorQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those who wrote a post this actor may see."""
        from blogs.models.posts import Post

        return self.filter(pk__in=Post.objects.visible_to(actor).values("authorships__author"))


@audited
class Author(HubModel):
    """A name that stands over a post; who writes in the hub is a person as well."""

    name = models.CharField(max_length=150)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="author")

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(person=None),
                name="an_author_from_outside_once",
                violation_error_message="There is an author of this name already.",
            )
        ]

    def __str__(self):
        return self.name
