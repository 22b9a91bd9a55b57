from django.core.management.base import BaseCommand, CommandError

from improvement_hub.accounts.roles import COUNCIL_ROLES, Role
from improvement_hub.accounts.services import hand_over_link, invite
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.audit import acting_as
from improvement_hub.core.errors import DomainError
from improvement_hub.councils.models import Council, Region


class Command(BaseCommand):
    help = "Invite someone, and print the link once, to pass on; so the first administrator comes in."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=[role for role in Role.values if role != Role.GUEST])
        parser.add_argument("--for", dest="code", help="code of a council, a region's slug or a partner agency's name")

    def handle(self, *args, email, role, code, **options):
        with acting_as(OPERATOR, command="invite"):
            try:
                invitation = invite(email=email, role=role, send=False, **self.scope(role, code))
            except DomainError as broken:
                raise CommandError(broken.sentence) from broken
            link = hand_over_link(invitation=invitation)
        self.stdout.write(f"Invited {email} as {invitation.get_role_display().lower()} for {invitation.scope}.")
        self.stdout.write(f"The link, which works until it is used or expires: {link}")

    def scope(self, role, code) -> dict:
        if bool(code) == (role == Role.ADMINISTRATOR):
            raise CommandError("An administrator is for the hub; for any other role say --for whom.")
        if role == Role.ADMINISTRATOR:
            return {}
        if role == Role.PARTNER:
            return {"agency": code or ""}
        if role in COUNCIL_ROLES:
            return {"council": self.found(Council, identifiers__value=code)}
        return {"region": self.found(Region, slug=code)}

    def found(self, model, **lookup):
        row = model.objects.filter(**lookup).first()
        if row is None:
            raise CommandError(f"No {model._meta.verbose_name} is known as “{next(iter(lookup.values()))}”.")
        return row
