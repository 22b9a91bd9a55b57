from django.db import transaction

from blogs.models import Post
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.workflow import move


@transaction.atomic
def publish_when_due(*, post_id):
    """The clock publishes what an editor scheduled, once; a post that is not due any more stays as it is."""
    post = Post.objects.select_for_update(of=("self",)).filter(pk=post_id).first()
    return move(post, "publish", by=CLOCK) if post and post.is_due else post
