"""Settings of the hub: everything that differs between installations comes from the environment."""

import shlex
from datetime import timedelta
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from improvement_hub.accounts import providers
from improvement_hub.runtime import embedded
from improvement_hub.runtime.secrets import secret_key
from improvement_hub.settings.api import *  # noqa: F403
from improvement_hub.settings.clock import *  # noqa: F403
from improvement_hub.settings.environment import BASE_DIR, EMBEDDED, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier keys: what they sealed still opens
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
HTTPS = env.bool("HTTPS", default=not EMBEDDED)
HUB_URL = env("HUB_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[HUB_URL] if HTTPS else [])
if not EMBEDDED and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the host names this hub answers to, separated by commas.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "corsheaders",
    "csp",
    "django_filters",
    "drf_spectacular",
    "drf_standardized_errors",
    "oauth2_provider",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "rules.apps.AutodiscoverRulesConfig",
    "improvement_hub.core",
    "improvement_hub.councils",
    "improvement_hub.accounts",
    "demonstrators",
    "peer_review",
    "blogs",
    "improvement_hub.search",
    "improvement_hub.digests",
    "improvement_hub.overview",
    "improvement_hub.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "improvement_hub.api.compression.CompressApi",
    "improvement_hub.api.middleware.CallsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "improvement_hub.api.contract.deprecation.DeprecationMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "improvement_hub.accounts.middleware.ActorMiddleware",
    "improvement_hub.accounts.middleware.SecondFactorMiddleware",
    "improvement_hub.core.middleware.ProblemPagesMiddleware",
    "blogs.middleware.OldAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "improvement_hub.urls"
WSGI_APPLICATION = "improvement_hub.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "improvement_hub.core.context.hub",
                "improvement_hub.overview.help.page_help",
            ],
            "builtins": ["improvement_hub.core.templatetags.hub"],
        },
    }
]
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # an e-mail address is unique whatever its case: Person has that constraint
    "axes.W006",  # a council's staff share one address, so a lockout is for the name that was tried
]
FORM_RENDERER = "improvement_hub.core.forms.HubRenderer"

# Data

DATABASES = {"default": env.db_url_config(embedded.database_url())}
if EMBEDDED:
    DATABASES["default"] |= {"USER": "hub", "PORT": "5432"}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = embedded.redis_url()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "hub",
    },
    # answers of the API, in each process, under a tag that changes with whatever they say
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}
REDIS_PATIENCE = 0.2  # seconds that a call waits for what it can do without; Redis answers in a ten-thousandth
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()

# People and their sessions

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "improvement_hub.accounts.sessions.PeopleBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work"
ACCOUNT_FORMS = {
    "login": "improvement_hub.accounts.forms.SignInForm",
    "reset_password": "improvement_hub.accounts.forms.ForgottenPasswordForm",
}
ACCOUNT_ADAPTER = "improvement_hub.accounts.adapter.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes counts failures, in the database: of passwords and of codes
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=2).total_seconds())
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "improvement_hub.accounts.adapter.address_tried"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_SENSITIVE_PARAMETERS = ["code", "credential", "login", "oldpassword", "password1", "password2"]
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # thirty minutes are thirty minutes
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
PROXY_COUNT = AXES_IPWARE_PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", default=0)
SIGN_IN_LOG_DAYS = 90
SESSION_ENGINE = "improvement_hub.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SIGN_IN_PROVIDERS = providers.from_environment(env.ENVIRON)
SOCIALACCOUNT_ADAPTER = "improvement_hub.accounts.doors.Doors"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": providers.SCOPES}}
SOCIALACCOUNT_STORE_TOKENS = False
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "improvement_hub.accounts.scopes.HubScopes",
    "OAUTH2_VALIDATOR_CLASS": "improvement_hub.accounts.oauth_validator.HubValidator",
    "OAUTH2_GRANT_TYPES_SUPPORTED": ["authorization_code", "refresh_token", "client_credentials"],
    "OAUTH2_RESPONSE_TYPES_SUPPORTED": ["code"],
    "PKCE_REQUIRED": True,
    "ACCESS_TOKEN_EXPIRE_SECONDS": int(timedelta(hours=1).total_seconds()),
    "REFRESH_TOKEN_EXPIRE_SECONDS": int(timedelta(days=14).total_seconds()),
    "ROTATE_REFRESH_TOKEN": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https", "http"] if EMBEDDED else ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
}
INVITATION_LIFETIME = timedelta(days=7)
MFA_ADAPTER = "improvement_hub.accounts.adapter.SecondFactors"
MFA_FORMS = {
    "activate_totp": "improvement_hub.accounts.forms.SetUpCodeForm",
    "authenticate": "improvement_hub.accounts.forms.CodeForm",
    "reauthenticate": "improvement_hub.accounts.forms.CodeAgainForm",
    "add_webauthn": "improvement_hub.accounts.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Improvement Hub"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: telephones' clocks differ
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"

# Security

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.int("PROXY_COUNT", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "improvement_hub.core.writing.views.form_too_old"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Documents: on a disk that web and worker share, never under what is served

DOCUMENTS_DIR = Path(env("DOCUMENTS_DIR", default=str(VAR_DIR / "documents")))
DOCUMENTS_MAX_BYTES = env.int("DOCUMENTS_MAX_MB", default=50) * 1024 * 1024
SCAN_COMMAND = shlex.split(env("SCAN_COMMAND", default=""))  # is given a path; exit code 0: clean, 1: harmful
FILE_UPLOAD_HANDLERS = ["improvement_hub.core.files.receiving.IntoIncoming"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# Pages

LANGUAGE_CODE = "en-gb"
USE_TZ = True
DATE_FORMAT = "j F Y"
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor", VAR_DIR / "look"), ("guide", BASE_DIR / "docs" / "pictures")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    if env.bool("COMPRESS", default=False)
    else {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
PAGE_SIZE = 25

# E-mail: SMTP by EMAIL_URL (smtp+tls://user:password@host:587), else a folder one can read.

if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Improvement Hub <hub@localhost>")
EMAIL_TIMEOUT = 20
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")  # whom the public pages name for questions

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "improvement_hub.core.logs.WithoutLinks",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"anonymous": {"()": "improvement_hub.core.logs.WithoutAnonymous"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["anonymous"]}},
    "loggers": {"axes": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
