import pytest
from django.urls import reverse

from tests.factories import PostFactory, ThemeFactory
from tests.peer_review import scenes


def test_the_home_page_counts_councils_and_posts_and_no_demonstration(cast, client):
    PostFactory(title="A real one")
    PostFactory(title="An invented one", demonstration=True)
    page = client.get(reverse("home"))
    assert (page.context["post_count"], page.context["council_count"]) == (1, 4)
    assert [post.title for post in page.context["posts"]] == ["A real one"]


def test_signed_in_one_sees_ones_own_reviews_and_nobody_elses(scene, sign_in):
    assert list(sign_in(scene.cast.ben).get(reverse("home")).context["reviews"]) == [scene.review]
    assert list(sign_in(scene.cast.femi).get(reverse("home")).context["reviews"]) == []


@pytest.mark.parametrize("rows", [1, 6])
def test_the_home_page_costs_the_same_with_much_on_it(scene, sign_in, django_assert_num_queries, rows):
    theme = ThemeFactory()
    PostFactory.create_batch(rows)
    for number in range(rows - 1):
        scenes.opened(scene.cast, title=f"Review {number}", theme=theme)
    client = sign_in(scene.cast.ben)
    with django_assert_num_queries(7):
        client.get(reverse("home"))


def test_the_hub_says_when_it_can_serve(client, db):
    assert client.get("/healthz").content == b"ok"
