from blogs.models import OldAddress, Post
from improvement_hub.core.worded import SOME_TEXT, worded

LONGEST = OldAddress._meta.get_field("path").max_length


def old_addresses(post, actor):
    return OldAddress.objects.visible_to(actor).filter(post=post).select_related("post")


@worded(SOME_TEXT)
def posts_once_at(path):
    return OldAddress.objects.filter(path=path).values_list("post")


def post_once_at(path, actor):
    """The post that stood at this path before it came here, if this actor may see it.

    Asked for whatever is not found; hardly any path is an old address.
    """
    path = path.rstrip("/")
    if not path or len(path) > LONGEST or "\0" in path:
        return None
    once = [pk for (pk,) in posts_once_at(path)]
    return Post.objects.visible_to(actor).filter(pk__in=once).only("slug").first() if once else None
