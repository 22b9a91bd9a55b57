import base64

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import models

from improvement_hub.accounts.models import Person
from improvement_hub.core.sealing import seal, unseal

PURPOSE = "notes on a phone"


class PhoneKeyQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Nobody but the person whose notes it opens."""
        return self.filter(person=actor.person_id) if actor.is_person else self.none()


class PhoneKey(models.Model):
    """One person's pair of keys for notes that wait on a phone: whoever has the public one closes a note, and only
    the private one, which stays here but for its owner's signed-in page, opens it again.

    `public` is the point as browsers take it, `sealed` the private key, both as text in base 64.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="phone_key")
    public = models.CharField(max_length=100)
    sealed = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PhoneKeyQuerySet.as_manager()

    def __str__(self):
        return f"Notes of {self.person}"

    def make(self):
        private = ec.generate_private_key(ec.SECP256R1())
        self.public = in_text(
            private.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        )
        self.sealed = seal(
            in_text(
                private.private_bytes(
                    serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
                )
            ),
            purpose=PURPOSE,
        )
        return self

    @property
    def private(self) -> str | None:
        """None where the hub's own key has changed since and the earlier one was not kept."""
        return unseal(self.sealed, purpose=PURPOSE)


def in_text(key: bytes) -> str:
    return base64.b64encode(key).decode()
