"""What a phone asks of the hub so that notes can wait on it."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views import View

from peer_review import services


class PhoneKeyView(View):
    """Whose browser this is now, with the key that opens their notes and a token to send them; nothing to others.

    `person` is null where nobody is signed in.
    """

    def get(self, request):
        if not request.actor.is_person:
            return JsonResponse({"person": None})
        key = services.phone_key(by=request.actor)
        keys = {"public": key.public, "private": key.private}
        return JsonResponse({"person": request.actor.pk, **keys, "token": get_token(request)})


class CaptureWorker(View):
    """The script that opens the capture page without signal; it is served here, since it may act under `/reviews/`."""

    def get(self, request):
        script = settings.BASE_DIR / "static" / "hub" / "worker.js"
        answer = HttpResponse(script.read_bytes(), content_type="text/javascript")
        answer["Cache-Control"] = "no-cache"
        return answer
