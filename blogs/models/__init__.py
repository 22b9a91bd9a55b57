from blogs.models.case_studies import CaseStudy
from blogs.models.links import Authorship, PostCouncil, PostTheme
from blogs.models.outcomes import Adopter, Outcome
from blogs.models.posts import Post
from blogs.models.vocabulary import Author, Theme

__all__ = ["Adopter", "Author", "Authorship", "CaseStudy", "Outcome", "Post", "PostCouncil", "PostTheme", "Theme"]
