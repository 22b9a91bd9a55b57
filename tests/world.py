"""One world for the walks over every page: the permission matrix, and the browser's."""

from datetime import time

from django.urls import NoReverseMatch, reverse

from blogs.services import add_old_address, make_preview_link
from demonstrators.services import say_we_use
from improvement_hub.accounts.models import Webhook
from improvement_hub.accounts.services import invite, join_link, organisation_of
from improvement_hub.api.webhooks.services import register_webhook
from improvement_hub.core.saved.services import save_view
from improvement_hub.digests.links import SIGNER
from improvement_hub.digests.services import subscribe
from peer_review import services
from peer_review import services as reviews
from peer_review.links import calendar_address
from peer_review.services import add_room, ask_for_document, change_activity, renew_calendar, write_position
from tests.blogs import case_studies
from tests.factories import (
    ApiCallFactory,
    ApiKeyFactory,
    ApproachFactory,
    EntryFactory,
    ImportRunFactory,
    KeptWordsFactory,
    PostFactory,
    SiteFactory,
    ThemeFactory,
    image_of,
    make_booking,
    make_visit,
)
from tests.factories.events import event_file, plan
from tests.peer_review import impact, scenes

PAGES_OF_A_WEBHOOK = ("", "-change", "-secret", "-test", "-switch-on", "-remove")
PARTS_OF_A_WEBHOOK = ("detail", "secret", "test", "switch-on", "deliveries")
PAGES_OF_CLIENTS = ("api-client", "api-client-change", "api-client-limit", "api-client-revoke", "api-key-new")
EVENT_PAGES = ("", "-calendar", "-files", "-change", "-follow-up", "-share", "-revisions", "-attend", "-miss")
PAGES_OF_A_POST = ("change", "images", "preview-words", "take-over", "share", "writers", "revisions", "comparison")
PARTS_OF_A_POST = ("share", "images", "writers", "revisions", "comparison", "restore")


def make_world(cast):
    """The cast, a review on site with something in every list, and the address of each row."""
    scene = scenes.on_site(cast)
    pieces = scene.enough()
    statement = scene.hypothesis(pieces)
    post = PostFactory(themes=[ThemeFactory(slug="neglect")])
    brought = ImportRunFactory(started_by=cast.gwen)
    old = add_old_address(post=post, address="/2014/07/knocks/", by=cast.actor("gwen"))
    practice = case_studies.published(cast)
    outcome = case_studies.outcome(cast, practice)
    adopter, of_practice = case_studies.adopted(cast, practice), {"slug": practice.slug}
    image = image_of(post, cast.actor("gwen"))
    coming = PostFactory(published=False)
    preview, address = make_preview_link(post=coming, given_to="Press office", by=cast.actor("gwen"))
    shown = image_of(coming, cast.actor("gwen"))
    of_preview = {"token": address.rstrip("/").rsplit("/", 1)[-1]}
    site = SiteFactory(lead=cast.host, partners=[cast.leading])
    entry = EntryFactory(site=site, author=cast.ben, to="submitted")
    visit = {"pk": make_visit(site=site, by=cast.actor("femi")).pk}
    booking = make_booking(site=site, host_by=cast.actor("hana"), by=cast.actor("femi"))
    open_day, of_booking = {"pk": booking.open_day_id}, {"pk": booking.pk}
    use = say_we_use(approach=ApproachFactory(origin_council=cast.host), by=cast.actor("ben"))
    of_approach, of_use = {"slug": use.approach.slug}, {"slug": use.approach.slug, "pk": use.pk}
    event = plan(by=cast.actor("asha"), hosts=[cast.host], visibility="public")
    slides = event_file(event, cast.actor("asha"))
    invitation = invite(email="new@example.org", role="improvement_officer", council=cast.host, by=cast.actor("asha"))
    held = scene.step(scene.hypothesis(), "hold", "carys", reason="Whom did we not hear?")
    digest = subscribe(frequency="weekly", by=cast.actor("femi"))
    key = key_with_a_call(cast.elsewhere.region.councils.create(**another()))
    of_client, of_key = {"pk": key.client_id}, {"client": key.client_id, "pk": key.pk}
    of_webhook = {"client": key.client_id, "pk": silent_webhook(key.client, cast).pk}
    document = scenes.document(scene.review, cast.actor("hana"))
    item = ask_for_document(review=scene.review, title="Audit programme", by=cast.actor("ben"))
    assessment = write_position(review=scene.review, position="Where we stand.", by=cast.actor("hana"))
    asked, action, link = impact.of_an_earlier_review(scene)
    review, member = scene.review, scene.review.team.get(role="reviewer")
    draft = reviews.begin_edition(method=review.method, region=cast.region, by=cast.actor("edie"))
    past = reviews.record_past_review(
        host=cast.host, title="Earlier", theme=review.theme, year=2019, by=cast.actor("asha")
    )
    saved = save_view(place=reverse("reviews"), name="Open ones", query="state=open", by=cast.actor("gwen"))
    inside = {"review": review.pk}
    of_activity = {**inside, "pk": scene.activities[0].pk}
    room = add_room(review=review, name="Committee room 2", by=cast.actor("ben"))
    timed(scene, room)
    feed = renew_calendar(by=cast.actor("ben"))
    of_room = {**inside, "pk": room.pk}
    guest, conflict, sponsor = scene.both_sides()
    of_guest, of_conflict = {**inside, "member": guest.pk}, {**inside, "pk": conflict.pk}
    of_view, of_method, of_past = {"pk": saved.pk}, {"pk": review.method.pk}, {"review": past.review.pk}
    of_statement = {**inside, "pk": statement.pk}
    of_piece = {**inside, "pk": pieces[0].pk}
    of_site, of_entry = {"slug": site.slug}, {"slug": site.slug, "pk": entry.pk}
    arguments = {
        "help-chapter": {"slug": "directors-team"},
        "council": {"gss": cast.host.gss},
        "sitemap-of": {"section": "posts"},
        "api-export": {"collection": "posts"},
        "api-docs-of": {"group": "posts"},
        "region": {"slug": cast.region.slug},
        **{f"event{page}": {"slug": event.slug} for page in EVENT_PAGES},
        **{f"event-{part}": {"slug": event.slug, "pk": slides.pk} for part in ("file", "file-remove")},
        **{f"api-event-{part}": {"pk": event.slug, "file": slides.pk} for part in ("file", "file-remove")},
        "event-revision": {"slug": event.slug, "event": event.events.last().pk},
        "event-step": {"slug": event.slug, "step": "cancel"},
        **{f"api-event-{part}": {"pk": event.slug} for part in ("detail", "revisions", "files", "attend", "miss")},
        "api-event-transition": {"pk": event.slug, "name": "cancel"},
        **{f"theme{page}": {"slug": "neglect"} for page in ("", "-change", "-merge", "-revisions")},
        "theme-revision": {"slug": "neglect", "event": post.themes.get().events.last().pk},
        "post": {"slug": post.slug},
        "post-step": {"slug": post.slug, "step": "withdraw"},
        "programme": {"slug": site.programme.slug},
        **dict.fromkeys(("site", "site-change", "site-stage", "site-themes", "entry-write"), of_site),
        **dict.fromkeys(("journey-entry", "entry-change", "entry-share", "entry-revisions"), of_entry),
        "entry-revision": {**of_entry, "event": entry.events.last().pk},
        "entry-step": {**of_entry, "step": "return"},
        **dict.fromkeys(("visit", "visit-attendees", "visit-feedback", "visit-calendar"), visit),
        "visit-step": {**visit, "step": "decline"},
        "open-day-offer": of_site,
        **dict.fromkeys(("approach", "approach-change", "approach-themes", "use-say"), of_approach),
        "use-change": of_use,
        "use-step": {**of_use, "step": "withdraw"},
        **{f"open-day{page}": open_day for page in ("", "-change", "-book", "-attendance", "-calendar")},
        "open-day-step": {**open_day, "step": "cancel"},
        "booking-change": of_booking,
        "booking-step": {**of_booking, "step": "give_back"},
        **{name: {"pk": brought.pk} for name in ("post-import-run", "post-import-take")},
        "theme-feed": {"slug": "neglect"},
        "posts-archive-year": {"year": "undated"},
        "post-cite": {"slug": post.slug, "kind": "ris"},
        "posts-export": {"kind": "csv"},
        "post-addresses": {"slug": post.slug},
        "post-address-remove": {"slug": post.slug, "pk": old.pk},
        **dict.fromkeys(("case-study", "case-study-change", "case-study-confirm", "case-study-adopt"), of_practice),
        "outcome-add": of_practice,
        **{f"case-studies-{what}": {"kind": "csv"} for what in ("template", "export")},
        **{f"outcome-{what}": {**of_practice, "pk": outcome.pk} for what in ("change", "remove")},
        **{f"adopter-{what}": {**of_practice, "pk": adopter.pk} for what in ("change", "withdraw")},
        "case-study-transfer": {**of_practice, "pk": adopter.pk},
        **{f"post-{page}": {"slug": post.slug} for page in PAGES_OF_A_POST},
        **{f"post-{page}": {"slug": post.slug, "event": post.events.last().pk} for page in ("revision", "restore")},
        **{f"post-{page}": {"slug": post.slug, "pk": image.pk} for page in ("image", "image-remove")},
        "post-preview-links": {"slug": post.slug},
        "post-preview-revoke": {"slug": coming.slug, "pk": preview.pk},
        "preview": of_preview,
        "preview-image": {**of_preview, "pk": shown.pk, "width": shown.widest.width},
        "api-post-preview-links": {"pk": post.pk},
        "api-post-addresses": {"pk": post.pk},
        "api-post-address-remove": {"pk": post.pk, "address": old.pk},
        "api-tagging-detail": {"pk": post.pk},
        **{f"api-import-{part}": {"pk": brought.pk} for part in ("detail", "take")},
        "api-saved-view-detail": {"pk": saved.pk},
        "api-post-preview-revoke": {"pk": coming.pk, "link": preview.pk},
        "post-image-file": {"slug": post.slug, "pk": image.pk, "width": image.widest.width},
        **{f"api-post-{part}": {"pk": post.pk, "image": image.pk} for part in ("image", "image-remove")},
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
        **dict.fromkeys(("api-key-rotate", "revoke-key"), of_key),
        **dict.fromkeys(PAGES_OF_CLIENTS, of_client),
        **{name: {"client": key.client_id} for name in ("webhooks", "webhook-new")},
        **{f"webhook{page}": of_webhook for page in PAGES_OF_A_WEBHOOK},
        **{f"api-webhook-{part}": {"pk": of_webhook["pk"]} for part in PARTS_OF_A_WEBHOOK},
        "api-call-detail": {"pk": key.client.apicall_set.get().pk},
        **dict.fromkeys(("view-first", "view-follow", "view-delete"), of_view),
        "reviews-export": {"kind": "csv"},
        **dict.fromkeys(("method", "method-own"), of_method),
        "method-change": {"pk": draft.pk, "part": "team"},
        "method-step": {"pk": draft.pk, "step": "publish"},
        **dict.fromkeys(("past-change", "past-share"), of_past),
        "review-step": {**inside, "step": "finish_visit"},
        "review-team-leave": {**inside, "member": member.pk},
        **dict.fromkeys(("activity", "activity-change", "activity-remove"), of_activity),
        **dict.fromkeys(("room-change", "room-remove"), of_room),
        "calendar-feed": {"token": token_of(calendar_address(feed, review))},
        "api-calendar-detail": {"pk": feed.pk},
        **dict.fromkeys(("review-team-change", "review-team-invite", "review-declare"), of_guest),
        **dict.fromkeys(("conflict-override", "conflict-withdraw"), of_conflict),
        "review-host-leave": {**inside, "seat": sponsor.pk},
        **{f"api-team-{step}": {**inside, "pk": guest.pk} for step in ("detail", "invite", "leave", "declare")},
        **{f"api-conflict-{part}": of_conflict for part in ("detail", "override", "withdraw")},
        **{f"api-host-side-{step}": {**inside, "pk": sponsor.pk} for step in ("detail", "leave")},
        "activity-step": {**inside, "pk": scene.activities[0].pk, "step": "mark_done"},
        **dict.fromkeys(("evidence-withdraw", "evidence-change"), of_piece),
        "statement-step": {**of_statement, "step": "hold"},
        "statement-unlink": {**of_statement, "link": statement.links.first().pk},
        "statement-turn": {**of_statement, "link": statement.links.first().pk},
        "hold-answer": {**inside, "pk": held.pk},
        **dict.fromkeys(("statement", "statement-change", "statement-link", "finding-share"), of_statement),
        **{name: {"pk": asked.pk} for name in impact.PAGES_OF_RECOMMENDATIONS},
        "recommendation-step": {"pk": asked.pk, "step": "decline"},
        "follow-up": {"pk": asked.pk, "months": 3},
        **{name: {"pk": action.pk} for name in impact.PAGES_OF_ACTIONS},
        "action-step": {"pk": action.pk, "step": "stop"},
        "feedback-ask": {**inside, "audience": "host"},
        "feedback-dates": {**inside, "audience": "team"},
        **{name: {"token": link.token} for name in ("feedback", "api-feedback-detail", "api-feedback-answers")},
        "api-feedback-link-detail": {**inside, "pk": link.pk},
        "api-days-detail": {**inside, "pk": member.pk},
        "api-recommendation-transition": {"pk": asked.pk, "name": "decline"},
        "api-action-transition": {"pk": action.pk, "name": "begin"},
        "api-region-detail": {"slug": cast.region.slug},
        "api-council-detail": {"gss": cast.host.gss},
        "api-council-neighbours": {"gss": cast.host.gss},
        **{f"api-theme-{part}": {"pk": "neglect"} for part in ("detail", "merge", "revisions")},
        "api-post-detail": {"pk": post.pk},
        **{f"api-post-{part}": {"pk": post.pk} for part in PARTS_OF_A_POST},
        "api-post-transition": {"pk": post.pk, "name": "withdraw"},
        **{
            f"api-case-study-{what}": {"pk": practice.pk}
            for what in ("detail", "share", "revisions", "confirm", "outcomes", "adopters")
        },
        "api-case-study-transition": {"pk": practice.pk, "name": "withdraw"},
        "api-case-study-outcome": {"pk": practice.pk, "outcome": outcome.pk},
        "api-case-study-adopter": {"pk": practice.pk, "adopter": adopter.pk},
        "api-programme-detail": {"pk": site.programme.slug},
        "api-site-detail": {"pk": site.slug},
        **{f"api-site-{part}": {"pk": site.slug} for part in ("stages", "themes-detail")},
        "api-journey-entry-detail": {"pk": entry.pk},
        "api-journey-entry-revisions": {"pk": entry.pk},
        "api-journey-entry-transition": {"pk": entry.pk, "name": "return"},
        **dict.fromkeys(("api-visit-detail", "api-visit-feedback"), visit),
        "api-visit-transition": {**visit, "name": "decline"},
        **dict.fromkeys(("api-open-day-detail", "api-open-day-attendance"), open_day),
        "api-open-day-transition": {**open_day, "name": "cancel"},
        "api-booking-detail": of_booking,
        **{f"api-approach-{part}": {"pk": use.approach.slug} for part in ("detail", "themes-detail")},
        "api-approach-use-detail": {"pk": use.pk},
        "api-approach-use-transition": {"pk": use.pk, "name": "withdraw"},
        "api-booking-transition": {**of_booking, "name": "give_back"},
        "api-review-detail": {"pk": review.pk},
        "api-review-history": {"pk": review.pk},
        **{f"api-review-{part}": {"pk": review.pk} for part in ("agree", "nothing-recommended", "calendar")},
        "api-review-transition": {"pk": review.pk, "name": "finish_visit"},
        **{f"api-method-{part}": of_method for part in ("detail", "publish", "withdraw", "offer")},
        **{f"api-past-review-{part}": {"pk": past.pk} for part in ("detail", "share")},
        "api-triad-detail": {"pk": review.pk},
        "api-activity-detail": {"pk": scene.activities[0].pk},
        "api-activity-transition": {"pk": scene.activities[0].pk, "name": "mark_done"},
        "api-room-detail": {"pk": room.pk},
        "api-keyline-detail": {"pk": scene.keylines[0].pk},
        **{f"api-evidence-{part}": {"pk": pieces[0].pk} for part in ("detail", "withdraw")},
        "api-finding-detail": {"pk": statement.pk},
        **{f"document{page}": {"pk": document.pk} for page in ("", "-change", "-replace", "-share", "-remove")},
        "document-file": {"pk": document.pk, "number": 1},
        "document-waive": {**inside, "pk": item.pk},
        "host-view": {**inside, "keyline": scene.keylines[0].pk},
        "self-assessment-step": {**inside, "step": "give"},
        **{f"api-document-{part}": {"pk": document.pk} for part in ("detail", "file", "files", "share", "remove")},
        **{f"api-checklist-{part}": {"pk": item.pk} for part in ("detail", "waive")},
        **{f"api-self-assessment-{part}": {"pk": assessment.pk} for part in ("detail", "views")},
        "api-self-assessment-transition": {"pk": assessment.pk, "name": "give"},
        **of_a_report(cast),
        "api-subscription-detail": {"pk": digest.pk},
        "api-subscription-transition": {"pk": digest.pk, "name": "unsubscribe"},
        "api-nothing": {"anything": "nowhere"},
        **{name: {"pk": statement.pk} for name in ("api-finding-links", "api-finding-thread", "api-finding-share")},
        "api-finding-link": {"pk": statement.pk, "link": statement.links.first().pk},
        "api-finding-transition": {"pk": statement.pk, "name": "hold"},
    }
    return cast, arguments, inside


def timed(scene, room):
    """One activity has its hours, a room and somebody who takes part."""
    terms = {"starts_at": time(10), "ends_at": time(11, 30), "room": room, "people": scene.review.sitting_team[:1]}
    change_activity(activity=scene.activities[0], by=scene.actor("ben"), **terms)


def silent_webhook(client, cast):
    """One that nothing is ever sent to, since its secret cannot be read."""
    said = {"address": "https://8.8.8.8/hub", "collections": ["posts"], "by": cast.actor("gwen")}
    webhook, _ = register_webhook(client=client, **said)
    Webhook.objects.filter(pk=webhook.pk).update(sealed_secret="spoilt")
    return webhook


def token_of(address):
    return address.rsplit("/", 1)[-1].removesuffix(".ics")


def of_a_report(cast):
    """A second review, whose report the host checks."""
    scene = scenes.on_site(cast, title="Thresholds")
    finding = scene.checked()
    paragraph = scene.paragraph()
    comment = services.comment_on_paragraph(paragraph=paragraph, inaccurate="Three days.", by=cast.actor("hana"))
    inside, report = {"review": scene.review.pk}, {"pk": paragraph.report_id}
    of_paragraph, of_comment = {**inside, "pk": paragraph.pk}, {**inside, "pk": comment.pk}
    pages = ("paragraph-write", "paragraph-remove", "report-comment", "paragraph-versions")
    return {
        **dict.fromkeys(("review-report", "report-share", "report-new-findings", "report-end-check"), inside),
        **dict.fromkeys(pages, of_paragraph),
        **dict.fromkeys(("report-comment-change", "report-answer"), of_comment),
        "report-file": {**inside, "kind": "pdf"},
        "paragraph-add": {**inside, "finding": finding.pk},
        "paragraph-version": {**of_paragraph, "event": paragraph.events.last().pk},
        "report-style": {"slug": cast.region.slug},
        "report-style-template": {"slug": cast.region.slug, "kind": "docx"},
        **{f"api-report-{name}": report for name in ("detail", "share", "checked", "new-findings")},
        "api-report-file": {**report, "kind": "pdf"},
        **{f"api-paragraph-{name}": {"pk": paragraph.pk} for name in ("detail", "remove")},
        **{f"api-comment-{name}": {"pk": comment.pk} for name in ("detail", "answer")},
    }


def key_with_a_call(council):
    key = ApiKeyFactory(client__organisation=organisation_of(council))
    ApiCallFactory(client=key.client, key=key)
    return key


def another():
    return {"name": "Elsewhere", "official_name": "Elsewhere Council", "gss": "E06999999", "kind": "UA"}


def address_of(name, arguments, inside):
    """The address of a row; one without arguments of its own is plain, or inside the review."""
    try:
        return reverse(name, kwargs=arguments.get(name, {}))
    except NoReverseMatch:
        return reverse(name, kwargs=inside)
