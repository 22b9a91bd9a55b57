"""Around every call of the API: how much of the limit is left, and the audit of calls."""

import time
from datetime import UTC, datetime

from improvement_hub.accounts.services.calls import note_call


class CallsMiddleware:
    """Says on every answer what the limits left, and notes the call once it was sent: nobody waits for that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        began = time.perf_counter()
        response = self.get_response(request)
        if counted := getattr(request, "counted", None):
            for name, value in counted.headers.items():
                response.headers[name] = value
        if caller := getattr(request, "caller", None):
            when_sent(response, Sent(request, response, caller, began))
        return response


def when_sent(response, act):
    """A server closes an answer once it has given all of it away."""
    response._resource_closers.append(act)


class Sent:
    """An answer on its way; called when it has gone."""

    def __init__(self, request, response, caller, began):
        self.request, self.response, self.caller = request, response, caller
        self.began, self.bytes = began, 0
        if response.streaming:
            response.streaming_content = self.counting(response.streaming_content)

    def counting(self, parts):
        for part in parts:
            self.bytes += len(part)
            yield part

    def __call__(self):
        match = self.request.resolver_match
        note_call(
            at=datetime.now(UTC),
            caller=self.caller,
            method=self.request.method,
            route=match.route if match else "",
            parameters=list(self.request.GET),
            status=self.response.status_code,
            milliseconds=round((time.perf_counter() - self.began) * 1000),
            size=self.bytes if self.response.streaming else len(self.response.content),
        )
