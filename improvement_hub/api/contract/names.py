"""The operations' names: what a generated client calls its functions, and a headline in words.

Most follow from the resource and the action; what would read badly is named here. A name is part of the contract.
"""

PLAIN = {
    "list": "list_{many}",
    "retrieve": "get_{one}",
    "create": "create_{one}",
    "partial_update": "change_{one}",
    "destroy": "delete_{one}",
    "transition": "move_{one}",
    "revisions": "list_{one}_revisions",
    "bulk": "create_{many}_in_bulk",
}
ONE = {
    "api-comment": "accuracy_comment",
    "api-paragraph": "report_paragraph",
    "api-checklist": "checklist_item",
    "api-team": "team_member",
    "api-host-side": "host_side_member",
    "api-days": "days_given",
    "api-site-themes": "site_themes",
    "api-approach-themes": "approach_themes",
}
MANY = {
    "api-checklist": "checklist_items",
    "api-team": "team_members",
    "api-host-side": "host_side_members",
    "api-conflict": "conflicts_of_interest",
    "api-feedback-link": "feedback_links",
    "api-days": "days_given",
    "api-site-themes": "themes_of_sites",
    "api-approach-themes": "themes_of_approaches",
    "api-ledger": "ledger",
    "api-search": "found",
}
NAMED = {
    ("api-search", "list"): "search",
    ("api-ledger", "list"): "list_ledger_years",
    ("api-comment", "respond"): "answer_accuracy_comment",
    ("api-action", "notes"): "list_action_notes",
    ("api-action", "write_note"): "add_action_note",
    ("api-activity", "take_over"): "take_over_activities_of_the_method",
    ("api-case-study", "adopters"): "add_case_study_adopter",
    ("api-case-study", "adopter"): "get_case_study_adopter",
    ("api-case-study", "change_adopter"): "change_case_study_adopter",
    ("api-case-study", "withdraw_adopter"): "withdraw_case_study_adopter",
    ("api-case-study", "outcomes"): "add_case_study_outcome",
    ("api-case-study", "outcome"): "change_case_study_outcome",
    ("api-case-study", "remove_outcome"): "remove_case_study_outcome",
    ("api-council", "neighbours"): "list_council_neighbours",
    ("api-document", "file"): "download_document",
    ("api-document", "files"): "replace_document_file",
    ("api-case-study", "bring"): "import_case_studies",
    ("api-event", "GET files"): "list_event_files",
    ("api-event", "POST files"): "add_event_file",
    ("api-event", "file"): "download_event_file",
    ("api-event", "remove_file"): "remove_event_file",
    ("api-event", "attend"): "attend_event",
    ("api-event", "miss"): "miss_event",
    ("api-feedback", "retrieve"): "get_feedback_questions",
    ("api-feedback", "answers"): "answer_feedback",
    ("api-finding", "links"): "list_finding_links",
    ("api-finding", "link"): "link_evidence_to_finding",
    ("api-finding", "turn"): "turn_finding_link",
    ("api-finding", "unlink"): "unlink_evidence_from_finding",
    ("api-finding", "thread"): "list_finding_thread",
    ("api-finding", "answer_hold"): "answer_hold_of_finding",
    ("api-open-day", "attendance"): "record_open_day_attendance",
    ("api-post", "GET addresses"): "list_post_addresses",
    ("api-post", "POST addresses"): "add_post_address",
    ("api-post", "remove_address"): "remove_post_address",
    ("api-webhook", "secret"): "renew_webhook_secret",
    ("api-webhook", "deliveries"): "list_webhook_deliveries",
    ("api-post", "comparison"): "compare_post_revisions",
    ("api-post", "GET images"): "list_post_images",
    ("api-post", "POST images"): "add_post_image",
    ("api-post", "image"): "change_post_image",
    ("api-post", "remove_image"): "remove_post_image",
    ("api-post", "GET preview_links"): "list_post_preview_links",
    ("api-post", "POST preview_links"): "make_post_preview_link",
    ("api-post", "revoke_preview_link"): "revoke_post_preview_link",
    ("api-post", "writers"): "set_post_writers",
    ("api-recommendation", "follow_ups"): "add_follow_up",
    ("api-recommendation", "figures"): "get_recommendation_figures",
    ("api-report", "file"): "download_report",
    ("api-report", "checked"): "end_accuracy_check_of_report",
    ("api-report", "new_findings"): "add_new_findings_to_report",
    ("api-review", "calendar"): "get_review_calendar",
    ("api-review", "history"): "list_review_history",
    ("api-review", "nothing_recommended"): "state_nothing_recommended",
    ("api-review", "recommend_after_all"): "take_back_nothing_recommended",
    ("api-self-assessment", "views"): "write_self_assessment_view",
    ("api-site", "stages"): "record_site_stage",
    ("api-team", "holder"): "name_successor_of_holder",
    ("api-theme", "suggest"): "suggest_themes",
    ("api-visit", "feedback"): "give_visit_feedback",
}


def name_of(view, method: str, path: str) -> str | None:
    """The operation's name; None for a view that is no resource, which the framework then names."""
    base, action = getattr(view, "basename", None), getattr(view, "action", None)
    if not (base and action):
        return None
    named = NAMED.get((base, action)) or NAMED.get((base, f"{method} {action}"))
    if named:
        return named
    one = ONE.get(base, base.removeprefix("api-").replace("-", "_"))
    many = MANY.get(base, collection(path.removesuffix("bulk/")))
    plain = "get_{one}_" + action if method == "GET" else action + "_{one}"
    return PLAIN.get(action, plain).format(one=one, many=many)


def collection(path: str) -> str:
    """The last part of the address that is a name: the collection, where nothing comes after it."""
    parts = [part for part in path.strip("/").split("/") if not part.startswith("{")]
    return parts[-1].replace("-", "_")


def headline(name: str) -> str:
    return name.replace("_", " ").capitalize()
