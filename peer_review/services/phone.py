from django.db import transaction

from improvement_hub.core.permissions import require
from peer_review.models import PhoneKey


@transaction.atomic
def phone_key(*, by) -> PhoneKey:
    """The keys of one's own notes on a phone, made when first asked for."""
    require(by, "peer_review.keep_notes")
    key, is_new = PhoneKey.objects.select_for_update().get_or_create(
        person_id=by.pk, defaults={"public": "", "sealed": ""}
    )
    if is_new or key.private is None:
        key.make().save()
    return key
