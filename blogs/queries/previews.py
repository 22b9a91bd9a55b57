import hashlib

from blogs.models import Authorship, ImageFile, PreviewLink


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


def preview_in_force(token: str):
    """The link whose address ends in this token, with its post; None where it opens nothing."""
    links = PreviewLink.objects.in_force().select_related("post__owner__region", "post__case_study")
    return links.filter(token_digest=digest(token)).first()


def preview_links_of(post, actor):
    """The latest first, with who made each."""
    return PreviewLink.objects.visible_to(actor).filter(post=post).select_related("post", "made_by")


def files_of_preview(link):
    return ImageFile.objects.filter(image__post=link.post_id)


def names_over(post) -> list[str]:
    authorships = Authorship.objects.filter(post=post).select_related("author")
    return [authorship.author.name for authorship in authorships]
