"""One world for the walks over every page: the permission matrix, and the browser's."""

from django.urls import NoReverseMatch, reverse

from improvement_hub.accounts.services import invite, join_link, organisation_of
from improvement_hub.digests.links import SIGNER
from improvement_hub.digests.services import subscribe
from tests.factories import (
    ApiClientFactory,
    EntryFactory,
    KeptWordsFactory,
    PostFactory,
    SiteFactory,
    ThemeFactory,
)
from tests.peer_review import scenes


def make_world(cast):
    """The cast, a review on site with something in every list, and the address of each row."""
    scene = scenes.on_site(cast)
    pieces = scene.enough()
    statement = scene.hypothesis(pieces)
    post = PostFactory(themes=[ThemeFactory(slug="neglect")])
    site = SiteFactory(lead=cast.host, partners=[cast.leading])
    entry = EntryFactory(site=site, author=cast.ben, to="submitted")
    invitation = invite(email="new@example.org", role="improvement_officer", council=cast.host, by=cast.actor("asha"))
    digest = subscribe(frequency="weekly", by=cast.actor("femi"))
    key = ApiClientFactory(organisation=organisation_of(cast.elsewhere.region.councils.create(**another())))
    review, member = scene.review, scene.review.team.get(role="reviewer")
    inside = {"review": review.pk}
    of_statement = {**inside, "pk": statement.pk}
    of_piece = {**inside, "pk": pieces[0].pk}
    of_site, of_entry = {"slug": site.slug}, {"slug": site.slug, "pk": entry.pk}
    arguments = {
        "help-chapter": {"slug": "directors-team"},
        "council": {"gss": cast.host.gss},
        "region": {"slug": cast.region.slug},
        "theme": {"slug": "neglect"},
        "post": {"slug": post.slug},
        "post-step": {"slug": post.slug, "step": "withdraw"},
        "programme": {"slug": site.programme.slug},
        **dict.fromkeys(("site", "site-change", "site-stage", "entry-write"), of_site),
        **dict.fromkeys(("journey-entry", "entry-change", "entry-share", "entry-revisions"), of_entry),
        "entry-revision": {**of_entry, "event": entry.events.last().pk},
        "entry-step": {**of_entry, "step": "return"},
        **{name: {"slug": post.slug} for name in ("post-change", "post-share", "post-revisions")},
        "post-revision": {"slug": post.slug, "event": post.events.last().pk},
        "kept-words": {"pk": KeptWordsFactory(author=cast.gwen).pk},
        "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
        "mfa_remove_webauthn": {"pk": 1},
        **{
            f"openid_connect_{part}": {"provider_id": "none"} for part in ("login", "again", "callback", "back_channel")
        },
        "person": {"pk": cast.hana.pk},
        "leaver": {"pk": cast.hana.pk},
        "end-membership": {"person": cast.hana.pk, "pk": cast.hana.memberships.get().pk},
        "withdraw-invitation": {"pk": invitation.pk},
        "join": {"token": join_link(invitation=invitation).rstrip("/").rsplit("/", 1)[-1]},
        "digest-unsubscribe": {"token": SIGNER.sign(digest.pk)},
        "mail-letter": {"name": "none.log", "number": 1},
        "mail-html": {"name": "none.log", "number": 1},
        "revoke-key": {"pk": key.pk},
        "review-step": {**inside, "step": "finish_visit"},
        "review-team-leave": {**inside, "member": member.pk},
        "activity-step": {**inside, "pk": scene.activities[0].pk, "step": "mark_done"},
        **dict.fromkeys(("evidence-withdraw", "evidence-change"), of_piece),
        "statement-step": {**of_statement, "step": "hold"},
        "statement-unlink": {**of_statement, "link": statement.links.first().pk},
        **dict.fromkeys(("statement", "statement-change", "statement-link", "finding-share"), of_statement),
        "api-region-detail": {"slug": cast.region.slug},
        "api-council-detail": {"gss": cast.host.gss},
        "api-council-neighbours": {"gss": cast.host.gss},
        "api-theme-detail": {"pk": post.themes.get().pk},
        "api-post-detail": {"pk": post.pk},
        **{name: {"pk": post.pk} for name in ("api-post-share", "api-post-revisions")},
        "api-post-transition": {"pk": post.pk, "name": "withdraw"},
        "api-programme-detail": {"pk": site.programme.slug},
        "api-site-detail": {"pk": site.slug},
        "api-site-stages": {"pk": site.slug},
        "api-journey-entry-detail": {"pk": entry.pk},
        "api-journey-entry-revisions": {"pk": entry.pk},
        "api-journey-entry-transition": {"pk": entry.pk, "name": "return"},
        "api-review-detail": {"pk": review.pk},
        "api-review-history": {"pk": review.pk},
        "api-review-agree": {"pk": review.pk},
        "api-review-transition": {"pk": review.pk, "name": "finish_visit"},
        "api-triad-detail": {"pk": review.pk},
        "api-activity-detail": {"pk": scene.activities[0].pk},
        "api-evidence-detail": {"pk": pieces[0].pk},
        "api-finding-detail": {"pk": statement.pk},
        "api-subscription-detail": {"pk": digest.pk},
        "api-subscription-transition": {"pk": digest.pk, "name": "unsubscribe"},
        "api-nothing": {"anything": "nowhere"},
        "api-finding-transition": {"pk": statement.pk, "name": "hold"},
    }
    return cast, arguments, inside


def another():
    return {"name": "Elsewhere", "official_name": "Elsewhere Council", "gss": "E06999999", "kind": "UA"}


def address_of(name, arguments, inside):
    """The address of a row; one without arguments of its own is plain, or inside the review."""
    try:
        return reverse(name, kwargs=arguments.get(name, {}))
    except NoReverseMatch:
        return reverse(name, kwargs=inside)
