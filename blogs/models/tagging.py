"""Posts that whoever tags them with themes looked at and left as they are."""

from django.db import models

from blogs.models.links import OfVisiblePost
from blogs.models.posts import Post
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel


@audited
class SetAside(HubModel):
    """No suggestion fitted the post as it was in version `seen`; a later version comes up again."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="set_aside")
    seen = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfVisiblePost.as_manager()

    def __str__(self):
        return f"{self.post}, version {self.seen}"
