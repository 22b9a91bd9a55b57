"""The OpenAPI schema: how operations are named, what a problem is, and who may call."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from improvement_hub.accounts.scopes import HubScopes, scopes_for_clients, words_of
from improvement_hub.api.contract.names import headline, name_of
from improvement_hub.api.contract.words import explain, labels_of, steps_in_words
from improvement_hub.core.shapes.expansion import linked_model, said
from improvement_hub.core.shapes.kinds import collection_of


class ProblemItemSerializer(serializers.Serializer):
    """One of the things that are wrong."""

    code = serializers.CharField(help_text="What is wrong, for programs; finer than `type`.")
    detail = serializers.CharField(help_text="The rule's sentence, fit to show.")
    pointer = serializers.CharField(
        allow_null=True, help_text="JSON pointer (RFC 6901) into the body; null where it is about the whole."
    )
    parameter = serializers.CharField(
        allow_null=True, help_text="The parameter of the address that is wrong; null where it is none."
    )


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457)."""

    type = serializers.URLField(help_text="The kind of problem: a stable address, where it is explained.")
    title = serializers.CharField(help_text="The kind of problem, in words.")
    status = serializers.IntegerField(help_text="The status of the answer.")
    detail = serializers.CharField(help_text="The rule's sentence, fit to show; the first of `errors`.")
    instance = serializers.URLField(help_text="The address that was asked.")
    errors = ProblemItemSerializer(many=True, help_text="All that is wrong.")


class HubSchema(AutoSchema):
    """The answers that rules can give are added by `contract.answers`."""

    def get_operation_id(self):
        return name_of(self.view, self.method, self.path) or super().get_operation_id()

    def get_summary(self):
        return super().get_summary() or headline(self.get_operation_id())

    def _get_parameters(self):
        found = super()._get_parameters()
        for one in found:
            if one["in"] == "query":
                explain(one, labels_of(self.view, one["name"]) or steps_in_words(one))
        return found

    def _get_response_bodies(self, direction="response"):
        self.resolve_serializer(ProblemSerializer, "response")
        return super()._get_response_bodies(direction)

    def get_override_parameters(self):
        return self.view.shape_parameters() if hasattr(self.view, "shape_parameters") else []

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        """An id that `expand` may replace is an id or an object."""
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if direction == "response" and is_link(field):
            return {**schema, "items": or_whole(schema["items"])} if "items" in schema else or_whole(schema)
        return schema


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
