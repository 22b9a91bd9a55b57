"""The library into the database and out again, all of it or nothing.

Rows are sent by COPY, some thousands at a time, so that memory stays small. Meanwhile the triggers of these tables
are off: an audit trail of invented posts would be larger than the library and tell nothing, and switching triggers
off takes no more than owning the tables. Foreign keys and constraints hold as always. What other apps keep of posts
and have triggers keep up, such as a search index, they make anew when `library_changed` is sent.
"""

from contextlib import contextmanager
from io import StringIO

from django.db import connection, transaction
from django.dispatch import Signal

from blogs.imports.themes import load_themes
from blogs.library.items import author_names, made_item, permanent
from blogs.library.places import library_councils, remove_councils
from blogs.library.rows import MODELS, SOURCE, Lines, guid, link_values, post_values
from blogs.models import Author, Post, Theme
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.bulk import indexes_made_at_the_end
from improvement_hub.core.errors import DomainError

library_changed = Signal()  # sent in the same transaction, once the rows are there or gone
AT_A_TIME = 2000


def made_posts():
    return Post.objects.filter(source=SOURCE)


@transaction.atomic
def make_library(items: int, seed: int = 1, *, progress=lambda done, total: None) -> int:
    """Have the first so many items of the library of this seed; how many were added to those that were here.

    Raises DomainError if another seed's library is here.
    """
    first = made_posts().count() + 1
    if first > 1 and not made_posts().filter(source_guid=guid(seed, 1)).exists():
        raise DomainError("A library of another seed is here. Take it away first, with --remove.")
    with acting_as(OPERATOR, command="make_library"):
        load_themes()
        councils, authors = [council.pk for council in library_councils()], author_ids()
    themes = dict(Theme.objects.values_list("slug", "pk"))
    most_are_new = items > 2 * first + AT_A_TIME
    tables = [model._meta.db_table for model in MODELS] if most_are_new else []
    with quiet_triggers() as cursor, indexes_made_at_the_end(cursor, tables):
        for start in range(first, items + 1, AT_A_TIME):
            batch = [made_item(number, seed) for number in range(start, min(start + AT_A_TIME, items + 1))]
            copy(cursor, [(Post, post_values(item, seed, councils)) for item in batch])
            copy(cursor, [link for item in batch for link in link_values(item, councils, authors, themes)])
            progress(batch[-1].number, items)
    if items >= first:
        announce()
    return max(0, items - first + 1)


def author_ids() -> list:
    """Of the invented authors, in their order; those that are not here yet are added."""
    names = author_names()
    known = dict(Author.objects.filter(person=None, name__in=names).values_list("name", "pk"))
    missing = [Author(pk=permanent("author", name), name=name, version=1) for name in names if name not in known]
    known |= {author.name: author.pk for author in Author.objects.bulk_create(missing)}
    return [known[name] for name in names]


@contextmanager
def quiet_triggers():
    """A cursor, and no triggers of ours on these tables until the end; the transaction holds the tables."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        switch(cursor, "disable")
        yield cursor
        switch(cursor, "enable")


def switch(cursor, how):
    for model in MODELS:
        cursor.execute(f"alter table {model._meta.db_table} {how} trigger user")


def copy(cursor, rows):
    """rows: (model, values by column)."""
    lines: dict = {}
    for model, values in rows:
        lines.setdefault(model, (Lines(model), []))[1].append(values)
    for model, (table, said) in lines.items():
        names = ", ".join(field.column for field in table.fields)
        sent = StringIO("".join([table.line(**values) for values in said]))
        cursor.copy_expert(f"copy {model._meta.db_table} ({names}) from stdin", sent)


def announce():
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"analyze {model._meta.db_table}")
    library_changed.send(sender=Post)


@transaction.atomic
def remove_library(*, progress=lambda done, total: None) -> tuple[int, int]:
    """Posts that were taken away, and councils of the library that stay because something else stands on them."""
    total, gone = made_posts().count(), 0
    with quiet_triggers():
        while ids := list(made_posts().order_by().values_list("pk", flat=True)[:AT_A_TIME]):
            Post.objects.filter(pk__in=ids).delete()
            gone += len(ids)
            progress(gone, total)
    with acting_as(OPERATOR, command="make_library"):
        Author.objects.filter(person=None, name__in=author_names(), authorships=None).delete()
        kept = remove_councils()
    announce()
    return gone, kept
