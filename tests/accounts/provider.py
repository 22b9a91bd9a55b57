"""An OpenID provider of the tests' own: a real one over HTTP on the loopback, with tenants, PKCE and rotation.

It does what the protocol asks, unless a test says how it is to go wrong.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "hub-client", "hub-secret"


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """`people`: claims by subject. `here`: who sits at the browser. `wrong`: claims that replace the right ones."""

    people: dict = field(default_factory=dict)
    here: str = ""
    session_began: float = 0  # when `here` last gave their password there
    forced_login: bool = True  # whether prompt=login is obeyed
    tells_time: bool = True
    gives_id_token: bool = True
    wrong: dict = field(default_factory=dict)
    sign: object = None  # a function from claims to a token
    answers: object = None  # a function from the token request to (status, body), instead of the right answer
    down: bool = False
    codes: dict = field(default_factory=dict)
    refresh_tokens: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)  # the parameters of each authorisation request
    removed: set = field(default_factory=set)

    def __post_init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @cached_property
    def key(self):
        return new_key()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def reset(self):
        """As new, but for its key and address."""
        fresh = {name: made.default_factory() for name, made in FIELDS.items() if callable(made.default_factory)}
        plain = {name: made.default for name, made in FIELDS.items() if name not in fresh}
        self.__dict__.update(fresh | plain)

    def issuer(self, tenant):
        return f"{self.address}/{tenant}/v2.0"

    def token_for(self, claims, key=None):
        return jwt.encode(claims, key or self.key, algorithm="RS256", headers={"kid": "1"})

    def id_token(self, tenant, subject, **more):
        now = int(time.time())
        claims = {"iss": self.issuer(tenant), "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 600}
        claims |= self.people[subject] | more | self.wrong
        return self.sign(claims) if self.sign else self.token_for(claims)

    def authorize(self, tenant, asked):
        """The browser's way back, with a code that only the right verifier redeems."""
        self.asked.append(asked)
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        if asked.get("prompt") == "login" and self.forced_login:
            self.session_began = time.time()
        if not self.here:
            return f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], 'error': 'access_denied'})}"
        code = secrets.token_urlsafe()
        self.codes[code] = (tenant, self.here, asked)
        return f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], 'code': code})}"

    def exchange(self, tenant, form):
        """(status, body) of the token endpoint."""
        if self.answers:
            return self.answers(form)
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        by_code = form["grant_type"] == "authorization_code"
        return self.by_code(tenant, form) if by_code else self.by_refresh_token(tenant, form)

    def by_code(self, tenant, form):
        made, subject, asked = self.codes.pop(form.get("code"), (None, None, {}))
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        if made != tenant or proof != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        times = {"auth_time": int(self.session_began)} if self.tells_time else {}
        return self.tokens(tenant, subject, nonce=asked.get("nonce"), **times)

    def by_refresh_token(self, tenant, form):
        subject = self.refresh_tokens.pop(form["refresh_token"], None)
        if subject is None or subject in self.removed:
            return 400, {"error": "invalid_grant"}
        return self.tokens(tenant, subject)

    def tokens(self, tenant, subject, **more):
        refresh_token = secrets.token_urlsafe()
        self.refresh_tokens[refresh_token] = subject
        said = {"access_token": "a", "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh_token}
        return 200, said | ({"id_token": self.id_token(tenant, subject, **more)} if self.gives_id_token else {})

    def published(self, tenant):
        here = f"{self.address}/{tenant}"
        return {
            "issuer": self.issuer(tenant),
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys",
        }

    def keys(self):
        return {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key())) | {"kid": "1"}]}


FIELDS = Provider.__dataclass_fields__


def handler_of(provider):
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words):
            pass

        def answer(self, status, body):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def do_GET(self):
            parts = urlsplit(self.path)
            _, tenant, *rest = parts.path.split("/")
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if provider.down:
                self.answer(503, {})
            elif rest[-1] == "authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(tenant, asked))
                self.end_headers()
            else:
                self.answer(200, provider.keys() if rest[-1] == "keys" else provider.published(tenant))

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            tenant = self.path.split("/")[1]
            self.answer(*((503, {}) if provider.down else provider.exchange(tenant, form)))

    return Handler
