"""What a step rests on as to the people on the team."""

from improvement_hub.core.workflow import says


@says("Everyone on the team has declared, and no conflict of interest stands.")
def conflicts_are_settled(review) -> list[str]:
    seats = list(review.team.taken().select_related("person").prefetch_related("conflicts"))
    silent = [f"{seat.who} says whether they have a conflict of interest." for seat in seats if not seat.declared_at]
    stands = {seat.who: seat for seat in seats if any(not conflict.is_settled for conflict in seat.conflicts.all())}
    return silent + [f"The regional lead decides on the conflict of interest of {who}." for who in stands]
