"""A case study of the host council, as its people write it."""

from blogs import services

SECTIONS = {
    "problem": "Too many came back.",
    "what_was_done": "- One team\n- One plan",
    "what_did_not_work": "The rota.",
}


def case_study(cast, *, title="A front door for teenagers", **said):
    return services.write_case_study(owner=cast.host, title=title, by=cast.actor("hana"), **SECTIONS | said)


def published(cast, **said):
    """One for everyone, published by Asha."""
    post = case_study(cast, **{"visibility": "public"} | said)
    return services.publish_post(post=post, by=cast.actor("asha"))


def measured(**more):
    return {"measure": "Re-referrals", "unit": "percent", "n": 120} | more


def adopted(cast, post, **more):
    """Femi's council tried it."""
    said = {"council": cast.elsewhere, "how_adapted": "Smaller teams.", "by": cast.actor("femi")}
    return services.record_adopter(post=post, **said | more)


def outcome(cast, post):
    """Established: against a baseline, with n and source."""
    figures = measured(baseline=45, result=30, period="2025", source="Audit")
    return services.add_outcome(post=post, by=cast.actor("asha"), **figures)
