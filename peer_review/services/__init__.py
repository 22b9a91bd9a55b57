"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.evidence import log_evidence, move_activity, plan_activity, withdraw_evidence
from peer_review.services.methods import define_method, publish_method
from peer_review.services.report_files import file_of, keep_files, set_report_style, template_of
from peer_review.services.report_letters import remind_of_check, tell_host_of_check, tell_lead_of_check
from peer_review.services.reports import (
    add_paragraph,
    answer_comment,
    bring_findings_in,
    change_comment,
    comment_on_paragraph,
    end_check,
    remove_paragraph,
    share_report,
    write_paragraph,
)
from peer_review.services.reviews import agree_to_scope, change_review, move_review, open_review, record_review
from peer_review.services.statements import (
    change_statement,
    link_evidence,
    make_hypothesis,
    move_statement,
    share_finding,
    unlink_evidence,
)
from peer_review.services.team import join_team, leave_team, leaving_permission, name_observer

__all__ = [
    "add_paragraph",
    "agree_to_scope",
    "answer_comment",
    "bring_findings_in",
    "change_comment",
    "change_review",
    "change_statement",
    "comment_on_paragraph",
    "define_method",
    "end_check",
    "file_of",
    "join_team",
    "keep_files",
    "leave_team",
    "leaving_permission",
    "link_evidence",
    "log_evidence",
    "make_hypothesis",
    "move_activity",
    "move_review",
    "move_statement",
    "name_observer",
    "open_review",
    "plan_activity",
    "publish_method",
    "record_review",
    "remind_of_check",
    "remove_paragraph",
    "set_report_style",
    "share_finding",
    "share_report",
    "tell_host_of_check",
    "tell_lead_of_check",
    "template_of",
    "unlink_evidence",
    "withdraw_evidence",
    "write_paragraph",
]
