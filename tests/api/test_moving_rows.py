"""Read page by page while rows come, change and go: by an order that does not change, none is skipped or repeated."""

import random
from datetime import date, timedelta

import pytest

from blogs.models import Post
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def disturb(chance, standing):
    """Somebody writes, changes or removes posts; of those that `standing` names, none is removed."""
    for _ in range(chance.randint(0, 3)):
        what = chance.choice(("insert", "change", "remove"))
        if what == "insert":
            PostFactory(published_on=date(2020, 1, 1) + timedelta(chance.randint(0, 900)))
            continue
        post = Post.objects.order_by("pk")[chance.randrange(Post.objects.count())]
        if what == "change":
            Post.objects.filter(pk=post.pk).update(title=f"{chance.random()}", published_on=date(2021, 5, 1))
        elif post.pk not in standing:
            post.delete()


@pytest.mark.parametrize("order", ["id", "-id", "created_at", "-created_at"])
@pytest.mark.parametrize("seed", range(5))
def test_what_was_there_throughout_is_met_exactly_once(client, order, seed):
    chance = random.Random(f"{order} {seed}")
    PostFactory.create_batch(9)
    standing = set(chance.sample(list(Post.objects.values_list("pk", flat=True)), 6))
    met, address = [], f"/api/v1/posts/?fields=id&ordering={order}&page_size={chance.randint(1, 4)}"
    while address:
        page = client.get(address).json()
        met += [row["id"] for row in page["results"]]
        address = page["next"]
        disturb(chance, standing)
    assert len(met) == len(set(met))
    assert {str(pk) for pk in standing} <= set(met)
