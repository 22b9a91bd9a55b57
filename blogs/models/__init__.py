from blogs.models.addresses import OldAddress
from blogs.models.imports import ImportRun
from blogs.models.links import Authorship, PostCouncil, PostTheme
from blogs.models.posts import Post
from blogs.models.vocabulary import Author, Theme

__all__ = ["Author", "Authorship", "ImportRun", "OldAddress", "Post", "PostCouncil", "PostTheme", "Theme"]
