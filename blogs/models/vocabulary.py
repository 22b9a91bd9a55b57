"""What posts are about, in the shared vocabulary, and who wrote them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, OpenToAll

VOCABULARY = "change the vocabulary"  # the trigger takes turns under this name too
DRAW_LINE = """
    PERFORM pg_advisory_xact_lock(hashtextextended('change the vocabulary', 0));
    NEW.line = ARRAY[NEW.id];
    IF NEW.broader_id <> NEW.id THEN
        SELECT t.line || NEW.id INTO NEW.line FROM blogs_theme t WHERE t.id = NEW.broader_id;
        IF NEW.id = ANY(NEW.line[:cardinality(NEW.line) - 1]) THEN
            RAISE EXCEPTION 'a theme is part of itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_theme_is_part_of_itself';
        END IF;
    END IF;
    RETURN NEW;
"""
DRAW_LINES_BELOW = """
    UPDATE blogs_theme SET broader_id = broader_id WHERE broader_id = NEW.id;
    RETURN NULL;
"""
KEEP_WORDS = """
    DELETE FROM blogs_themeword WHERE theme_id = NEW.id;
    INSERT INTO blogs_themeword (word, theme_id)
    SELECT DISTINCT lower(btrim(word)), NEW.id
    FROM unnest(ARRAY[NEW.name, NEW.acronym] || NEW.synonyms) AS called(word) WHERE btrim(word) <> '';
    RETURN NULL;
"""


@audited(exclude=["line"])
class Theme(HubModel):
    """A term of the shared vocabulary, with the other words people use for it.

    `line` is drawn by the database: the themes it is part of, the broadest first, and itself.
    """

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    acronym = models.CharField(max_length=12, blank=True)
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    description = models.TextField(blank=True, validators=[MaxLengthValidator(2000), refuse_child_level])
    broader = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")
    line = ArrayField(models.UUIDField(), default=list, editable=False)

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
        triggers = [
            pgtrigger.Trigger(
                name="no_theme_is_part_of_itself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=DRAW_LINE,
            ),
            pgtrigger.Trigger(
                name="what_is_below_a_theme_moves_with_it",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__line__df=pgtrigger.F("new__line")),
                func=DRAW_LINES_BELOW,
            ),
            pgtrigger.Trigger(
                name="a_word_means_one_theme",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("name", "acronym", "synonyms"),
                func=KEEP_WORDS,
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
