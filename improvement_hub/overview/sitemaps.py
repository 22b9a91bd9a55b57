"""What search engines are told of: public posts, sites, councils, regions and themes, without what is invented."""

from django.contrib.sitemaps import Sitemap
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.urls import reverse

from blogs.queries import public_posts, themes
from demonstrators.queries import site_list
from improvement_hub.core.actor import NOBODY
from improvement_hub.councils.models import Council, Region

A_FILE = 5000
NOT_FOR_ENGINES = ("accounts/", "api/", "oauth/", "posts/export", "views/", "words/", "work/")


class Rows(Sitemap):
    limit = A_FILE

    def lastmod(self, row):
        return row.changed_at


class Pages(Sitemap):
    def items(self):
        return ["home", "posts", "posts-archive", "themes", "sites", "councils", "regions", "help", "accessibility"]

    def location(self, name):
        return reverse(name)


class Posts(Rows):
    def items(self):
        posts = public_posts().filter(demonstration=False).select_related(None).prefetch_related(None)
        return posts.only("slug", "kind", "changed_at").order_by("created_at", "id")


class Sites(Rows):
    def items(self):
        return site_list(NOBODY).filter(programme__demonstration=False).order_by("created_at", "id")


class Councils(Rows):
    def items(self):
        return Council.objects.visible_to(NOBODY).filter(demonstration=False).order_by(Lower("name"), "id")


class Regions(Rows):
    def items(self):
        return Region.objects.visible_to(NOBODY).filter(demonstration=False)


class Themes(Rows):
    def items(self):
        return themes()


ALL = {
    "pages": Pages,
    "posts": Posts,
    "sites": Sites,
    "councils": Councils,
    "regions": Regions,
    "themes": Themes,
}


def robots(request):
    """What crawlers need not read, and where the sitemap is."""
    said = ["User-agent: *", *(f"Disallow: /{path}" for path in NOT_FOR_ENGINES)]
    said.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(said) + "\n", content_type="text/plain; charset=utf-8")
