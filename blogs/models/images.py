"""Images in posts: what each shows, in words, and its files in several widths."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from blogs.models.links import OfVisiblePost
from blogs.models.posts import Post
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.store import Room
from improvement_hub.core.models import HubModel

ROOM = Room("posts")
SAYS_WHAT = "Say in words what the image shows, or that it only decorates."


@audited
class PostImage(HubModel):
    """An image of a post, for those who read the post.

    `name` and `sha256` are of the file that was sent, which is not kept: `files` are what the hub drew of it.
    `uploaded_by`: nobody, where it came with an import by the operator.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="images")
    alt = models.CharField("alternative text", max_length=500, blank=True, validators=[refuse_child_level])
    decorative = models.BooleanField(default=False)
    caption = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    name = models.CharField(max_length=255, validators=[refuse_child_level])
    content_type = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfVisiblePost.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_image_says_what_it_shows_or_only_decorates",
                condition=Q(alt="", decorative=True) | (~Q(alt="") & Q(decorative=False)),
                violation_error_message=SAYS_WHAT,
            ),
            models.UniqueConstraint(
                fields=["post", "sha256"],
                name="a_post_has_an_image_once",
                violation_error_message="This post has this image already.",
            ),
        ]

    def __str__(self):
        return self.alt or "An image that only decorates"

    def clean(self):
        if bool(self.alt) == self.decorative:
            raise ValidationError({"alt": SAYS_WHAT})

    @property
    def reference(self) -> str:
        """What stands for it in the text of its post."""
        return f"image:{self.pk}"

    @property
    def widest(self):
        return list(self.files.all())[-1]


class ImageFileQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of posts this actor may see."""
        return self.filter(image__post__in=Post.objects.visible_to(actor))


@audited
class ImageFile(HubModel):
    """An image in one width; `stored_as` is where it lies."""

    image = models.ForeignKey(PostImage, models.CASCADE, related_name="files")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=40, unique=True)

    objects = ImageFileQuerySet.as_manager()

    class Meta:
        ordering = ["width"]
        constraints = [
            models.UniqueConstraint(fields=["image", "width"], name="an_image_has_one_file_of_a_width"),
        ]

    def __str__(self):
        return f"{self.image}, {self.width} pixels wide"
