from django.db import transaction

from demonstrators import queries
from demonstrators.models import Approach, ApproachUse
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import free_address, lock, store, store_once, take_turns
from improvement_hub.core.workflow import move


@transaction.atomic
def define_approach(*, name, origin_council=None, slug=None, by, **facts):
    """A council that began it gives an approach its page; administrators record one from public facts, with a source.

    facts: about, origin_words, began_in, source_url.
    """
    require(by, "demonstrators.define_approach")
    own = origin_council is not None and origin_council.pk in by.council_ids
    if not own and not allows(by, "demonstrators.record_approach"):
        raise DomainError("You can add an approach that your own council began.", field="origin_council")
    take_turns("define an approach")
    slug = slug or free_address(Approach, name, otherwise="approach")
    approach = Approach(name=name, slug=slug, origin_council=origin_council, recorded=not own, **facts)
    approach.demonstration = bool(origin_council and origin_council.demonstration)
    return store(approach)


@transaction.atomic
def change_approach(*, approach, by, version=None, **facts):
    """Those of the council it began in, and administrators, change what stands about an approach.

    facts: those of `define_approach`, except the council. Raises StaleVersion when someone was faster.
    """
    approach = lock(approach, version=version)
    require(by, "demonstrators.change_approach", approach)
    for name, value in facts.items():
        setattr(approach, name, value)
    return store(approach)


@transaction.atomic
def say_we_use(*, approach, council=None, by, **facts):
    """A member says that their council uses an approach; administrators record it of one, from a public source.

    facts: site, status, since, stopped_in, adapted, came_of_it, measure, baseline, result, number, period,
    measured_by, source_url.
    """
    require(by, "demonstrators.say_we_use")
    council = council or only_one_of(by)
    own = council.pk in by.council_ids
    if not own and not allows(by, "demonstrators.record_approach"):
        raise DomainError("You can speak for a council that you belong to.", field="council")
    use = ApproachUse(approach=approach, council=council, recorded=not own, **facts)
    check_sides(use)
    return store_once(use)


def only_one_of(by):
    own = list(queries.councils_among(by.council_ids))
    if len(own) != 1:
        raise DomainError("Say which council it is.", field="council")
    return own[0]


def check_sides(use):
    if use.council.demonstration != use.approach.demonstration:
        raise DomainError("Demonstration councils use demonstration approaches, and only those.", field="council")
    if use.site and use.council_id not in use.site.council_ids:
        raise DomainError("This site is one of other councils.", field="site")


@transaction.atomic
def change_use(*, use, by, version=None, **facts):
    """Change what is said; once the council's own people change what was recorded of them, it is their own word.

    facts: those of `say_we_use`. Raises StaleVersion when someone was faster.
    """
    use = lock(use, version=version)
    require(by, "demonstrators.change_use", use)
    for name, value in facts.items():
        setattr(use, name, value)
    use.recorded = use.recorded and use.council_id not in by.council_ids
    check_sides(use)
    return store(use)


@transaction.atomic
def move_use(*, use, step, by, version=None):
    """Withdraw what is said, or say it again."""
    return move(lock(use, version=version), step, by=by)
