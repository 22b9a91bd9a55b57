from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.settings import api_settings

from blogs import queries, services
from blogs.links import PicturesOf
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, etag, expected_version
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.fields import UploadSerializerField
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import require

IMAGE = OpenApiParameter("image", str, OpenApiParameter.PATH, description="The id of the image.")


class ImageFileSerializer(serializers.Serializer):
    width = serializers.IntegerField(help_text="In pixels.")
    height = serializers.IntegerField()
    address = serializers.CharField(help_text="On this hub; for those who read the post.")


class ImageSerializer(serializers.Serializer):
    """An image of a post. `![](reference)` in its Markdown shows it."""

    id = serializers.UUIDField()
    reference = serializers.CharField(help_text="What stands for it in the text.")
    alt = serializers.CharField(help_text="What it shows, for those who do not see it; empty if it only decorates.")
    decorative = serializers.BooleanField()
    caption = serializers.CharField()
    files = serializers.SerializerMethodField(help_text="One for each width, the narrowest first.")
    version = serializers.IntegerField(help_text="To send as If-Match.")

    @extend_schema_field(ImageFileSerializer(many=True))
    def get_files(self, image):
        address = PicturesOf(image.post).address
        return [
            {"width": file.width, "height": file.height, "address": address(image, file.width)}
            for file in image.files.all()
        ]


class ImagesSerializer(OnePageSerializer):
    """Every image of a post, in the order in which they were added; they all fit on one page."""

    results = ImageSerializer(many=True)


class ImageWordsSerializer(serializers.Serializer):
    """Words for those who do not see it, or that it only decorates."""

    alt = serializers.CharField(max_length=500, required=False, allow_blank=True, validators=[refuse_child_level])
    decorative = serializers.BooleanField(required=False)
    caption = serializers.CharField(max_length=500, required=False, allow_blank=True, validators=[refuse_child_level])


class NewImageSerializer(ImageWordsSerializer):
    """Sent as multipart/form-data with its file: JPEG, PNG or WebP."""

    file = UploadSerializerField()


class Images:
    """For the resource of posts: the images of one."""

    @extend_schema(methods=["GET"], responses=ImagesSerializer, filters=False)
    @extend_schema(
        methods=["POST"],
        request={"multipart/form-data": NewImageSerializer},
        responses={201: ImageSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    @action(
        detail=True,
        methods=["get", "post"],
        pagination_class=None,
        parser_classes=[*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser],
    )
    def images(self, request, pk):
        """The images of a post; a POST adds one, for those who may change the post."""
        post = self.get_object()
        if request.method == "POST":
            return self.add_image(request, post=post)
        rows = ImageSerializer(queries.images_of(post, request.user), many=True).data
        return on_one_page(rows)

    @once
    def add_image(self, request, post):
        require(request.user, "blogs.change_post", post)
        said = self.read(NewImageSerializer)
        return image_answer(services.add_image(post=post, by=request.user, **said), status=201)

    @extend_schema(
        request=ImageWordsSerializer,
        responses=ImageSerializer,
        parameters=[IMAGE, IF_MATCH],
    )
    @action(detail=True, methods=["patch"], url_path="images/<uuid:image>")
    def image(self, request, pk, image):
        """Change the words of an image; what is left out stays as it is."""
        version, found = expected_version(request), self.image_of(request, image)
        said = self.read(ImageWordsSerializer, partial=True)
        return image_answer(services.describe_image(image=found, by=request.user, version=version, **said))

    @extend_schema(request=None, responses={204: None}, parameters=[IMAGE, IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="images/<uuid:image>/remove", url_name="image-remove")
    @once
    def remove_image(self, request, pk, image):
        """Remove an image that the text does not use, with its files."""
        version, found = expected_version(request), self.image_of(request, image)
        services.remove_image(image=found, by=request.user, version=version)
        return Response(status=204)

    def image_of(self, request, pk):
        found = queries.images_of(self.get_object(), request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


def image_answer(image, status=200):
    return Response(ImageSerializer(image).data, status=status, headers=etag(image))
