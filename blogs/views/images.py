from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from blogs import forms, queries, services
from blogs.models.images import ROOM
from blogs.views.posts import OfPost
from improvement_hub.core.files.serving import as_picture
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.pages import ServicePage, SignedIn
from improvement_hub.core.writing.pages import WritingPage


class ImagesPage(SignedIn, OfPost, WritingPage):
    """The images of a post, each with what to write for it in the text, and a form for another one."""

    template_name = "blogs/images.html"
    form_class = forms.NewImageForm
    permission = "blogs.change_post"
    heading = "Images"
    button = "Add image"
    done = "Added. Copy what stands beside it into the text, where the image is to be."

    def perform(self, form):
        return services.add_image(post=self.target, by=self.request.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        images = queries.images_of(self.target, self.request.actor)
        return super().get_context_data(images=images, **kwargs)


class OfImage(OfPost):
    """An image of the post of the address."""

    def subject(self):
        images = queries.images_of(self.found(), self.request.actor)
        self.image = get_object_or_404(images, pk=self.kwargs["pk"])
        return self.image.post

    def get_initial(self):
        said = {name: getattr(self.image, name) for name in ("alt", "decorative", "caption")}
        return {**said, "version": self.image.version}

    def get_success_url(self):
        return reverse("post-images", args=[self.target.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(image=self.image, back=self.get_success_url(), **kwargs)


class DescribeImagePage(SignedIn, OfImage, WritingPage):
    template_name = "blogs/image.html"
    form_class = forms.DescribeImageForm
    permission = "blogs.change_post"
    heading = "Describe the image"
    done = "Saved."

    def perform(self, form):
        return services.describe_image(image=self.image, by=self.request.actor, **form.cleaned_data)


class RemoveImagePage(SignedIn, OfImage, ServicePage):
    template_name = "blogs/image_remove.html"
    form_class = VersionedForm
    permission = "blogs.change_post"
    heading = "Remove the image?"
    button = "Remove"
    done = "Removed."

    def perform(self, form):
        return services.remove_image(image=self.image, by=self.request.actor, **form.cleaned_data)


class PostImageFile(View):
    """An image in one width, for whoever may read its post."""

    http_method_names = ["get", "head"]

    def get(self, request, slug, pk, width):
        files = queries.image_files(request.actor).filter(image__post__slug=slug)
        return picture(request, queries.image_file(files, image=pk, width=width))


def picture(request, file):
    if file is None:
        raise Http404
    return as_picture(request, ROOM.path(file.stored_as), content_type=file.image.content_type)
