from datetime import date

import pytest
from django.utils import timezone

from blogs.models import Post
from tests.factories import AuthorFactory, CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def rich_post(n=0, **more):
    return PostFactory(
        authors=[AuthorFactory(), AuthorFactory()], councils=[CouncilFactory()], themes=[ThemeFactory()], **more
    )


@pytest.mark.parametrize("posts", [1, 30])
def test_the_list_costs_the_same_at_any_length(client, posts, django_assert_num_queries):
    for _ in range(posts):
        rich_post()
    with django_assert_num_queries(7):
        page = client.get("/posts/")
    assert len(page.context["object_list"]) == min(posts, 25)


@pytest.mark.parametrize("posts", [1, 30])
def test_the_page_of_a_theme_costs_the_same_at_any_length(client, posts, django_assert_num_queries):
    theme = ThemeFactory(slug="neglect", broader=ThemeFactory())
    ThemeFactory.create_batch(posts, broader=theme)
    for _ in range(posts):
        rich_post(n=0).theme_links.create(theme=theme)
    with django_assert_num_queries(14):
        page = client.get("/themes/neglect/")
    assert page.context["paginator"].count == posts


@pytest.mark.parametrize("themes", [1, 30])
def test_the_list_of_themes_costs_the_same_at_any_length(client, themes, django_assert_num_queries):
    for _ in range(themes):
        rich_post(n=0)
    with django_assert_num_queries(2):
        page = client.get("/themes/")
    assert [theme.post_count for theme in page.context["object_list"]] == [1] * themes


@pytest.mark.parametrize("ties", [1, 30])
def test_the_page_of_a_post_costs_the_same_with_any_number_of_ties(client, ties, django_assert_num_queries):
    PostFactory(
        slug="a", authors=AuthorFactory.create_batch(ties), councils=CouncilFactory.create_batch(ties),
        themes=ThemeFactory.create_batch(ties),
    )  # fmt: skip
    with django_assert_num_queries(6):
        page = client.get("/posts/a/")
    assert len(page.context["post"].author_names) == ties


def test_the_newest_come_first_and_the_undated_last_by_title(client):
    for slug, day in (("old", date(2013, 1, 1)), ("new", date(2022, 1, 1))):
        PostFactory(slug=slug, published_on=day)
    for slug in ("b", "a"):
        PostFactory(slug=slug, title=slug, source_url="https://example.org/")
    assert [post.slug for post in client.get("/posts/").context["object_list"]] == ["new", "old", "a", "b"]


def test_a_row_shows_what_there_is_to_know(client):
    theme, council = ThemeFactory(name="Neglect"), CouncilFactory(name="Ashby", gss="E06000001")
    PostFactory(
        title="Pods", slug="pods", summary="In short.", kind="case_study", published_on=date(2013, 4, 1),
        authors=[AuthorFactory(name="Zoe"), AuthorFactory(name="Adam")], councils=[council], themes=[theme],
    )  # fmt: skip
    page = client.get("/posts/").content.decode()
    for words in (
        '<p class="hub-kicker">Case study</p>',
        '<a class="govuk-link" href="/case-studies/pods/">Pods</a>',
        "Zoe, Adam · ",
        'href="/councils/E06000001/">Ashby</a>',
        '<time datetime="2013-04-01">1 April 2013</time>',
        '<p class="hub-two-lines">In short.</p>',
        'href="/themes/neglect/">Neglect</a>',
    ):
        assert page.count(words) == 1


def test_an_undated_post_is_said_to_be(client):
    PostFactory(slug="a", source="s", source_guid="1", source_name="Sector blog")
    assert client.get("/posts/").content.decode().count("undated") == 2  # the row, and the filter's hint
    page = client.get("/posts/a/").content.decode()
    assert page.count("Undated: its source gives no date") == 1
    assert page.count("<time") == 0


def test_a_post_with_a_lost_date_is_said_to_be_undated(client):
    PostFactory(slug="a", source_url="https://example.org/1")
    assert client.get("/posts/a/").content.decode().count("Undated: not known") == 1


def test_a_post_names_its_owner_where_no_council_is_named_and_its_lost_date_once_published(sign_in, cast):
    PostFactory(slug="a", owner=cast.host, published=False)
    page = " ".join(sign_in(cast.asha).get("/posts/a/").content.decode().split())
    byline = page.split('<p class="hub-facts">')[1].split("</p>")[0]
    assert byline.strip().endswith(">Ashby</a> · not published yet")


def test_a_summary_that_opens_the_text_is_not_read_twice(client):
    PostFactory(slug="a", summary="We tried\npods, and […]", body="We **tried** pods, and learned.")
    PostFactory(slug="b", summary="In short.", body="We tried pods.")
    leads = [client.get(f"/posts/{slug}/").content.decode().count('<p class="govuk-body-l">') for slug in "ab"]
    assert leads == [0, 1]


def test_a_theme_without_posts_offers_a_search_for_its_name(client, db):
    ThemeFactory(name="Early help")
    page = client.get("/themes/early-help/").content.decode()
    assert page.count('href="/posts/?q=Early%20help">Search posts for “Early help”</a>') == 1
    assert page.count("hub-filters__summary") == 0


def test_the_page_of_a_post_shows_its_text_as_it_was_meant(client):
    PostFactory(
        slug="a", title="Who & why", body="# One\n\n**two** <script>alert(1)</script>",
        source_url="https://example.org/1", source_name="Sector blog", source="s", source_guid="1",
    )  # fmt: skip
    page = client.get("/posts/a/").content.decode()
    assert page.count("<h1") == 1
    assert page.count("<h2>One</h2>\n<p><strong>two</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>") == 1
    assert page.count("<title>Who &amp; why – Improvement Hub</title>") == 1
    link = '<a class="govuk-link" href="https://example.org/1" rel="noopener noreferrer nofollow">Sector blog</a>'
    assert page.count(link) == 1


def test_a_draft_and_a_demonstration_post_are_marked(sign_in, cast):
    PostFactory(slug="a", owner=cast.host, published=False)
    PostFactory(slug="b", owner=CouncilFactory(demonstration=True))
    client = sign_in(cast.asha)
    assert (
        client.get("/posts/a/").content.decode().count('<strong class="govuk-tag govuk-tag--blue">Draft</strong>') == 1
    )
    invented = '<strong class="govuk-tag govuk-tag--yellow">Demonstration</strong>'
    assert client.get("/posts/b/").content.decode().count(invented) == 1


@pytest.mark.parametrize(("who", "buttons"), [("asha", 1), ("hana", 0), ("edie", 0), ("gwen", 0), ("nobody", 0)])
def test_the_button_is_there_for_those_who_may(sign_in, cast, who, buttons):
    PostFactory(slug="a", owner=cast.host)
    page = sign_in(cast.person(who)).get("/posts/a/").content.decode()
    assert page.count('href="/posts/a/steps/withdraw/"') == buttons


def test_publishing_and_withdrawing_from_the_page(sign_in, cast):
    PostFactory(slug="a", owner=cast.host, published=False)
    client = sign_in(cast.asha)
    page = client.post("/posts/a/steps/publish/", {"version": 1}, follow=True)
    assert page.redirect_chain == [("/posts/a/", 302)]
    assert (Post.objects.get().state, Post.objects.get().published_on) == ("published", timezone.localdate())
    client.post("/posts/a/steps/withdraw/", {"version": 2})
    assert Post.objects.get().state == "draft"
    trail = Post.pgh_event_model.objects.order_by("pgh_id").values_list("state", "pgh_context__actor")
    assert list(trail)[1:] == [("published", str(cast.asha.pk)), ("draft", str(cast.asha.pk))]


def test_an_administrator_publishes_an_imported_post_and_still_sees_it(sign_in, cast):
    PostFactory(slug="a", visibility="sector", published=False)
    page = sign_in(cast.gwen).post("/posts/a/steps/publish/", {"version": 1}, follow=True)
    assert (page.status_code, page.context["post"].state) == (200, "published")


@pytest.mark.parametrize(
    ("who", "step", "version", "status"),
    [
        ("asha", "withdraw", 1, 412),
        ("asha", "withdraw", "", 400),
        ("asha", "publish", 2, 400),
        ("asha", "burn", 2, 400),
        ("hana", "withdraw", 2, 403),
        ("gwen", "withdraw", 2, 403),
        ("nobody", "withdraw", 2, 302),
    ],
)
def test_a_step_that_may_not_be_taken_changes_nothing(sign_in, cast, who, step, version, status):
    PostFactory(slug="a", owner=cast.host)
    answer = sign_in(cast.person(who)).post(f"/posts/a/steps/{step}/", {"version": version})
    assert (answer.status_code, Post.objects.get().state) == (status, "published")


def test_a_step_on_what_one_may_not_see_is_not_found(sign_in, cast):
    PostFactory(slug="a", owner=cast.host, published=False)
    assert sign_in(cast.femi).post("/posts/a/steps/publish/", {"version": 1}).status_code == 404


def test_an_empty_list_says_what_would_be_here_and_how_it_gets_here(client):
    page = client.get("/posts/").content.decode()
    assert page.count("No post here yet. Posts appear when a council publishes one") == 1
    assert page.count("?demonstration=only") == 0


@pytest.mark.parametrize("address", ["/posts/", "/themes/neglect/"])
def test_where_only_demonstration_posts_exist_the_empty_list_leads_to_them(client, address):
    PostFactory(owner=CouncilFactory(demonstration=True), themes=[ThemeFactory(slug="neglect")])
    assert client.get(address).content.decode().count('href="?demonstration=only">show demonstration posts</a>') == 1


def test_a_theme_without_posts_does_not_lead_to_those_of_others(client):
    ThemeFactory(slug="empty")
    PostFactory(owner=CouncilFactory(demonstration=True))
    page = client.get("/themes/empty/").content.decode()
    assert (page.count("No post on this theme yet."), page.count("?demonstration=only")) == (1, 0)


@pytest.mark.parametrize("address", ["/posts/?q=unicorn", "/themes/neglect/?q=unicorn"])
def test_a_list_that_filters_left_empty_says_so(client, address):
    ThemeFactory(slug="neglect")
    assert client.get(address).content.decode().count("No post is like that.") == 1


def test_the_page_of_a_theme_says_what_it_is(client):
    care = ThemeFactory(name="Care", slug="care")
    theme = ThemeFactory(name="Neglect", slug="neglect", acronym="NG", synonyms=["left alone", "unfed"],
                         description="Needs unmet.", broader=care)  # fmt: skip
    ThemeFactory(name="Teeth", slug="teeth", broader=theme)
    page = client.get("/themes/neglect/").content.decode()
    for words in ("Neglect (NG)</h1>", "Needs unmet.</p>", "<dd>left alone, unfed</dd>",
                  'href="/themes/care/">Care</a>', 'href="/themes/teeth/">Teeth</a>'):  # fmt: skip
        assert page.count(words) == 1


def test_the_list_of_themes_has_their_acronyms_and_counts(client):
    PostFactory(themes=[ThemeFactory(name="Neglect", slug="neglect", acronym="NG")])
    ThemeFactory(name="Care", slug="care")
    page = client.get("/themes/").content.decode()
    assert page.count('href="/themes/neglect/">Neglect</a> (NG)</h2>') == 1
    assert (page.count("1 post<"), page.count("0 posts<")) == (1, 1)


def test_without_a_vocabulary_the_list_of_themes_says_how_it_comes(client):
    assert client.get("/themes/").content.decode().count("The vocabulary is loaded when the hub is set up.") == 1
    assert client.get("/themes/?q=weather").content.decode().count("No theme is called that.") == 1


@pytest.mark.parametrize("address", ["/posts/none/", "/themes/none/"])
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404
