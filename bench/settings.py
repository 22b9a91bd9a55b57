"""The hub's own settings, on a database that each run makes anew and drops again."""

import os

from improvement_hub.settings import *  # noqa: F403
from improvement_hub.settings import API_PER_MINUTE, CACHES, DATABASES, STATIC_ROOT, STORAGES

DATABASES["default"]["NAME"] = os.environ.get("HUB_BENCH", "hub")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # nothing is served from it, and its absence would be warned of
if os.environ.get("HUB_BENCH_CACHE") == "none":
    CACHES |= {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in CACHES}
API_PER_MINUTE = dict.fromkeys(API_PER_MINUTE, 1_000_000)  # counted, and out of the way
