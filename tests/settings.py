"""The hub's own settings, on a database that forgets and a cache per test process."""

import os
from pathlib import Path

os.environ.setdefault("HUB_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ.setdefault("HUB_FAST_AND_UNSAFE", "1")

from improvement_hub.settings import *  # noqa: F403
from improvement_hub.settings import API_PER_MINUTE, CACHES, DATABASES, MIDDLEWARE, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = CELERY_TASK_EAGER_PROPAGATES = True
CACHES["default"]["KEY_PREFIX"] = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
# a database of the cache for each test process: clearing one leaves the others alone
NUMBER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15 + 1
REDIS_URL = CACHES["default"]["LOCATION"] = CACHES["default"]["LOCATION"].replace("?db=1", f"?db={NUMBER}")
DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = VAR_DIR / "media"
HUB_URL = "http://testserver"
API_PER_MINUTE = dict.fromkeys(API_PER_MINUTE, 1_000_000)  # counted, and out of the way
REDIS_PATIENCE = 10  # on a machine that does much else
if "HUB_RECORD" in os.environ:
    MIDDLEWARE = [*MIDDLEWARE, "tests.recording.Recorder"]
