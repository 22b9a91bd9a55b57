"""Who may do what in a review. Each predicate takes the actor and a review, or something in one."""

import rules

from improvement_hub.core.rules import is_operator, is_person


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


rules.add_perm("peer_review.write_method", is_operator | (is_person & writes_for_this_region))
rules.add_perm("peer_review.open_review", is_person & runs_a_council)
rules.add_perm("peer_review.read_review", is_person & (is_on_the_team | runs_the_host))
rules.add_perm("peer_review.read_evidence", is_person & is_on_the_team)
rules.add_perm("peer_review.change_review", is_person & (runs_the_host | is_review_lead))
rules.add_perm("peer_review.agree_scope", is_person & (runs_the_host | is_review_lead | runs_the_leading_council))
rules.add_perm("peer_review.run_hosted_review", is_person & runs_the_host)
rules.add_perm("peer_review.direct_hosted_review", is_person & directs_the_host)
rules.add_perm("peer_review.lead_review", is_person & is_review_lead)
rules.add_perm("peer_review.plan_activity", is_person & is_on_the_team)
rules.add_perm("peer_review.log_evidence", is_person & is_on_the_team)
rules.add_perm("peer_review.change_evidence", is_person & is_on_the_team & wrote_it)
rules.add_perm("peer_review.keep_notes", is_person)
rules.add_perm("peer_review.withdraw_evidence", is_person & is_on_the_team & (wrote_it | is_review_lead))
rules.add_perm("peer_review.make_statements", is_person & is_review_lead)
rules.add_perm("peer_review.hold_statement", is_person & is_holder)
rules.add_perm("peer_review.name_observer", is_person & leads_the_hosts_region)
rules.add_perm("peer_review.release_observer", is_person & (is_holder | leads_the_hosts_region))
rules.add_perm(
    "peer_review.see_counts", is_person & (is_on_the_team | runs_one_of_its_councils | leads_the_hosts_region)
)
rules.add_perm("peer_review.share_finding", is_person & directs_the_host)
