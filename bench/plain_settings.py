"""Settings of plain DRF: the hub's tables, and nothing that it does for every request."""

from bench.settings import *  # noqa: F403

ROOT_URLCONF = "bench.plain"
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # without which that application does not start
]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "UNAUTHENTICATED_USER": None,
    "PAGE_SIZE": 50,
}
