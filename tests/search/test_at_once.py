"""Two transactions at once: what one leaves is what the index says, whatever the other read before."""

import threading

import pytest
from django.db import connection, transaction

from blogs.models import Post, Theme
from improvement_hub.search.models import Entry
from tests.factories import PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_withdrawn_is_not_found_again_by_a_change_of_what_it_is_tagged_with():
    theme = ThemeFactory(name="Neglect")
    post = PostFactory(themes=[theme])
    assert Entry.objects.filter(pk=post.pk).exists()

    def rename():
        Theme.objects.filter(pk=theme.pk).update(name="Unmet needs")
        connection.close()

    with transaction.atomic():
        Post.objects.filter(pk=post.pk).update(state="draft", released_at=None)
        other = threading.Thread(target=rename)
        other.start()
        other.join(0.7)  # it has come to the post, and waits
        assert other.is_alive()
    other.join()
    assert not Entry.objects.filter(pk=post.pk).exists()
