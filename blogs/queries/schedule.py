from django.utils import timezone

from blogs.models import Post
from blogs.workflow import PostState


def due_to_publish():
    """Posts whose moment has come, whoever may see them."""
    return Post.objects.filter(state=PostState.SCHEDULED, publish_at__lte=timezone.now()).order_by("publish_at")
