"""Who may do what in a review. Each predicate takes the actor and a review, or something in one."""

import rules

from improvement_hub.core.rules import is_administrator, is_operator, is_person, opens_after_the_scanner


def review_of(subject):
    return getattr(subject, "review", subject)


@rules.predicate
def runs_a_council(actor, target=None):
    return bool(actor.manages)


@rules.predicate
def runs_the_host(actor, subject):
    return review_of(subject).host_id in actor.manages


@rules.predicate
def directs_the_host(actor, subject):
    return review_of(subject).host_id in actor.directs


@rules.predicate
def leads_the_hosts_region(actor, subject):
    return review_of(subject).host.region_id in actor.leads


@rules.predicate
def is_on_the_team(actor, subject):
    return actor.person_id in review_of(subject).roles_by_person


@rules.predicate
def is_review_lead(actor, subject):
    return review_of(subject).roles_by_person.get(actor.person_id) == "review_lead"


@rules.predicate
def is_holder(actor, subject):
    """In the role that the method lets hold a statement: the observer, where there is one."""
    review = review_of(subject)
    return review.roles_by_person.get(actor.person_id) == review.holder


@rules.predicate
def wrote_it(actor, evidence):
    return evidence.author_id == actor.person_id


@rules.predicate
def runs_the_leading_council(actor, subject):
    return review_of(subject).review_lead_id in actor.manages


@rules.predicate
def runs_one_of_its_councils(actor, subject):
    review = review_of(subject)
    return not actor.manages.isdisjoint({review.host_id, *(council.pk for council in review.visiting_councils)})


@rules.predicate
def writes_for_this_region(actor, method):
    """A region's editions are its lead's; those for everyone come with the hub."""
    return method.region_id in actor.leads


@rules.predicate
def leads_a_region(actor, target=None):
    return bool(actor.leads)


@rules.predicate
def is_recorded(actor, subject):
    return review_of(subject).is_recorded


records = is_person & (runs_the_host | leads_the_hosts_region)
rules.add_perm("peer_review.make_editions", is_person & leads_a_region)
rules.add_perm("peer_review.record_past_reviews", is_person & (runs_a_council | leads_a_region))
rules.add_perm("peer_review.record_past_review", is_operator | records)
rules.add_perm("peer_review.share_past_review", is_person & directs_the_host & is_recorded)


@rules.predicate
def sits_for_the_host(actor, subject):
    """As its sponsor or organiser, who acts for the host in some role."""
    review = review_of(subject)
    return review.host_id in actor.council_ids and review.host_seats.held_by(actor).exists()


@rules.predicate
def is_oneself(actor, subject):
    """The seat, or the conflict, is the actor's own."""
    member = getattr(subject, "member", subject)
    return actor.person_id is not None and member.person_id == actor.person_id


@rules.predicate
def may_be_unseated(actor, subject):
    """From the visit on, nobody bars the review lead or the holder but they themselves and the regional lead."""
    member = getattr(subject, "member", subject)
    return member.review.is_before_visit or member.role not in ("review_lead", member.review.holder)


@rules.predicate
def has_a_seat(actor, review):
    """On the team, even where a conflict lets the seat rest."""
    return actor.person_id in review.roles_by_person or review.team.seats_of(actor).exists()


@rules.predicate
def leads_this_region(actor, region):
    return region.pk in actor.leads


rules.add_perm("peer_review.write_method", is_operator | (is_person & writes_for_this_region))
rules.add_perm("peer_review.open_review", is_person & runs_a_council)
rules.add_perm("peer_review.read_review", is_person & (is_on_the_team | runs_the_host | sits_for_the_host))
rules.add_perm("peer_review.read_evidence", is_person & is_on_the_team)
rules.add_perm("peer_review.change_review", is_person & (runs_the_host | is_review_lead))
rules.add_perm("peer_review.agree_scope", is_person & (runs_the_host | is_review_lead | runs_the_leading_council))
rules.add_perm("peer_review.run_hosted_review", is_person & runs_the_host)
rules.add_perm("peer_review.direct_hosted_review", is_person & directs_the_host)
rules.add_perm("peer_review.lead_review", is_person & is_review_lead)
rules.add_perm("peer_review.plan_activity", is_person & is_on_the_team)
rules.add_perm("peer_review.arrange_rooms", is_person & (is_on_the_team | runs_the_host))
rules.add_perm("peer_review.keep_calendar", is_person)
rules.add_perm("peer_review.log_evidence", is_person & is_on_the_team)
rules.add_perm("peer_review.change_evidence", is_person & is_on_the_team & wrote_it)
rules.add_perm("peer_review.keep_notes", is_person)
rules.add_perm("peer_review.withdraw_evidence", is_person & is_on_the_team & (wrote_it | is_review_lead))
rules.add_perm("peer_review.make_statements", is_person & is_review_lead)
rules.add_perm("peer_review.hold_statement", is_person & is_holder)
rules.add_perm("peer_review.answer_hold", is_person & is_on_the_team)
rules.add_perm("peer_review.name_observer", is_person & leads_the_hosts_region)
rules.add_perm("peer_review.release_observer", is_person & (is_holder | leads_the_hosts_region))
rules.add_perm(
    "peer_review.see_counts", is_person & (is_on_the_team | runs_one_of_its_councils | leads_the_hosts_region)
)
rules.add_perm("peer_review.share_finding", is_person & directs_the_host)


# Documents and the host's self-assessment


@rules.predicate
def is_of_the_host(actor, document):
    return document.is_of_the_host


@rules.predicate
def was_erased(actor, file):
    return file.erased_at is not None


answers_for_it = (is_of_the_host & runs_the_host) | (~is_of_the_host & is_review_lead)
rules.add_perm("peer_review.add_document", is_person & (is_on_the_team | runs_the_host))
rules.add_perm("peer_review.ask_for_document", is_person & (runs_the_host | is_review_lead))
rules.add_perm("peer_review.waive_document", is_person & is_review_lead)
rules.add_perm("peer_review.change_document", is_person & answers_for_it)
rules.add_perm("peer_review.share_document", is_person & (directs_the_host | (~is_of_the_host & is_review_lead)))
rules.add_perm("peer_review.publish_document", is_person & directs_the_host)
rules.add_perm("peer_review.open_file", ~was_erased & opens_after_the_scanner)
rules.add_perm("peer_review.write_self_assessment", is_person & runs_the_host)
# impact and learning


@rules.predicate
def writes_recommendations(actor, review):
    """The review lead's; of an earlier review that is recorded here, the host's."""
    return runs_the_host(actor, review) if review_of(review).is_recorded else is_review_lead(actor, review)


@rules.predicate
def leads_a_region(actor, target=None):
    return bool(actor.leads)


rules.add_perm("peer_review.recommend", is_person & writes_recommendations)
rules.add_perm("peer_review.answer_recommendation", is_person & runs_the_host)
rules.add_perm("peer_review.run_actions", is_person & runs_the_host)
rules.add_perm("peer_review.share_recommendation", is_person & directs_the_host)
rules.add_perm("peer_review.see_ledger", is_person & (runs_a_council | leads_a_region | is_administrator))
rules.add_perm("peer_review.see_days", is_person & (runs_the_host | is_review_lead))
rules.add_perm("peer_review.declare_days", is_person & is_review_lead)
rules.add_perm("peer_review.see_feedback", is_person & (runs_the_host | is_review_lead | leads_the_hosts_region))
rules.add_perm("peer_review.read_feedback", is_person & (runs_the_host | is_review_lead))
rules.add_perm("peer_review.ask_feedback", is_person & (runs_the_host | is_review_lead))
rules.add_perm(
    "peer_review.see_conflicts", is_person & (runs_the_host | is_review_lead | leads_the_hosts_region | has_a_seat)
)
rules.add_perm(
    "peer_review.read_conflict", is_person & (is_oneself | directs_the_host | is_review_lead | leads_the_hosts_region)
)
rules.add_perm(
    "peer_review.declare_conflict",
    is_person & (is_oneself | leads_the_hosts_region | (may_be_unseated & (runs_the_host | is_review_lead))),
)
rules.add_perm("peer_review.override_conflict", is_person & leads_the_hosts_region)


@rules.predicate
def recorded_it(actor, conflict):
    return conflict.declared_by_id == actor.person_id


rules.add_perm(
    "peer_review.withdraw_conflict",
    is_person
    & ~is_oneself
    & (leads_the_hosts_region | (recorded_it & may_be_unseated & (runs_the_host | is_review_lead))),
)
rules.add_perm("peer_review.write_report", is_person & is_review_lead)
rules.add_perm("peer_review.see_report_versions", is_person & is_on_the_team)
rules.add_perm("peer_review.check_report", is_person & runs_the_host)
rules.add_perm("peer_review.share_report", is_person & directs_the_host)
rules.add_perm("peer_review.set_report_style", is_person & leads_this_region)
