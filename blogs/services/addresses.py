"""Old addresses of posts, on a host that leads to this hub now."""

from urllib.parse import unquote, urlsplit

from django.db import transaction

from blogs.models import OldAddress
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store


def path_of(address: str) -> str:
    """The path of an address or path as it is kept: without host, query and slash at its end."""
    return unquote(urlsplit(address.strip()).path).rstrip("/")


@transaction.atomic
def add_old_address(*, post, address, by):
    """Whoever asks this hub for that path is sent to the post, if they may read it."""
    require(by, "blogs.keep_addresses", post)
    path = path_of(address)
    if not path.startswith("/"):
        raise DomainError("Give a path, such as /2014/07/knocks, or a whole address with one.", field="address")
    if OldAddress.objects.filter(path=path).exists():
        raise DomainError("This address leads to a post already.", field="address")
    return store(OldAddress(post=post, path=path))


@transaction.atomic
def remove_old_address(*, old, by, version=None):
    require(by, "blogs.keep_addresses", old.post)
    lock(old, version=version).delete()


def keep_link(*, post, host, address) -> str:
    """For an import: the item's address on a host that is replaced leads to its post. Returns a remark, if any."""
    path = path_of(address)
    if not host or (urlsplit(address).hostname or "").removeprefix("www.") != host.removeprefix("www."):
        return ""
    if not path:
        return "its old address has no path and leads nowhere"
    known = OldAddress.objects.filter(path=path).first() or store(OldAddress(post=post, path=path))
    return "" if known.post_id == post.pk else "its old address leads to another post already"
