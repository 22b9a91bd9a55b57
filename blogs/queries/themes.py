from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from blogs.models import Post, PostTheme, Theme


def theme_list(actor):
    """Themes with `post_count`: how many posts this actor may see, demonstration left out."""
    counted = Post.objects.visible_to(actor).filter(demonstration=False)
    links = PostTheme.objects.filter(theme=OuterRef("pk"), post__in=counted).order_by().values("theme")
    count = Subquery(links.annotate(count=Count("pk")).values("count"))
    return Theme.objects.visible_to(actor).select_related("broader").annotate(post_count=Coalesce(count, 0))


def themes():
    """The whole vocabulary, to choose from."""
    return Theme.objects.all()
