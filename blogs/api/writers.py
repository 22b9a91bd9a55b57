from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from blogs import services
from blogs.api.posts import CouncilField, PostDetailSerializer
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, expected_version
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.idempotency import once
from improvement_hub.councils.fields import MOST


class WritersSerializer(serializers.Serializer):
    """Who stands over a post, in order, and which councils write it with its own; no `partners` leaves those."""

    authors = serializers.ListField(
        child=serializers.CharField(max_length=254, validators=[refuse_child_level]),
        max_length=services.MOST_AUTHORS,
        help_text="Names of colleagues, or their e-mail addresses; over a guest blog names from outside as well.",
    )
    partners = serializers.ListField(
        child=CouncilField(), required=False, max_length=MOST, help_text="All of them, by code or name."
    )


class Writers:
    """For the resource of posts: who writes one."""

    @extend_schema(request=WritersSerializer, responses=PostDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def writers(self, request, pk):
        """Say who wrote a post and which councils write it together. The second is for those who set its readers."""
        post, version = self.get_object(), expected_version(request)
        said = self.read(WritersSerializer)
        return self.answer(services.name_writers(post=post, by=request.user, version=version, **said))
