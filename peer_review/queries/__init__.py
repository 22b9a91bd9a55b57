"""What each page of a review shows, with all that its rows need, in a fixed number of queries."""

from peer_review.queries.activities import activities
from peer_review.queries.activities import kinds
from peer_review.queries.activities import lines_to_take_over
from peer_review.queries.activities import my_activities
from peer_review.queries.activities import my_coming_activities
from peer_review.queries.activities import own_feed
from peer_review.queries.activities import readable_reviews
from peer_review.queries.activities import rooms
from peer_review.queries.activities import taking_part
from peer_review.queries.attention import concerns_of
from peer_review.queries.attention import with_concerns
from peer_review.queries.clashes import by_activity
from peer_review.queries.clashes import clashes
from peer_review.queries.clashes import clashes_of
from peer_review.queries.documents import checklist
from peer_review.queries.documents import checklist_items
from peer_review.queries.documents import document_counts
from peer_review.queries.documents import documents
from peer_review.queries.documents import files_of
from peer_review.queries.documents import one_file
from peer_review.queries.documents import register
from peer_review.queries.documents import required_documents
from peer_review.queries.documents import reviews_with_documents
from peer_review.queries.documents import self_assessment_of
from peer_review.queries.documents import self_assessments
from peer_review.queries.evidence import evidence
from peer_review.queries.evidence import stream_mark
from peer_review.queries.evidence import tally
from peer_review.queries.evidence import tray
from peer_review.queries.export import COLUMNS
from peer_review.queries.export import rows_for_export
from peer_review.queries.history import history
from peer_review.queries.impact import actions
from peer_review.queries.impact import figures
from peer_review.queries.impact import findings_to_rest_on
from peer_review.queries.impact import follow_ups_late_in_region
from peer_review.queries.impact import follow_ups_new
from peer_review.queries.impact import notes_on
from peer_review.queries.impact import own_actions_due
from peer_review.queries.impact import own_follow_ups_due
from peer_review.queries.impact import people_to_remind
from peer_review.queries.impact import readings
from peer_review.queries.impact import recommendations
from peer_review.queries.impact import recommendations_counted_for
from peer_review.queries.impact import reviews_with_new_recommendations
from peer_review.queries.learning import days_of
from peer_review.queries.learning import feedback_links
from peer_review.queries.learning import feedback_results
from peer_review.queries.learning import ledger
from peer_review.queries.learning import links_for_anyone
from peer_review.queries.learning import seats_of_ledger
from peer_review.queries.learning import seats_with_days
from peer_review.queries.methods import differs_from_base
from peer_review.queries.methods import drafts_of
from peer_review.queries.methods import method_list
from peer_review.queries.methods import method_or_refusal
from peer_review.queries.methods import methods_by_name
from peer_review.queries.methods import methods_offered
from peer_review.queries.methods import one_method
from peer_review.queries.methods import published_methods
from peer_review.queries.methods import regions
from peer_review.queries.methods import regions_led_by
from peer_review.queries.news import findings_since
from peer_review.queries.news import heard_since
from peer_review.queries.news import new_holds
from peer_review.queries.news import newly_shared_findings
from peer_review.queries.news import reviews_that_moved
from peer_review.queries.news import reviews_with_new_findings
from peer_review.queries.news import said_since
from peer_review.queries.news import themes_of_own_reviews
from peer_review.queries.past import hosts_to_record_for
from peer_review.queries.past import past_review_of
from peer_review.queries.past import past_reviews
from peer_review.queries.reports import VERSIONS
from peer_review.queries.reports import by_question
from peer_review.queries.reports import checks_to_remind_of
from peer_review.queries.reports import checks_waiting_for
from peer_review.queries.reports import comments
from peer_review.queries.reports import comments_waiting_for
from peer_review.queries.reports import content_of
from peer_review.queries.reports import kinds_for
from peer_review.queries.reports import leads_of
from peer_review.queries.reports import paragraphs_of
from peer_review.queries.reports import people_of_host
from peer_review.queries.reports import reminders_due
from peer_review.queries.reports import report_of
from peer_review.queries.reports import report_to_write_about
from peer_review.queries.reports import reports
from peer_review.queries.reports import reports_without_files
from peer_review.queries.reports import style_for
from peer_review.queries.reports import styles
from peer_review.queries.reviews import SEATS
from peer_review.queries.reviews import counts
from peer_review.queries.reviews import listed_reviews
from peer_review.queries.reviews import one_review
from peer_review.queries.reviews import review_list
from peer_review.queries.reviews import reviews_hosted_by
from peer_review.queries.reviews import themes
from peer_review.queries.reviews import with_counts
from peer_review.queries.statements import hosts_with_public_findings
from peer_review.queries.statements import statements
from peer_review.queries.statements import thread
from peer_review.queries.statements import unlinked_evidence
from peer_review.queries.statements import weighed
from peer_review.queries.statements import with_last_note
from peer_review.queries.team import conflicts
from peer_review.queries.team import conflicts_to_decide
from peer_review.queries.team import host_seats
from peer_review.queries.team import people_for_team
from peer_review.queries.team import places_for_team
from peer_review.queries.team import possible_holders
from peer_review.queries.team import seats
from peer_review.queries.team import sitting_team
from peer_review.queries.timetable import days
from peer_review.queries.work import holds_whose_turn_is
from peer_review.queries.work import my_reviews
from peer_review.queries.work import region_exceptions
from peer_review.queries.work import with_statement_counts

__all__ = [
    "COLUMNS",
    "SEATS",
    "VERSIONS",
    "actions",
    "activities",
    "by_activity",
    "by_question",
    "checklist",
    "checklist_items",
    "checks_to_remind_of",
    "checks_waiting_for",
    "clashes",
    "clashes_of",
    "comments",
    "comments_waiting_for",
    "concerns_of",
    "conflicts",
    "conflicts_to_decide",
    "content_of",
    "counts",
    "days",
    "days_of",
    "differs_from_base",
    "document_counts",
    "documents",
    "drafts_of",
    "evidence",
    "feedback_links",
    "feedback_results",
    "figures",
    "files_of",
    "findings_since",
    "findings_to_rest_on",
    "follow_ups_late_in_region",
    "follow_ups_new",
    "heard_since",
    "history",
    "holds_whose_turn_is",
    "host_seats",
    "hosts_to_record_for",
    "hosts_with_public_findings",
    "kinds",
    "kinds_for",
    "leads_of",
    "ledger",
    "lines_to_take_over",
    "links_for_anyone",
    "listed_reviews",
    "method_list",
    "method_or_refusal",
    "methods_by_name",
    "methods_offered",
    "my_activities",
    "my_coming_activities",
    "my_reviews",
    "new_holds",
    "newly_shared_findings",
    "notes_on",
    "one_file",
    "one_method",
    "one_review",
    "own_actions_due",
    "own_feed",
    "own_follow_ups_due",
    "paragraphs_of",
    "past_review_of",
    "past_reviews",
    "people_for_team",
    "people_of_host",
    "people_to_remind",
    "places_for_team",
    "possible_holders",
    "published_methods",
    "readable_reviews",
    "readings",
    "recommendations",
    "recommendations_counted_for",
    "region_exceptions",
    "regions",
    "regions_led_by",
    "register",
    "reminders_due",
    "report_of",
    "report_to_write_about",
    "reports",
    "reports_without_files",
    "required_documents",
    "review_list",
    "reviews_hosted_by",
    "reviews_that_moved",
    "reviews_with_documents",
    "reviews_with_new_findings",
    "reviews_with_new_recommendations",
    "rooms",
    "rows_for_export",
    "said_since",
    "seats",
    "seats_of_ledger",
    "seats_with_days",
    "self_assessment_of",
    "self_assessments",
    "sitting_team",
    "statements",
    "stream_mark",
    "style_for",
    "styles",
    "taking_part",
    "tally",
    "themes",
    "themes_of_own_reviews",
    "thread",
    "tray",
    "unlinked_evidence",
    "weighed",
    "with_concerns",
    "with_counts",
    "with_last_note",
    "with_statement_counts",
]
