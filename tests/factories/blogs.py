import io
from contextlib import closing

import factory
from django.utils.text import slugify
from PIL import Image

from blogs.models import Author, Authorship, CaseStudy, ImportRun, Post, PostCouncil, PostTheme, Theme
from blogs.services import add_image, publish_post
from improvement_hub.core.actor import OPERATOR, Actor
from improvement_hub.core.files.receiving import received


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Theme {n:03d}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))


class AuthorFactory(factory.django.DjangoModelFactory):
    """Someone from outside the hub."""

    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Author {n}")


def publisher(post) -> Actor:
    """A director of the council it belongs to, else the operator."""
    return Actor(kind="person", directs=frozenset([post.owner_id])) if post.owner_id else OPERATOR


class PostFactory(factory.django.DjangoModelFactory):
    """A published post for everyone that belongs to no council; `published=False` leaves a draft.

    A case study has sections, and its text as it was given all the same.
    """

    class Meta:
        model = Post
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Post {n:03d}")
    slug = factory.Sequence(lambda n: f"post-{n:03d}")
    body = factory.LazyAttribute(lambda made: f"What we learned, under the title {made.title}.")
    visibility = "public"
    demonstration = factory.LazyAttribute(lambda made: bool(made.owner and made.owner.demonstration))
    owner = None

    @factory.post_generation
    def authors(self, create, extracted, **kwargs):
        for position, author in enumerate(extracted or (), start=1):
            Authorship.objects.create(post=self, author=author, position=position)

    @factory.post_generation
    def councils(self, create, extracted, **kwargs):
        for council in extracted or ():
            PostCouncil.objects.create(post=self, council=council)

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        for theme in extracted or ():
            PostTheme.objects.create(post=self, theme=theme)

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if extracted is not False:
            if self.is_case_study and not self.comes_from_elsewhere:
                CaseStudy.objects.create(post=self, what_did_not_work="It took longer.")
            publish_post(post=self, by=publisher(self))
            self.refresh_from_db()


class ImportRunFactory(factory.django.DjangoModelFactory):
    """A feed that was chosen and not read yet."""

    class Meta:
        model = ImportRun

    name = factory.Sequence(lambda n: f"feed-{n}.xml")


def drawing(width=8, height=6, kind="PNG", mode="RGB", **saving) -> bytes:
    """A picture, as a file of it holds it."""
    out = io.BytesIO()
    Image.new(mode, (width, height), 90).save(out, kind, **saving)
    return out.getvalue()


def image_of(post, by, *, name="team.png", content=None, **words):
    """An image in a post, through the service."""
    with closing(received(name, [content or drawing()])) as file:
        return add_image(post=post, file=file, by=by, **(words or {"alt": "A team at a table."}))
