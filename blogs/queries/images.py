from blogs.models import ImageFile, PostImage
from improvement_hub.core.markdown import images_in


def images_of(post, actor):
    """The images of a post this actor may see, in the order in which they were added."""
    return PostImage.objects.visible_to(actor).filter(post=post).select_related("post").prefetch_related("files")


def image_file(files, *, image, width):
    """One of these files with its image, or None."""
    return files.filter(image=image, width=width).select_related("image").first()


def image_files(actor):
    return ImageFile.objects.visible_to(actor)


def names_in_use(names) -> set[str]:
    return set(ImageFile.objects.filter(stored_as__in=names).values_list("stored_as", flat=True))


def is_in_its_text(image) -> bool:
    return image.reference in {address.lower() for address in images_in(image.post.body)}
