from django.db import transaction

from blogs.models import Theme
from improvement_hub.core.permissions import require
from improvement_hub.core.services import store


@transaction.atomic
def define_theme(*, name, slug, by, **facts):
    """A new term of the vocabulary. `facts`: acronym, synonyms, description, broader."""
    require(by, "blogs.define_theme")
    return store(Theme(name=name, slug=slug, **facts))
