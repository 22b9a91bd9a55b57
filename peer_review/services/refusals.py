"""When the database says no, its reason in words."""

from contextlib import contextmanager

from django.db import IntegrityError

from improvement_hub.core.errors import DomainError
from peer_review.gate import TOO_THIN

UNDER_A_FINDING = "A finding was made on these words. First return the finding to hypothesis."

SENTENCES = {
    "a_finding_stands_on_its_evidence": TOO_THIN,
    "evidence_of_a_finding_keeps_its_words": UNDER_A_FINDING,
    "evidence_is_of_one_review": "The activity and the key line belong to different reviews.",
    "evidence_keeps_its_review": "A piece of evidence stays in the review it was heard in.",
    "a_finding_keeps_its_words": "First return the finding to hypothesis.",
    "statements_of_a_reported_review_stay": "What the review reported stays as it was reported.",
    "support_is_of_one_review": "The evidence and the statement belong to different reviews.",
}


@contextmanager
def in_words():
    """Turn a refusal by one of our triggers into the rule's sentence; anything else stays an error."""
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in SENTENCES:
            raise
        raise DomainError(SENTENCES[name]) from error
