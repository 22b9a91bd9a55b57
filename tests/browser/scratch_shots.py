import json, os, pytest
from django.core.management import call_command
from django.test import Client
from tests.browser.visitors import *
pytestmark = pytest.mark.browser
from improvement_hub.accounts.models import Person
import improvement_hub.overview.demo.cast as democast
SHOT = "/tmp/browser-shots"
def cookies(person):
    c = Client(); c.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return c.cookies["sessionid"].value
def test_shots(live_server, chromium, transactional_db):
    call_command("load_reference", verbosity=0)
    call_command("load_themes", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("import_feed", "/work/shared/data/sector_blog.rss.xml", publish=True, visibility="public", verbosity=0)
    os.makedirs(SHOT, exist_ok=True)
    from peer_review.models import Review, Statement, Evidence, Support
    r = Review.objects.filter(statements_ok=1).first() if 0 else Review.objects.exclude(state="recorded").annotate(n=__import__("django").db.models.Count("keylines__statements")).order_by("-n").first(); rec = Review.objects.get(state="recorded"); print(Review.objects.values_list("title","state"))
    from blogs.models import Post
    print(r, r.state, Statement.objects.values_list("state","visibility","held_at"))
    st = Statement.objects.filter(state="hypothesis").first() or Statement.objects.first()
    f = Statement.objects.filter(state="finding").first()
    b = f"/reviews/{r.pk}/"
    s = f"{b}findings/{st.pk}/"
    pages = {
     "nobody": ["/", "/posts/", "/posts/?dated=x", Post.objects.first().get_absolute_url(), "/themes/", "/themes/neglect/", "/councils/", "/councils/E10000025/", "/regions/", "/reviews/", f"/reviews/{rec.pk}/", "/accounts/login/", "/nothing/", "/accounts/password/reset/", "/api/v1/docs/"],
     "ben": ["/", b, b+"team/", b+"timetable/", b+"evidence/", b+"evidence/log/", b+"findings/", s, f"{b}findings/{f.pk}/", s+"link/", b+"findings/new/", b+"timetable/plan/", b+"change/", b+"team/join/", "/reviews/new/", f"{b}evidence/{Evidence.objects.first().pk}/withdraw/", f"{s}unlink/{st.links.first().pk}/" if st.links.first() else b],
     "carys": [s, s+"steps/hold/", "/accounts/invitations/new/"],
     "dev": ["/", b, b+"evidence/"],
     "asha": ["/", b, b+"findings/", f"{b}findings/{f.pk}/", f"{b}findings/{f.pk}/share/", "/accounts/", "/accounts/people/", "/accounts/invitations/", "/accounts/invitations/new/", "/accounts/keys/", f"/accounts/people/{Person.objects.get(email='hana@demo.example').pk}/", f"/accounts/people/{Person.objects.get(email='hana@demo.example').pk}/leaves/"],
     "hana": ["/reviews/new/", b],
     "edie": ["/", b, "/reviews/", "/accounts/people/", b+"observer/"],
     "femi": ["/", "/reviews/"],
     "gwen": ["/", "/accounts/", "/accounts/keys/", "/accounts/people/"],
    }
    only = os.environ.get("ONLY")
    for who, paths in pages.items():
        for width in (1280, 320):
            ctx = chromium.new_context(viewport={"width": width, "height": 800})
            if who != "nobody":
                ctx.add_cookies([{"name":"sessionid","value":cookies(Person.objects.get(email=f"{who}@demo.example")),"url":live_server.url}])
            v = Visitor(ctx.new_page(), live_server.url)
            for i, p in enumerate(paths):
                if only and only not in f"{who}-{i:02d}-{p}": continue
                v.open(p)
                scroll = v.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if scroll > 0: print("SCROLL", who, width, p, scroll)
                name = p.strip("/").replace(str(r.pk), "R").replace("/", "_")[:40].replace("?","_")
                v.page.screenshot(path=f"{SHOT}/{who}-{i:02d}-{name}-{width}.png", full_page=True)
            if v.troubles: print("TROUBLE", who, width, v.troubles)
            ctx.close()
