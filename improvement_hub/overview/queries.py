"""What the start page brings together from the products."""

from blogs.models import Post
from blogs.workflow import PostState
from improvement_hub.councils.models import Council
from peer_review import queries as reviews


def newest_posts(actor):
    return Post.objects.visible_to(actor).filter(demonstration=False, state=PostState.PUBLISHED)


def councils_in_being() -> int:
    return Council.objects.in_being().filter(demonstration=False).count()


def my_reviews(actor):
    """Reviews whose text this person reads, the latest first."""
    return reviews.review_list(actor).filter(pk__in=reviews.Review.objects.readable_by(actor))
