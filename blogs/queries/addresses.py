from blogs.models import OldAddress, Post

LONGEST = OldAddress._meta.get_field("path").max_length


def old_addresses(post, actor):
    return OldAddress.objects.visible_to(actor).filter(post=post).select_related("post")


def post_once_at(path, actor):
    """The post that stood at this path before it came here, if this actor may see it."""
    path = path.rstrip("/")
    if not path or len(path) > LONGEST or "\0" in path:
        return None
    return Post.objects.visible_to(actor).filter(old_addresses__path=path).only("slug").first()
