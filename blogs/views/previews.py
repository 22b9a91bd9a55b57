from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import View
from django.views.generic import TemplateView

from blogs import forms, queries, services
from blogs.links import PicturesOf
from blogs.views.charts import drawn
from blogs.views.images import picture
from blogs.views.posts import OfPost
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import ServicePage, SignedIn


class PreviewLinksPage(SignedIn, OfPost, ServicePage):
    """The preview links of a post and a form for another one, whose address this page shows once."""

    template_name = "blogs/preview_links.html"
    form_class = forms.PreviewLinkForm
    permission = "blogs.change_post"
    heading = "Preview links"
    button = "Make a link"
    address = ""

    def perform(self, form):
        link, self.address = services.make_preview_link(post=self.target, by=self.request.actor, **form.cleaned_data)
        return link.post

    def form_valid(self, form):
        answer = super().form_valid(form)
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        empty = self.get_form_class()(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=empty, address=self.address))

    def get_context_data(self, **kwargs):
        links = queries.preview_links_of(self.target, self.request.actor)
        return super().get_context_data(links=links, **kwargs)


class RevokePreviewLinkPage(SignedIn, OfPost, ServicePage):
    template_name = "blogs/preview_revoke.html"
    form_class = ConfirmForm
    permission = "blogs.change_post"
    heading = "Revoke this link?"
    button = "Revoke"
    done = "The link opens nothing any more."

    def subject(self):
        links = queries.preview_links_of(self.found(), self.request.actor)
        self.link = get_object_or_404(links, pk=self.kwargs["pk"])
        return self.link.post

    def perform(self, form):
        return services.revoke_preview_link(link=self.link, by=self.request.actor)

    def get_success_url(self):
        return reverse("post-preview-links", args=[self.target.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(link=self.link, back=self.get_success_url(), warning=True, **kwargs)


class Unpublished:
    """Goes before what a preview link opens: kept by no cache, found by no search engine, told to no other site."""

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer


class PreviewPage(Unpublished, TemplateView):
    """A post that is not published, for whoever has the address."""

    template_name = "blogs/preview.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs):
        link = services.open_preview(token=kwargs["token"])
        if link is None:
            raise Http404
        pictures = PicturesOf(link.post, preview=kwargs["token"])
        study = link.post.sections
        told = {"study": study, "outcomes": drawn(study.outcomes.all()) if study else []}
        page = {"names": queries.names_over(link.post), "pictures": pictures, **told}
        return super().get_context_data(link=link, post=link.post, **page, **kwargs)


class PreviewImage(Unpublished, View):
    http_method_names = ["get", "head"]

    def get(self, request, token, pk, width):
        link = queries.preview_in_force(token)
        if link is None:
            raise Http404
        return picture(request, queries.image_file(queries.files_of_preview(link), image=pk, width=width))
