"""A feed into posts: all of it or nothing, apart from items that are refused one by one and reported."""

from collections.abc import Callable
from functools import cached_property

from django.db import connection, transaction

from blogs import records
from blogs.imports import wordpress
from blogs.imports.fetch import read_feed
from blogs.imports.items import Item, guid_of, read_item, title_of, web_address
from blogs.imports.parse import parse
from blogs.imports.pieces import IMAGES
from blogs.imports.records import Known, is_record, restored
from blogs.imports.report import LeftOut, Line, Outcome, RefusedItem, Report, UnreadableFeed
from blogs.imports.vocabulary import Vocabulary
from blogs.models import Post
from blogs.services.addresses import keep_link
from blogs.services.posts import save_imported_post
from blogs.services.restoring_images import keeping
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError
from improvement_hub.core.indexing import many_changed
from improvement_hub.core.models import Visibility


def import_feed(
    place: str,
    *,
    publish: bool = False,
    visibility: str = Visibility.SECTOR,
    by=OPERATOR,
    old_host: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Take every item of a feed as a post: a draft, unless `publish`. Raises UnreadableFeed."""
    return take_in(
        read_feed(place), publish=publish, visibility=visibility, by=by, old_host=old_host, progress=progress
    )


def take_in(read: bytes, *, publish, visibility, by, progress, preview=False, old_host="") -> Report:
    """All of a feed, or with `preview` what would become of it, undone again. Raises UnreadableFeed.

    old_host: a host that leads to this hub from now on; who follows an old link from there arrives at the post.
    """
    feed = parse(read)
    context = {"command": "import_feed", "publish": publish, "visibility": str(visibility)}
    terms = {"publish": publish, "visibility": visibility, "by": by}
    with keeping(preview) as keep, acting_as(by, **context), transaction.atomic():
        report = FeedImport(feed, terms, old_host=old_host, keep=keep).run(progress)
        if not preview:
            many_changed.send(sender=Post)
        if preview:
            transaction.set_rollback(True)
    return report


class FeedImport:
    """One run. Posts are told apart by the feed's own name for itself and the item's."""

    def __init__(self, feed, terms, *, old_host, keep):
        self.feed, self.terms, self.old_host, self.keep = feed, terms, old_host, keep
        self.name = title_of(feed.feed) or "This feed"
        self.source = source_of(feed.feed)
        self.address = web_address(feed.feed.get("link", ""))
        self.report = Report(self.name)
        self.people = wordpress.people_of(feed)
        self.vocabulary = Vocabulary.of_today()
        self.is_hubs = records.NAMESPACE.encode() in feed.shell
        self.seen: dict[str, int] = {}

    def run(self, progress) -> Report:
        take_turns(self.source)
        for number, entry in enumerate(self.feed.entries, start=1):
            self.report.lines.append(self.line(number, entry))
            progress(number, len(self.feed))
        return self.report

    def line(self, number, entry) -> Line:
        name = title_of(entry) or guid_of(entry)
        try:
            self.refuse_repeated(number, guid_of(entry))
            outcome, words = self.restore(entry) if self.is_hubs and is_record(entry) else self.save(self.read(entry))
        except LeftOut as other:
            return Line(number, name, Outcome.LEFT_OUT, [str(other)])
        except RefusedItem as refused:
            return Line(number, name, Outcome.REFUSED, [str(refused)])
        except DomainError as broken:
            shown = "its title is not shown" if broken.field == "title" else name
            return Line(number, shown, Outcome.REFUSED, [broken.sentence])
        return Line(number, name, outcome, words)

    def read(self, entry) -> Item:
        is_wordpress = self.people is not None
        remarks = wordpress.understood(entry, self.people) if is_wordpress else []
        item = read_item(entry, feed_address=self.address, is_atom=self.feed.is_atom)
        item.remarks += remarks
        if is_wordpress:
            item.slug, item.is_released = entry.get("wp_post_name", ""), wordpress.is_released(entry)
        return item

    def refuse_repeated(self, number, guid):
        first = self.seen.setdefault(guid, number)
        if first != number:
            raise RefusedItem(f"It has the same id as item {first}.")

    @cached_property
    def known(self) -> Known:
        return Known.of_today(self.vocabulary.themes.values())

    @transaction.atomic
    def restore(self, entry) -> tuple[Outcome, list[str]]:
        post, was_here, changes, remarks = restored(entry, self.known, {**self.terms, "keep": self.keep})
        outcome = outcome_of(was_here, changes)
        self.report.undated += post.published_on is None
        self.report.images += len(entry[IMAGES]) if outcome != Outcome.UNCHANGED else 0
        return outcome, (changes if was_here else []) + remarks

    @transaction.atomic
    def save(self, item: Item) -> tuple[Outcome, list[str]]:
        known = Post.objects.filter(source=self.source, source_guid=item.guid).exists()
        themes, councils, unknown = self.vocabulary.sort(item.categories)
        post, changes = save_imported_post(
            source=self.source,
            guid=item.guid,
            facts={**item.facts, "source_name": self.name[:200]},
            authors=item.authors,
            themes=themes,
            councils=councils,
            slug=item.slug,
            **{**self.terms, "publish": self.terms["publish"] and item.is_released},
        )
        remark = keep_link(post=post, host=self.old_host, address=item.facts["source_url"])
        item.remarks += [remark] if remark else []
        self.report.undated += post.published_on is None
        return outcome_of(known, changes), words_of(item, known, changes, unknown)


def outcome_of(known, changes) -> Outcome:
    if not known:
        return Outcome.TAKEN
    return Outcome.CHANGED if changes else Outcome.UNCHANGED


def words_of(item, known, changes, unknown) -> list[str]:
    categories = [f"not in the vocabulary: {', '.join(unknown)}"] if unknown else []
    return (changes if known else []) + item.remarks + categories


def source_of(feed) -> str:
    """What the feed calls itself, so that a file and an address of the same feed are one."""
    source = feed.get("id") or feed.get("link") or title_of(feed)
    if not source:
        raise UnreadableFeed("The feed has neither an id, nor a link, nor a title to tell it by.")
    if len(source) > Post._meta.get_field("source").max_length:
        raise UnreadableFeed("The feed’s name for itself is too long.")
    return source


def take_turns(source):
    """Two imports of one feed at once: the second waits, and then finds everything there."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [source])
