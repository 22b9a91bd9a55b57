"""Forms in which posts are written, shared and moved."""

from blogs.forms.case_studies import (
    ChangeAdopterForm,
    ChangeCaseStudyForm,
    NewAdopterForm,
    NewCaseStudyForm,
    NewOutcomeForm,
    OutcomeForm,
)
from blogs.forms.files import ImportCaseStudiesForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm

__all__ = [
    "ChangeAdopterForm",
    "ChangeCaseStudyForm",
    "ChangePostForm",
    "ImportCaseStudiesForm",
    "NewAdopterForm",
    "NewCaseStudyForm",
    "NewOutcomeForm",
    "NewPostForm",
    "OutcomeForm",
    "SharePostForm",
]
