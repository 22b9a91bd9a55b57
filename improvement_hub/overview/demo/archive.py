"""A published post of an invented council, which also stood at another address before."""

from blogs import services
from blogs.models import Post, Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.audit import acting_as
from improvement_hub.overview.demo import words


def load_archive(demo):
    if Post.objects.filter(title=words.PUBLISHED_POST["title"], demonstration=True).exists():
        return
    larkmere, themes = demo.councils["larkmere"], Theme.objects.filter(slug__in=words.PUBLISHED_POST["themes"])
    asha, gwen = (actor_of_person(demo.people[short]) for short in ("asha", "gwen"))
    with acting_as(asha):
        facts = {**words.PUBLISHED_POST, "themes": themes}
        post = services.write_post(**facts, owner=larkmere, councils=[larkmere], visibility="public", by=asha)
        post = services.publish_post(post=post, by=asha)
    with acting_as(gwen):
        services.add_old_address(post=post, address=words.OLD_ADDRESS, by=gwen)
