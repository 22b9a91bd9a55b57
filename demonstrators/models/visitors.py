"""Who comes from where: a visitor is a council or a partner agency, and those who belong to it read its visits."""

from django.db.models import Q

from demonstrators.models.sites import SitePartner


def of_visitors(actor, lookup="visitor") -> Q:
    """Rows whose visitor is one of the actor's councils, or the agency they act for."""
    theirs = Q(**{f"{lookup}__council__in": actor.council_ids})
    return theirs | Q(**{lookup: actor.organisation_id}) if actor.of_agency else theirs


def of_site(actor, lookup="site") -> Q:
    """Rows of a site that one of the actor's councils leads or is a partner of."""
    partnered = SitePartner.objects.filter(council__in=actor.council_ids).values("site")
    return Q(**{f"{lookup}__lead__in": actor.council_ids}) | Q(**{f"{lookup}__in": partnered})
