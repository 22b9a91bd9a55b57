from blogs.models.links import Authorship, PostCouncil, PostTheme
from blogs.models.posts import Post
from blogs.models.tagging import SetAside
from blogs.models.theme_words import FormerTheme, ThemeWord
from blogs.models.vocabulary import Author, Theme

__all__ = ["Author", "Authorship", "FormerTheme", "Post", "PostCouncil", "PostTheme", "SetAside", "Theme", "ThemeWord"]
