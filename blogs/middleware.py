"""Links to posts from where they stood before."""

from django.http import HttpResponsePermanentRedirect

from blogs.queries import post_once_at


class OldAddressMiddleware:
    """What is not found is looked for among old addresses; who may not read the post finds nothing either way.

    It leads to the post's own page, which is found, so nobody is sent in a circle.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = request.method in ("GET", "HEAD") and not request.path.startswith("/api/")
        if response.status_code != 404 or not is_page:
            return response
        post = post_once_at(request.path, request.actor)
        return HttpResponsePermanentRedirect(post.get_absolute_url()) if post else response
