"""Which part of the guide belongs to which page: every page of the hub links to its own."""

from improvement_hub.overview.guide import address_of

PARTS = {
    "getting-in#your-account": "account account_change_password account_reset_password account_reset_password_done "
    "account_reset_password_from_key account_reset_password_from_key_done account_inactive",
    "getting-in#a-second-factor": "mfa_index mfa_authenticate mfa_activate_totp mfa_deactivate_totp mfa_add_webauthn "
    "mfa_remove_webauthn mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes",
    "getting-in#asked-again": "account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn "
    "openid_connect_again",
    "getting-in#where-you-are-signed-in": "usersessions_list",
    "getting-in#through-your-organisation": "openid_connect_login openid_connect_callback "
    "socialaccount_login_cancelled",
    "getting-in#getting-in": "account_login account_logout account_signup join",
    "getting-in#who-sees-what": "home",
    "getting-in#your-work": "work",
    "getting-in#your-digest": "digests digest-now digest-unsubscribe",
    "getting-in#words-that-are-not-saved": "words words-keep words-preview kept-words",
    "getting-in#demonstration": "accessibility privacy",
    "administrator#tagging-posts": "theme-tagging",
    "administrator#themes": "theme-new theme-change theme-merge theme-revisions theme-revision",
    "administrator#at-your-own-desk": "gallery mail mail-letter mail-html",
    "author#posts": "post-new post-change post-preview-words",
    "author#shared-learning-events": "events event event-calendar event-new event-change event-share event-follow-up "
    "event-step event-revisions event-revision event-attend event-miss event-files event-file event-file-remove",
    "author#case-studies": "case-study-new case-study-change outcome-add outcome-change outcome-remove",
    "author#a-case-study-stays-true": "case-study-confirm",
    "author#case-studies-in-a-spreadsheet": "case-studies-import case-studies-template case-studies-export",
    "author#we-tried-this": "case-study-adopt adopter-change adopter-withdraw",
    "getting-in#case-studies": "case-studies case-study case-study-transfer",
    "author#from-draft-to-publication": "post-step",
    "author#several-authors-several-councils": "post-writers",
    "author#images": "post-images post-image post-image-remove post-image-file",
    "author#preview-links": "post-preview-links post-preview-revoke preview preview-image",
    "author#one-at-a-time": "post-take-over",
    "author#who-reads-a-post": "post-share",
    "author#versions": "post-revisions post-revision post-comparison post-restore",
    "getting-in#searching": "search search-suggest library view-follow",
    "author#taking-posts-with-you": "posts-export posts-atom",
    "administrator#importing-a-feed": "post-import post-imports post-import-run post-import-take",
    "administrator#old-addresses": "post-addresses post-address-remove",
    "getting-in#feeds-and-the-archive": "posts-feed theme-feed search-feed posts-archive posts-archive-year post-cite",
    "getting-in#finding-what-is-public": "posts post themes theme councils council regions region",
    "directors-team#reviews": "reviews review review-step review-agree review-history",
    "directors-team#lists-of-reviews": "reviews-export view-save view-first view-delete",
    "directors-team#methods": "methods method",
    "directors-team#earlier-reviews": "past-record past-import past-template past-change past-share",
    "regional-lead#your-regions-own-methods": "method-own method-change method-step",
    "directors-team#opening-a-review": "review-open review-change",
    "directors-team#the-timetable": "review-timetable activity activity-plan activity-change activity-remove "
    "activity-step timetable-take-over room-add room-change room-remove",
    "directors-team#your-calendar": "my-timetable my-calendar review-calendar calendar-renew calendar-end "
    "calendar-feed",
    "directors-team#documents": "review-documents document document-file document-add document-ask document-waive "
    "document-change document-replace document-remove",
    "directors-team#the-register-of-documents": "documents documents-csv document-share",
    "directors-team#before-the-visit": "self-assessment position host-view self-assessment-step",
    "directors-team#the-team": "review-team review-team-join review-team-leave review-team-guest "
    "review-team-change review-team-invite",
    "directors-team#conflicts-of-interest": "review-declare review-conflicts conflict-withdraw",
    "directors-team#the-hosts-side": "review-host-name review-host-leave",
    "regional-lead#conflicts-of-interest": "conflict-override",
    "directors-team#on-the-day": "review-evidence capture capture-offline capture-worker phone-key "
    "evidence-change evidence-withdraw",
    "directors-team#hypotheses-and-findings": "review-findings hypothesis statement statement-change statement-link "
    "statement-unlink statement-step board-link statement-turn",
    "directors-team#holds": "hold-answer",
    "directors-team#sharing-a-finding": "finding-share",
    "directors-team#recommendations-and-actions": "review-actions recommend recommend-nothing recommend-after-all "
    "recommendations recommendation recommendation-change recommendation-remove recommendation-share "
    "recommendation-step action-plan action action-change action-step action-note",
    "directors-team#follow-ups-and-impact": "follow-up impact",
    "directors-team#learning-about-reviewing": "review-learning feedback-ask feedback-dates feedback review-days "
    "ledger",
    "directors-team#the-report": "review-report report-file report-new-findings paragraph-add paragraph-write "
    "paragraph-remove paragraph-versions paragraph-version",
    "directors-team#the-accuracy-check": "report-comment report-comment-change report-answer report-end-check",
    "directors-team#sharing-the-report": "report-share",
    "regional-lead#how-reports-look": "report-style report-style-template",
    "getting-in#demonstrator-sites": "sites site programmes programme journey-entry",
    "directors-team#a-demonstrator-site": "site-open site-change site-stage site-themes",
    "directors-team#visits": "visits visit visit-ask visit-step visit-attendees visit-feedback visit-calendar",
    "directors-team#open-days": "open-days open-days-calendar open-day open-day-offer open-day-change open-day-step "
    "open-day-book open-day-attendance open-day-calendar booking-change booking-step",
    "getting-in#approaches": "approaches approach",
    "directors-team#approaches": "approach-new approach-change approach-themes use-say use-change use-step",
    "author#journey-entries": "entry-write entry-change entry-share entry-step entry-revisions entry-revision",
    "directors-team#colleagues": "people person invitations invite withdraw-invitation end-membership leaver",
    "regional-lead#an-observers-successor": "review-name-observer",
    "directors-team#systems-that-use-the-api": "api-clients api-client api-client-new api-client-change "
    "api-client-limit api-client-revoke api-key-new api-key-rotate revoke-key",
    "directors-team#telling-a-system-of-changes": "webhooks webhook webhook-new webhook-change webhook-secret "
    "webhook-test webhook-switch-on webhook-remove",
    "partner-developer#acting-for-a-person": "oauth2_provider:authorize",
    "partner-developer#a-first-call": "api-docs",
}
PART_OF = {page: part for part, pages in PARTS.items() for page in pages.split()}


def help_with(page: str) -> str | None:
    """The address of the part of the guide that belongs to the page of that URL name; None if there is none."""
    part = PART_OF.get(page)
    if part is None:
        return None
    chapter, anchor = part.split("#")
    return address_of(f"{chapter}.md#{anchor}")


def page_help(request):
    """For every template: `help_address`, the part of the guide that belongs to this page."""
    match = request.resolver_match
    return {"help_address": help_with(match.view_name) if match else None}
