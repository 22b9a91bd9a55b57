from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse


def healthz(request):
    """200 when the hub can serve: the database and the cache both answer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    cache.get("healthz")
    return HttpResponse("ok", content_type="text/plain")
