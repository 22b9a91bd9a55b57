"""The one key of each client becomes the first of its keys; the way back gives a client its latest plain one."""

from django.db import migrations, models
from django.utils import timezone

from improvement_hub.core import migration


def into_rows(apps, schema_editor):
    client_model, key_model = (apps.get_model("accounts", name) for name in ("ApiClient", "ApiKey"))
    for client in client_model.objects.exclude(key_digest=None):
        key_model.objects.create(
            client=client,
            digest=client.key_digest,
            starts=client.key_starts,
            expires_at=client.expires_at,
            revoked_at=client.revoked_at,
            last_used_at=client.last_used_at,
            version=1,
        )


def back_into_columns(apps, schema_editor):
    for client in apps.get_model("accounts", "ApiClient").objects.all():
        key = client.keys.exclude(digest=None).order_by(models.F("revoked_at").desc(nulls_first=True), "-created_at").first()
        client.key_digest = key.digest if key else f"none of {client.pk.hex}"
        client.key_starts = key.starts if key else ""
        client.expires_at = key.expires_at if key else timezone.now()
        client.last_used_at = key.last_used_at if key else None
        client.revoked_at = client.revoked_at or (key.revoked_at if key else timezone.now())
        client.save()


class Migration(migration.Migration):
    dependencies = [("accounts", "0008_keys_of_clients")]
    operations = [migrations.RunPython(into_rows, back_into_columns)]
