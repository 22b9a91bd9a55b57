"""The API: who may call and how often, and how it is described."""

from improvement_hub.settings.environment import env

API_ROUTER = "improvement_hub.api.urls.router"
API_SHARED = "improvement_hub.api.changes.sources.BY_COLLECTION"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "improvement_hub.api.authentication.KeyAuthentication",
        "improvement_hub.api.authentication.TokenAuthentication",
        "improvement_hub.api.authentication.PageSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "improvement_hub.api.permissions.WithinLimits",
        "improvement_hub.api.permissions.ScopeAllows",
        "improvement_hub.api.parameters.KnownParameters",
    ],
    "DEFAULT_RENDERER_CLASSES": ["improvement_hub.api.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["improvement_hub.api.parsers.PlainJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "improvement_hub.api.paging.KeysetPages",
    "DEFAULT_FILTER_BACKENDS": ["improvement_hub.api.filters.SameFiltersAsThePage"],
    "DEFAULT_SCHEMA_CLASS": "improvement_hub.api.schema.HubSchema",
    "EXCEPTION_HANDLER": "improvement_hub.api.errors.handle",
    "UNAUTHENTICATED_USER": "improvement_hub.core.actor.nobody",
    "PAGE_SIZE": 50,
}
API_DEPRECATED = "improvement_hub.api.contract.deprecated.DEPRECATED"
# Scripts of these origins may call, with a key or a token: a browser never sends them the session of the pages.
CORS_ALLOWED_ORIGINS = env.list("API_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/(api/v1|oauth/token)/"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "idempotency-key", "if-match", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    *("Allow", "Deprecation", "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "Sunset"),
    "WWW-Authenticate",
]
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_FORMATTER_CLASS": "improvement_hub.api.errors.ProblemFormatter",
    "NESTED_FIELD_SEPARATOR": "\x1f",  # as improvement_hub.api.errors.SEPARATOR
}
API_PER_MINUTE = {  # of a client, a person's application, or an address; a client may have a number of its own
    "calls": env.int("API_CALLS_PER_MINUTE", default=600),
    "signed-out": env.int("API_SIGNED_OUT_PER_MINUTE", default=300),
    "search": env.int("API_SEARCHES_PER_MINUTE", default=120),
    "export": env.int("API_EXPORTS_PER_MINUTE", default=10),
    "bulk": env.int("API_BULKS_PER_MINUTE", default=60),
    "token": env.int("API_TOKENS_PER_MINUTE", default=30),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Improvement Hub",
    "VERSION": "1",
    "DESCRIPTION": "Councils, sites, peer reviews and posts of sector-led improvement, by the same rules as the pages.",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"][:2],  # it has its own parameters
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "improvement_hub.api.contract.answers.complete",
        "improvement_hub.api.contract.examples.give_examples",
        "improvement_hub.api.contract.deprecation.mark",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ReviewState": "peer_review.workflow.ReviewState",
        "ActivityState": "peer_review.workflow.ActivityState",
        "ActivityKind": "peer_review.models.Activity.Kind",
        "EvidenceBearing": "peer_review.models.Evidence.Bearing",
        "StatementBearing": "peer_review.models.Statement.Bearing",
        "StatementStatus": "peer_review.workflow.StatementState",
        "RecommendationState": "peer_review.workflow.RecommendationState",
        "RecommendationTimescale": "peer_review.models.Recommendation.Timescale",
        "ActionState": "peer_review.workflow.ActionState",
        "ActionBetter": "peer_review.models.Action.Better",
        "MeasureUnit": "peer_review.models.Unit",
        "FollowUpDone": "peer_review.models.FollowUp.Done",
        "FollowUpImpact": "peer_review.models.FollowUp.Impact",
        "TeamRole": "peer_review.roles.TeamRole",
        "HostRole": "peer_review.roles.HostRole",
        "SharedCollection": "improvement_hub.api.changes.sources.CHOICES",
        "AgencyKind": "improvement_hub.accounts.models.Organisation.Agency",
        "Readers": "improvement_hub.core.models.BEYOND_THE_TEAM",
        "WiderReaders": "blogs.models.imports.WIDER",
        "CommentOutcome": "peer_review.models.AccuracyComment.Outcome",
        "LetterPart": "peer_review.models.Paragraph.Part",
        "SiteStage": "demonstrators.workflow.Stage",
        "VisitState": "demonstrators.workflow.VisitState",
        "UseState": "demonstrators.workflow.UseState",
        "UseStatus": "demonstrators.models.approaches.UseStatus",
        "OpenDayState": "demonstrators.workflow.OpenDayState",
        "BookingState": "demonstrators.workflow.BookingState",
        "FeedbackReaders": "demonstrators.models.visits.FEEDBACK_READERS",
        "EntryVisibility": "demonstrators.models.entries.READERS",
        "DigestFrequency": "improvement_hub.digests.schedule.Frequency",
        "DigestWeekday": "improvement_hub.digests.schedule.Weekday",
        "EvidenceLevel": "blogs.levels.Level",
        "CaseStudyStanding": "blogs.workflow.Standing",
        "CaseStudyStandingFilter": "blogs.filters.standing.STANDINGS",
        "CostBand": "blogs.models.case_studies.CostBand",
        "OutcomeUnit": "blogs.models.outcomes.Unit",
        "PostKind": "blogs.models.Post.Kind",
        "EventState": "blogs.workflow.EventState",
        "WritingState": "improvement_hub.core.writing.states.WritingState",
        "PostState": "blogs.workflow.PostState",
        "PostVisibility": "blogs.models.posts.SHARED_CHOICES",
        "Visibility": "improvement_hub.core.models.Visibility",
        "DocumentKind": "peer_review.models.documents.Document.Kind",
    },
}
