from django.db import transaction

from blogs.models import Author, PostPartner
from blogs.queries import colleagues
from blogs.services.posts import author_of, stand_over
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store

MOST_AUTHORS = 20


@transaction.atomic
def name_writers(*, post, authors, by, partners=None, version=None):
    """Say who wrote a post, in the order in which they stand over it, and which councils write it with its own.

    authors: the name of a colleague of these councils each, or the e-mail address where two share a name; over a
    guest blog names from outside as well. Those who stand there stay possible. partners: councils; None leaves them.
    """
    post = lock(post, version=version)
    require(by, "blogs.change_post", post)
    joined = partners is not None and set_partners(post, partners, by)
    named = set_written_by(post, authors)
    return store(post) if joined or named else post


def set_partners(post, partners, by) -> bool:
    """Whoever says who reads a post says which councils do so while it is written."""
    had, wanted = set(post.partners), set(partners)
    if had == wanted:
        return False
    require(by, "blogs.write_together", post)
    post.partner_links.filter(council__in=had - wanted).delete()
    for council in partners:
        if council not in had:
            store(PostPartner(post=post, council=council))
    return True


def set_written_by(post, names) -> bool:
    names = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not 0 < len(names) <= MOST_AUTHORS:
        raise DomainError(f"Name one author at least, and {MOST_AUTHORS} at most.", field="authors")
    standing = [authorship.author for authorship in post.authorships.select_related("author")]
    people = list(colleagues(post))
    authors = list(dict.fromkeys(author_called(name, post, standing, people) for name in names))
    if authors == standing:
        return False
    stand_over(post, authors)
    return True


def author_called(name, post, standing, people):
    """Who stands over it already, else a colleague, else over a guest blog someone from outside."""
    known = next((author for author in standing if author.name.casefold() == name.casefold()), None)
    meant = [person for person in people if name.casefold() in (person.name.casefold(), person.email.casefold())]
    if known or len(meant) == 1:
        return known or author_of(meant[0])
    if meant:
        raise DomainError(
            f"Several colleagues are called “{name}”: give the e-mail address of the one you mean.", field="authors"
        )
    if post.kind != post.Kind.GUEST_BLOG:
        raise DomainError(
            f"No colleague is called “{name}”. Names from outside stand over guest blogs.", field="authors"
        )
    return Author.objects.filter(name=name, person=None).first() or store(Author(name=name))
