"""The OpenAPI schema: every answer that rules can give is in it."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from improvement_hub.accounts.scopes import HubScopes, scopes_for_clients, words_of
from improvement_hub.core.shapes.expansion import linked_model, said
from improvement_hub.core.shapes.kinds import collection_of


class ProblemItemSerializer(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField(help_text="The rule's sentence.")
    pointer = serializers.CharField(allow_null=True, help_text="JSON pointer into the request's body.")


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(help_text="A stable address for this kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemItemSerializer(many=True)


class HubSchema(AutoSchema):
    def get_override_parameters(self):
        return self.view.shape_parameters() if hasattr(self.view, "shape_parameters") else []

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        for status in self.problem_statuses():
            response = OpenApiResponse(ProblemSerializer, description="Problem details")
            bodies.setdefault(status, self._get_response_for_code(response, status, ["application/problem+json"]))
        return bodies

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        """An id that `expand` may replace is an id or an object."""
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if direction == "response" and is_link(field):
            return {**schema, "items": or_whole(schema["items"])} if "items" in schema else or_whole(schema)
        return schema

    def problem_statuses(self) -> list[str]:
        found = ["401", "403", "429"]
        if "{" in self.path:
            found.append("404")
        if self.method != "GET":
            found += ["400", "413", "415", "422"]
        elif self._is_list_view():
            found.append("400")
        if any(parameter["name"] == "If-Match" for parameter in self._get_parameters()):
            found += ["412", "428"]
        return sorted(found)


def is_link(field) -> bool:
    """Whether it stands for something that has a collection, by its id."""
    holder = field.parent if isinstance(field.parent, serializers.Serializer) else None
    if holder is None:
        return False
    return field.field_name in said(holder, "links", {}) or bool(collection_of(linked_model(holder, field)))


def or_whole(schema) -> dict:
    return {"anyOf": [schema, {"type": "object", "additionalProperties": True}]}


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "improvement_hub.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "The key of an API client."}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "improvement_hub.api.authentication.TokenAuthentication"
    name = "oauth"

    def get_security_definition(self, auto_schema):
        address = {"tokenUrl": "/oauth/token/", "refreshUrl": "/oauth/token/"}
        for_persons = {"authorizationUrl": "/oauth/authorize/", **address, "scopes": HubScopes().get_all_scopes()}
        of_clients = {scope: words_of(scope, of_a_client=True) for scope in scopes_for_clients()}
        return {
            "type": "oauth2",
            "description": "For a person, PKCE is required; a client asks in its own name.",
            "flows": {
                "authorizationCode": for_persons,
                "clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": of_clients},
            },
        }


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "improvement_hub.api.authentication.PageSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
