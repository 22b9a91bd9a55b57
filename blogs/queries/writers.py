from django.db.models import Exists, OuterRef, Q

from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.roles import Role


def colleagues(post, name=""):
    """Who may be named over a post: active people of the councils that write it, administrators where there is none.

    `name` narrows them to those whose name has these letters.
    """
    of_it = Q(council__in=post.writing_council_ids) if post.owner_id else Q(role=Role.ADMINISTRATOR)
    roles = Membership.objects.current().filter(of_it, person=OuterRef("pk"))
    return Person.objects.filter(Exists(roles), is_active=True, name__icontains=name.strip())
