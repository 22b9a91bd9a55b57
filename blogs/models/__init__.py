from blogs.models.images import ImageFile, PostImage
from blogs.models.links import Authorship, PostCouncil, PostTheme
from blogs.models.posts import Post
from blogs.models.previews import PreviewLink
from blogs.models.together import PostPartner
from blogs.models.turns import WritingTurn
from blogs.models.vocabulary import Author, Theme

__all__ = [
    "Author",
    "Authorship",
    "ImageFile",
    "Post",
    "PostCouncil",
    "PostImage",
    "PostPartner",
    "PostTheme",
    "PreviewLink",
    "Theme",
    "WritingTurn",
]
