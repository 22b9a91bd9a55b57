"""Every unsafe action of every resource: who changes names a version, and who makes may send it twice."""

import inspect
from itertools import groupby

import pytest
from rest_framework import serializers

from improvement_hub.api.urls import router
from improvement_hub.core.shapes.addresses import TransitionsField, fields_of_the_reader
from tests.permission_matrix import API, rows
from tests.test_architecture import OUR_MODELS
from tests.test_permission_matrix import patterns

ANYBODYS = {"api-feedback-answers"}  # anonymous: a link is answered without a name, a key or a version
NOTHING_STORED = {"api-theme-suggest", "api-webhook-test"}
SECRETS = {  # the answer has a secret, which is kept nowhere: sent twice, there are two, and the first is ended by hand
    *("api-webhook-list", "api-webhook-secret", "api-post-preview-links"),
}
# whose GET and POST are one handler, which hands on to one that happens once
ONCE_WITHIN = {"api-post-images", "api-post-addresses", "api-event-files"}
ADDING = {
    # a new thing under one that stays as it is; or a member of a set, which is the same however often it is said
    *("api-post-addresses", "api-post-preview-links", "api-event-files", "api-case-study-import"),
    *("api-post-images", "api-case-study-outcomes", "api-case-study-adopters", "api-self-assessment-views"),
    *("api-recommendation-follow-ups", "api-action-notes", "api-finding-links", "api-finding-thread"),
    *("api-event-attend", "api-event-miss", "api-review-nothing-recommended", "api-report-new-findings"),
}


def unsafe():
    """(method, URL name, its handler) of everything over the API that writes."""
    for name, callback in patterns():
        for method, handler in getattr(callback, "actions", {}).items():
            if method in ("post", "put", "patch", "delete") and name.startswith("api-"):
                yield method.upper(), name, getattr(callback.cls, handler)


def letters_of(method, name):
    return next(letters for one, known, letters in rows(API) if (one, known) == (method, name))


def makes(name) -> bool:
    return name.endswith(("-list", "-bulk", "-take-over", "-holder")) or name in ADDING


def test_whatever_is_posted_may_be_sent_twice():
    wanting = [
        name
        for method, name, handler in unsafe()
        if method == "POST"
        and not hasattr(handler, "happens_once")
        and name not in ANYBODYS | NOTHING_STORED | ONCE_WITHIN | SECRETS
    ]
    assert wanting == []


def test_whoever_changes_something_names_its_version():
    """The matrix has asked: `v` is the 428 for whoever may, but names none."""
    wanting = [
        (method, name)
        for method, name, _ in unsafe()
        if not makes(name) and name not in ANYBODYS | NOTHING_STORED and "v" not in letters_of(method, name)
    ]
    assert wanting == [("POST", "api-post-preview-revoke")]  # a link that is revoked stays so, whatever was seen


def resources():
    return [(prefix, resource) for prefix, resource, _ in router.registry if hasattr(resource, "visible")]


def serializers_of(resource):
    """Those of its list and of one, without rows."""
    for action in ("list", "retrieve"):
        view = resource(request=None, action=action, kwargs={}, format_kwarg=None)
        yield action, view.get_serializer_class()(context={"request": None, "view": view})


@pytest.mark.parametrize(("prefix", "resource"), resources())
def test_every_object_says_where_it_is(prefix, resource):
    if prefix == "calls":
        return  # a line of a log, read in its list alone
    for _, serializer in serializers_of(resource):
        assert {"api_url"} <= set(serializer.fields)
        place = serializer.Meta.collection
        assert place.startswith(prefix) if "<" not in prefix else place.endswith(prefix.rpartition("/")[2])


def test_every_object_with_a_way_to_go_lists_its_steps():
    names = {name for name, _ in patterns() if name.endswith("-transition")}
    by_name = {name: resource for _, resource, name in router.registry}
    for name in names:
        [*_, (_, one)] = serializers_of(by_name[name.removesuffix("-transition")])
        assert (name, isinstance(one.fields.get("transitions"), TransitionsField)) == (name, True)


def computed_for_the_reader(serializer):
    """Fields whose code asks who reads, or that list steps."""
    for name, field in serializer.fields.items():
        if isinstance(field, TransitionsField):
            yield name
        if isinstance(field, serializers.SerializerMethodField):
            method = getattr(serializer, field.method_name)
            said = inspect.getsource(method)
            if '["request"].user' in said or any(f"self.{asks}(" in said for asks in ("reads", "on_team", "inside")):
                yield name


@pytest.mark.parametrize(("prefix", "resource"), resources())
def test_what_depends_on_its_reader_is_declared(prefix, resource):
    for _, serializer in serializers_of(resource):
        declared = fields_of_the_reader(type(serializer))
        assert set(computed_for_the_reader(serializer)) - declared == set()
        assert declared - set(serializer.fields) == set()


# each model is a collection, or part of what is one, or nobody's but the hub's own
PARTS = {
    "Identifier": "councils", "Succession": "councils", "Neighbour": "councils/{gss}/neighbours",
    "Strand": "programmes", "SitePartner": "sites", "StageChange": "sites", "Attendees": "visits",
    "VisitFeedback": "visits",
    "Participant": "reviews", "peer_review.Attendance": "activities", "MethodRole": "methods",
    "MethodQuestion": "methods", "MethodDocument": "methods", "MethodActivity": "methods",
    "DocumentFile": "documents", "Support": "findings/{id}/links", "HoldNote": "findings/{id}/thread",
    "Ground": "recommendations", "NothingRecommended": "reviews", "ProgressNote": "actions/{id}/notes",
    "Attachment": "actions/{id}/notes", "FollowUp": "recommendations", "Feedback": "reviews/{id}/feedback",
    "DaysGiven": "reviews/{id}/days", "ReportFile": "reports", "HostView": "self-assessments", "Author": "posts",
    "Authorship": "posts", "PostCouncil": "posts", "PostTheme": "posts", "PostPartner": "posts",
    "WritingTurn": "posts", "PreviewLink": "posts/{id}/preview-links", "PostImage": "posts/{id}/images",
    "ImageFile": "posts/{id}/images", "CaseStudy": "case-studies", "Outcome": "case-studies",
    "Adopter": "case-studies", "EventHost": "events", "blogs.Attendance": "events", "EventTheme": "events",
    "AgendaItem": "events", "EventFile": "events/{id}/files", "OldAddress": "posts/{id}/addresses",
    "WebhookDelivery": "webhooks/{id}/deliveries",
    "EventPost": "events", "SiteTheme": "site-themes", "ApproachTheme": "approach-themes", "FormerTheme": "themes",
    "ThemeWord": "themes", "Delivery": "subscriptions", "Entry": "search", "Word": "search", "Facet": "search",
}  # fmt: skip
THE_HUBS_OWN = {
    "RepeatedRequest", "KeptWords", "Organisation", "ApiClient", "Person", "Membership", "Identity", "Invitation",
    "Reminder", "PhoneKey", "CheckReminder", "ReportStyle", "SetAside", "EntryText", "Edition", "LastVisit",
    "ApiKey", "SharedItem", "Departure", "PreparedAnswer", "ChangeLog",
}  # fmt: skip


def test_every_model_is_in_a_collection_or_says_why_not():
    shown = {serializer.Meta.model for _, one in resources() for _, serializer in serializers_of(one)}
    models = [model for model in OUR_MODELS if not hasattr(model, "pgh_tracked_model") and model not in shown]
    said = {*PARTS, *THE_HUBS_OWN}
    assert [model for model in models if not said & {model.__name__, model._meta.label}] == []


def test_names_of_collections_are_said_once():
    names = sorted(prefix for prefix, _ in resources())
    assert [name for name, same in groupby(names) if len(list(same)) > 1] == []
