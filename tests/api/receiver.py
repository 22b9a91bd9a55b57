"""A partner's receiver of webhooks: keeps what it was sent, and checks signatures by itself."""

import base64
import hashlib
import hmac
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Sent:
    headers: dict
    body: bytes

    @property
    def id(self):
        return self.headers["webhook-id"]

    @property
    def said(self):
        return json.loads(self.body)

    def is_signed_by(self, secret) -> bool:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        content = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        return f"v1,{expected}" in self.headers["webhook-signature"].split(" ")


@dataclass
class Receiver:
    """`answers`: statuses to answer with in turn, then 204. `ears`: called with each message before it is answered."""

    url: str = ""
    got: list[Sent] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    ears: list = field(default_factory=list)

    def hear(self, sent) -> int:
        self.got.append(sent)
        for ear in self.ears:
            ear(sent)
        return self.answers.pop(0) if self.answers else 204

    @property
    def told(self) -> list:
        return [(line["change"], line["id"]) for sent in self.got for line in sent.said.get("data", [])]


def standing(receiver):
    """The server, in a thread of its own; shut it down afterwards."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = receiver.hear(Sent({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(status)
            if status in (302, 307):
                self.send_header("Location", receiver.url)
            self.end_headers()

        def log_message(self, *words):
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    return server, thread
