"""Who may write, publish and return a post, keep themes and plan events. An API client alone writes drafts."""

import rules

from improvement_hub.core.rules import is_administrator, is_operator, is_person, opens_after_the_scanner
from improvement_hub.core.writing.states import IN_WRITING


@rules.predicate
def writes_for_a_council(actor, target=None):
    return bool(actor.council_ids)


@rules.predicate
def writes_for_the_owner(actor, post):
    """A director, improvement officer or editor of the council the post belongs to."""
    return post.owner_id is not None and post.owner_id in actor.council_ids


@rules.predicate
def writes_for_a_council_of_it(actor, post):
    """The same of the council it belongs to, or of one that writes it together with that one."""
    return not actor.council_ids.isdisjoint(post.writing_council_ids)


@rules.predicate
def is_an_author(actor, post):
    """Their name stands over it."""
    return actor.pk in post.author_people


@rules.predicate
def is_the_clock_at_its_moment(actor, post):
    """What an editor scheduled is due."""
    return actor.kind == "clock" and post.is_due


@rules.predicate
def is_in_writing(actor, post):
    """A draft, or returned."""
    return post.state in IN_WRITING


@rules.predicate
def edits_for_the_owner(actor, post):
    """An editor or director of the council the post belongs to."""
    return post.owner_id is not None and post.owner_id in actor.edits | actor.directs


@rules.predicate
def has_no_owner(actor, post):
    """A post that was imported belongs to no council."""
    return post.owner_id is None


@rules.predicate
def is_published(actor, post):
    return post.is_published


@rules.predicate
def edits_for_a_council(actor, target=None):
    return bool(actor.edits | actor.directs)


@rules.predicate
def leads_a_region(actor, target=None):
    return bool(actor.leads)


@rules.predicate
def hosts_it(actor, event):
    """A director, improvement officer or editor of a hosting council."""
    return bool(event.host_ids & actor.council_ids)


@rules.predicate
def leads_its_region(actor, event):
    return event.region_id in actor.leads


@rules.predicate
def speaks_for_council(actor, council):
    return council.pk in actor.council_ids


@rules.predicate
def drafts_for_the_owner(actor, post):
    """A client of the council that the post belongs to, with the scope to write its drafts."""
    return post.owner_id in actor.drafts_for("posts", "case-studies")


decides_on_post = (is_person & edits_for_the_owner) | (has_no_owner & (is_administrator | is_operator))

begins_post = is_person & writes_for_the_owner
writes_post = is_person & (writes_for_a_council_of_it | is_an_author)
changes_post = (writes_post & is_in_writing) | decides_on_post
shares_post = (begins_post & is_in_writing) | decides_on_post

rules.add_perm("blogs.plan_events", is_person & (writes_for_a_council | leads_a_region))
rules.add_perm("blogs.plan_event", is_person & (hosts_it | leads_its_region))
rules.add_perm("blogs.change_event", is_person & (hosts_it | leads_its_region))
rules.add_perm("blogs.open_event_file", opens_after_the_scanner)
rules.add_perm("blogs.attend_events", is_person & writes_for_a_council)
rules.add_perm("blogs.attend_event", is_person & speaks_for_council)
rules.add_perm("blogs.write_posts", is_person & (writes_for_a_council | is_administrator))
rules.add_perm("blogs.write_post", begins_post | drafts_for_the_owner | (has_no_owner & is_administrator))
rules.add_perm("blogs.change_post", changes_post | (drafts_for_the_owner & is_in_writing))
rules.add_perm("blogs.share_post", shares_post)
rules.add_perm("blogs.write_together", shares_post)
rules.add_perm("blogs.see_revisions", changes_post)
rules.add_perm("blogs.submit_post", writes_post | drafts_for_the_owner)
rules.add_perm("blogs.return_post", decides_on_post)
rules.add_perm("blogs.publish_post", decides_on_post | is_the_clock_at_its_moment)
rules.add_perm("blogs.schedule_post", decides_on_post)
rules.add_perm("blogs.withdraw_post", decides_on_post)
rules.add_perm("blogs.import_posts", is_administrator | is_operator)
rules.add_perm("blogs.keep_addresses", is_administrator | is_operator)
rules.add_perm("blogs.tag_posts", is_person & (edits_for_a_council | is_administrator))
rules.add_perm("blogs.tag_post", is_person & (edits_for_the_owner | (is_administrator & (has_no_owner | is_published))))
rules.add_perm("blogs.define_theme", is_administrator | is_operator)
rules.add_perm("blogs.change_theme", is_administrator)
rules.add_perm("blogs.merge_theme", is_administrator)


@rules.predicate
def is_clock(actor, target=None):
    """What the clock starts, with nobody asking."""
    return actor.kind == "clock"


@rules.predicate
def writes_for_its_owner(actor, study):
    return writes_for_the_owner(actor, study.post)


@rules.predicate
def belongs_to_nobody(actor, study):
    return has_no_owner(actor, study.post)


@rules.predicate
def acts_for_another_council(actor, post):
    """Someone of a council that this post does not belong to."""
    return bool(actor.council_ids - {post.owner_id})


@rules.predicate
def is_out(actor, post):
    """A case study that is published, in sections."""
    return post.is_published and post.sections is not None


@rules.predicate
def acts_for_the_adopter(actor, adopter):
    return adopter.council_id in actor.council_ids


rules.add_perm("blogs.confirm_case_study", (is_person & writes_for_its_owner) | (belongs_to_nobody & is_administrator))
rules.add_perm("blogs.age_case_study", is_clock)
rules.add_perm("blogs.adopt_case_study", is_person & acts_for_another_council & is_out)
rules.add_perm("blogs.speak_for_adopter", is_person & acts_for_the_adopter)
rules.add_perm("blogs.import_case_studies", is_person & edits_for_a_council)
