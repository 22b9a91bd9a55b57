"""Pages of posts and themes."""

from django.shortcuts import get_object_or_404

from blogs import filters, queries, services
from blogs.models import Theme
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import require


class PostList(HubListPage):
    template_name = "blogs/posts.html"
    filterset_class = filters.PostFilterSet

    def visible(self, actor):
        return queries.post_list(actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        invented = not page["object_list"] and queries.has_demonstration(self.visible(self.request.actor))
        return {**page, "has_demonstration": invented}


class PostPage(HubDetailPage):
    template_name = "blogs/post.html"
    context_object_name = "post"

    def get_queryset(self):
        return queries.post_detail(self.request.actor)

    def get_context_data(self, **kwargs):
        steps = self.object.workflow.steps(self.object, self.request.actor)
        return super().get_context_data(steps=steps, subject=self.object, **kwargs)


class PostStep(SignedIn, ServicePage):
    """Takes one step; the button stands on the post."""

    http_method_names = ["post"]
    form_class = VersionedForm
    button = "Try again"

    def subject(self):
        post = get_object_or_404(queries.post_detail(self.request.actor), slug=self.kwargs["slug"])
        step = post.workflow.named(self.kwargs["step"])
        require(self.request.actor, step.permission, post)
        self.heading = step.label
        return post

    def perform(self, form):
        return services.move_post(
            post=self.target,
            step=self.kwargs["step"],
            by=self.request.actor,
            version=form.cleaned_data["version"],
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=f"“{self.target.title}”", **kwargs)


class ThemeList(HubListPage):
    template_name = "blogs/themes.html"
    filterset_class = filters.ThemeFilterSet
    paginate_by = 100

    def visible(self, actor):
        return queries.theme_list(actor)


class ThemePage(PostList):
    """A theme with its posts."""

    template_name = "blogs/theme.html"
    filterset_class = filters.ThemePostFilterSet

    def visible(self, actor):
        themes = queries.theme_list(actor).prefetch_related("narrower")
        self.theme: Theme = get_object_or_404(themes, slug=self.kwargs["slug"])
        return super().visible(actor).filter(themes=self.theme)

    def get_context_data(self, **kwargs):
        return super().get_context_data(theme=self.theme, **kwargs)
