"""Who may publish a post and take it back; an API client never may."""

import rules

from improvement_hub.core.rules import is_administrator, is_operator, is_person


@rules.predicate
def edits_for_the_owner(actor, post):
    """An editor or director of the council the post belongs to."""
    return post.owner_id is not None and post.owner_id in actor.edits | actor.directs


@rules.predicate
def has_no_owner(actor, post):
    """A post that was imported belongs to no council."""
    return post.owner_id is None


decides_on_post = (is_person & edits_for_the_owner) | (has_no_owner & (is_administrator | is_operator))

rules.add_perm("blogs.publish_post", decides_on_post)
rules.add_perm("blogs.withdraw_post", decides_on_post)
rules.add_perm("blogs.import_posts", is_administrator | is_operator)
rules.add_perm("blogs.define_theme", is_administrator | is_operator)
