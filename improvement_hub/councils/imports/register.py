"""What the hub knows already, read in a few queries, so that a file that brings nothing new costs little."""

from improvement_hub.councils.imports.facts import Facts, Refused
from improvement_hub.councils.models import Council, Identifier, Region

Scheme = Identifier.Scheme


class Register:
    def __init__(self):
        self.regions = {region.slug: region for region in Region.objects.all()}
        self.by_code: dict[tuple[str, str], Council] = {}
        for council in known_councils():
            self.enter(council)

    def enter(self, council: Council):
        for code in council.identifiers.all():
            self.by_code[code.scheme, code.value] = council

    def renew(self, council: Council) -> Council:
        """Read a council again after it was written."""
        fresh = known_councils().get(pk=council.pk)
        self.enter(fresh)
        return fresh

    def find(self, facts: Facts) -> Council | None:
        """The council a row is about. Refused if its codes belong to several, or if that cannot be told.

        A GSS code decides. A DfE number or URN alone does not: numbers pass to a successor.
        """
        by_gss = self.holders((Scheme.GSS, code) for code in (facts.gss, *facts.former_gss))
        by_number = self.holders([(Scheme.DFE, facts.dfe), (Scheme.OFSTED, facts.ofsted)])
        found = by_gss | by_number
        if len(found) > 1:
            names = " and ".join(sorted(f"{council} ({council.gss})" for council in found))
            raise Refused(f"Its codes belong to {len(found)} councils, {names}.")
        if found and not by_gss:
            self.refuse_another(found, facts)
        return found.pop() if found else None

    def holders(self, codes) -> set[Council]:
        return {self.by_code[code] for code in codes if code in self.by_code}

    def refuse_another(self, found, facts):
        (council,) = found
        same_name = council.name.casefold() == facts.name.casefold()
        if not same_name or facts.started_on not in (None, council.started_on):
            raise Refused(
                f"Its DfE number or Ofsted URN is that of {council} ({council.gss}). "
                "If that is the same council under an older code, give it as the former GSS code."
            )


def known_councils():
    related = ("identifiers", "successors", "neighbours__neighbour")
    return Council.objects.select_related("region").prefetch_related(*related)
