from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from blogs import citing, filters, forms, queries, services
from blogs.links import PicturesOf
from blogs.views.suggesting import SuggestsThemes
from improvement_hub.accounts.asking import AsksAgain, AsksBeforePublishing
from improvement_hub.core.pages import HubDetailPage, HubListPage, ServicePage, SignedIn
from improvement_hub.core.permissions import allows
from improvement_hub.core.writing.history import VersionPage, VersionsPage
from improvement_hub.core.writing.pages import TakesStep, WritingPage
from improvement_hub.core.writing.views import PreviewWords


class PostList(HubListPage):
    template_name = "blogs/posts.html"
    filterset_class = filters.PostFilterSet

    def visible(self, actor):
        return queries.post_list(actor)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        invented = not page["object_list"] and queries.has_demonstration(self.visible(self.request.actor))
        return {**page, "has_demonstration": invented}


def citation(request, post) -> str:
    """How to cite a published post; nothing for any other."""
    address = request.build_absolute_uri(post.get_absolute_url())
    return citing.in_words(post, address, timezone.localdate()) if post.is_published else ""


def turn_shown_to(actor, post):
    """Of somebody else, for those who might begin one."""
    return queries.turn_of_another(post, actor) if allows(actor, "blogs.change_post", post) else None


class PostPage(HubDetailPage):
    template_name = "blogs/post.html"
    context_object_name = "post"

    def get_queryset(self):
        return queries.post_detail(self.request.actor)

    def render_to_response(self, context, **kwargs):
        """A case study has its page among the case studies."""
        if self.object.is_case_study:
            return HttpResponsePermanentRedirect(self.object.get_absolute_url())
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs):
        steps = self.object.workflow.steps(self.object, self.request.actor)
        page = {"steps": steps, "subject": self.object, "pictures": PicturesOf(self.object)}
        page |= {"turn": turn_shown_to(self.request.actor, self.object)}
        return super().get_context_data(citation=citation(self.request, self.object), **page, **kwargs)


class LeadsToSections:
    """A case study has a form of its own, which asks for its sections."""

    def get_success_url(self):
        return sections_form(self.result) if self.result.is_case_study else super().get_success_url()


def sections_form(post):
    return reverse("case-study-change", args=[post.slug])


class NewPostPage(SignedIn, LeadsToSections, SuggestsThemes, WritingPage):
    template_name = "blogs/post_form.html"
    form_class = forms.NewPostForm
    permission = "blogs.write_posts"
    heading = "Write a post"
    button = "Save draft"
    done = "Saved as a draft. Submit it when it is ready."
    markdown = "body"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.actor}

    def perform(self, form):
        return services.write_post(by=self.request.actor, **form.cleaned_data)


class OfPost:
    """Finds the post of the address among those the actor may see; 404 otherwise."""

    def found(self):
        return get_object_or_404(queries.post_detail(self.request.actor), slug=self.kwargs["slug"])

    def subject(self):
        return self.found()

    def pictures(self):
        return PicturesOf(self.target)

    def get_context_data(self, **kwargs):
        page = {"post": self.target, "lead": f"“{self.target.title}”", "pictures": self.pictures()}
        return super().get_context_data(**page, **kwargs)


class BeginsTurn:
    """Goes before the WritingPage of a post: opening its form begins one's turn, unless somebody else is writing."""

    def get(self, request, *args, **kwargs):
        turn = services.begin_turn(post=self.target, by=request.actor)
        if turn.person_id != request.actor.pk:
            return redirect("post-take-over", self.target.slug)
        return super().get(request, *args, **kwargs)

    def preview_address(self):
        return reverse("post-preview-words", args=[self.target.slug])


class ChangePostPage(SignedIn, OfPost, LeadsToSections, SuggestsThemes, BeginsTurn, WritingPage):
    template_name = "blogs/post_form.html"
    form_class = forms.ChangePostForm
    permission = "blogs.change_post"
    heading = "Change the post"
    done = "Saved."
    markdown = "body"

    def get(self, request, *args, **kwargs):
        """A case study has a form of its own."""
        if self.target.is_case_study:
            return HttpResponseRedirect(sections_form(self.target))
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        initial = {name: getattr(self.target, name) for name in ("kind", "title", "summary", "body", "version")}
        return initial | {name: list(getattr(self.target, name).all()) for name in ("themes", "councils")}

    def perform(self, form):
        return services.change_post(post=self.target, by=self.request.actor, **form.cleaned_data)


class PreviewPostWords(OfPost, PreviewWords):
    """The same preview, with the images of the post."""

    def dispatch(self, request, *args, **kwargs):
        self.target = self.found()
        return super().dispatch(request, *args, **kwargs)


class SharePostPage(SignedIn, OfPost, AsksAgain, ServicePage):
    template_name = "blogs/post_form.html"
    form_class = forms.SharePostForm
    permission = "blogs.share_post"
    heading = "Set who may read the post"
    done = "Saved who may read it."

    def get_initial(self):
        return {"visibility": self.target.visibility, "version": self.target.version}

    def perform(self, form):
        return services.share_post(post=self.target, by=self.request.actor, **form.cleaned_data)


class PostStep(SignedIn, AsksBeforePublishing, TakesStep, OfPost, WritingPage):
    template_name = "blogs/post_form.html"
    publishing = ("publish", "schedule")

    def get_form_class(self):
        return forms.ScheduleForm if self.step.name == "schedule" else super().get_form_class()

    def perform(self, form):
        step = self.kwargs["step"]
        return services.move_post(post=self.target, step=step, by=self.request.actor, **form.cleaned_data)


class RevisionPages(OfPost):
    trail = queries.REVISIONS
    permission = "blogs.see_revisions"


class RevisionsPage(RevisionPages, VersionsPage):
    template_name = "blogs/revisions.html"


class RevisionPage(RevisionPages, VersionPage):
    template_name = "blogs/revision.html"
