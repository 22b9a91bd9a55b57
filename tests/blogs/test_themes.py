"""The vocabulary the hub starts with."""

from io import StringIO

import pytest
from django.core.management import call_command

from blogs.models import Theme
from blogs.services import define_theme
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def load():
    printed = StringIO()
    call_command("load_themes", stdout=printed)
    return printed.getvalue().strip()


def test_the_vocabulary_is_loaded_once():
    assert load() == "27 themes: 27 taken, 0 unchanged."
    versions, trail = list(Theme.objects.values_list("pk", "version")), Theme.pgh_event_model.objects.count()
    assert load() == "27 themes: 0 taken, 27 unchanged."
    assert (list(Theme.objects.values_list("pk", "version")), Theme.pgh_event_model.objects.count()) == (
        versions,
        trail,
    )


def test_a_theme_that_is_here_stays_as_it_is():
    ThemeFactory(slug="send", name="Our own words for it")
    assert load() == "27 themes: 26 taken, 1 unchanged."
    assert Theme.objects.get(slug="send").name == "Our own words for it"


def test_every_word_of_it_means_one_theme():
    load()
    words = [word.casefold() for theme in Theme.objects.all() for word in theme.words]
    assert len(words) == len(set(words))


def test_every_theme_says_what_it_is_about_and_where_it_belongs():
    load()
    assert Theme.objects.filter(description="").count() == 0
    send = Theme.objects.get(slug="unaccompanied-children")
    assert (send.name, send.acronym, send.broader.slug) == ("Unaccompanied children", "UASC", "children-in-care")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": "neglect"}, "There is a theme of this name already."),
        ({"acronym": "ng"}, "This acronym stands for another theme already."),
        ({"slug": "neglect"}, "Theme with this Slug already exists."),
    ],
)
def test_a_theme_that_is_here_is_not_defined_again(facts, sentence):
    ThemeFactory(name="Neglect", slug="neglect", acronym="NG")
    with pytest.raises(DomainError, match=sentence):
        define_theme(**{"name": "Other", "slug": "other", "by": OPERATOR} | facts)
