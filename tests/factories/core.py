import uuid

import factory
from django.utils import timezone

from improvement_hub.core.models import KeptWords
from tests.factories.accounts import PersonFactory


class KeptWordsFactory(factory.django.DjangoModelFactory):
    """Words of a post that somebody began."""

    class Meta:
        model = KeptWords

    author = factory.SubFactory(PersonFactory)
    place = "/posts/new/"
    heading = "Write a post"
    tab = factory.LazyFunction(uuid.uuid4)
    words = factory.LazyFunction(lambda: {"title": ["Pods"], "body": ["We tried small teams."]})
    kept_at = factory.LazyFunction(timezone.now)
