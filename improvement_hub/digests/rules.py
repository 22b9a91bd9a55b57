"""A digest is a person's own: nobody else asks for it, changes it or sees it."""

import rules

from improvement_hub.core.rules import is_person


@rules.predicate
def is_its_reader(actor, subscription):
    return subscription.person_id == actor.pk


rules.add_perm("digests.subscribe", is_person)
rules.add_perm("digests.change_subscription", is_person & is_its_reader)
