from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.utils.text import get_text_list

from blogs import queries, services
from blogs.filters import TaggingFilterSet
from blogs.forms import decisions_in
from improvement_hub.core.pages import HubListPage, SignedIn
from improvement_hub.core.permissions import require


class TaggingPage(SignedIn, HubListPage):
    """Posts with no theme or one, each with what its text speaks of; ticked ones are added in one go."""

    template_name = "blogs/tagging.html"
    filterset_class = TaggingFilterSet
    paginate_by = 20

    def dispatch(self, request, *args, **kwargs):
        if request.actor.is_person:
            require(request.actor, "blogs.tag_posts")
        return super().dispatch(request, *args, **kwargs)

    def visible(self, actor):
        return queries.posts_to_tag(actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        vocabulary = services.read_vocabulary()
        for post in page["object_list"]:
            post.suggestions = services.suggest_for(post, vocabulary)
        return page

    def post(self, request, *args, **kwargs):
        posts = queries.posts_tagged_by(request.actor, ids_in(request.POST))
        done = services.tag_posts(decisions=decisions_in(request.POST, posts), by=request.actor)
        tell(request, done)
        kept = request.GET.copy()
        kept.pop("page", None)
        return HttpResponseRedirect(f"{request.path}?{kept.urlencode()}")


def ids_in(sent) -> list[UUID]:
    try:
        return [UUID(pk) for pk in sent.getlist("post")]
    except ValueError as error:
        raise BadRequest("These are no posts.") from error


def tell(request, done):
    """What came of it, at the head of the next page."""
    messages.success(request, f"Themes added to {counted(done.tagged)}; {counted(done.aside)} set aside.")
    if done.changed:
        titles = get_text_list([f"“{post}”" for post in done.changed], "and")
        messages.warning(request, f"Changed by somebody meanwhile, and left as it is: {titles}.")


def counted(posts) -> str:
    return f"{len(posts)} post{'' if len(posts) == 1 else 's'}"
