from django.core.management.base import BaseCommand, CommandError

from improvement_hub.api import reference
from improvement_hub.api.contract import snapshot


class Command(BaseCommand):
    help = "Writes the API's schema down as the contract; refuses while it breaks clients and nobody owned to it."

    def handle(self, *args, **options):
        schema = reference.schema()
        broken = snapshot.not_owned_to(schema) if snapshot.SNAPSHOT.exists() else []
        if broken:
            lines = "\n".join(f"  {line}" for line in broken)
            raise CommandError(f"These break clients. Undo them, or name them in {snapshot.CHANGES.name}:\n{lines}")
        snapshot.SNAPSHOT.write_text(snapshot.text_of(schema))
        self.stdout.write(f"{sum(map(len, schema['paths'].values()))} operations written to {snapshot.SNAPSHOT.name}.")
