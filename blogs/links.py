"""Where the images of a post are found, for its readers and for whoever has a preview link."""

from functools import cached_property

from django.urls import reverse

from improvement_hub.core.illustrations import Picture


class PicturesOf:
    """The pictures for the references in a post's text, read when the first one is asked for.

    preview: the token of a preview link, whose reader is shown them under that link.
    """

    def __init__(self, post, preview=""):
        self.post, self.preview = post, preview

    def find(self, pk) -> Picture | None:
        image = self.images.get(pk)
        return self.picture(image) if image else None

    @cached_property
    def images(self) -> dict:
        return {image.pk: image for image in self.post.images.prefetch_related("files")}

    def picture(self, image) -> Picture:
        files = tuple((self.address(image, file.width), file.width) for file in image.files.all())
        return Picture(image.alt, image.caption, files, image.widest.width, image.widest.height)

    def address(self, image, width) -> str:
        if self.preview:
            return reverse("preview-image", args=[self.preview, image.pk, width])
        return reverse("post-image-file", args=[self.post.slug, image.pk, width])
