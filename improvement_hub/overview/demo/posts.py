"""Two posts of an invented council: one waits for an editor, one came back to its author."""

from blogs import services
from blogs.models import Post, Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.audit import acting_as
from improvement_hub.overview.demo import words


def load_posts(demo):
    larkmere = demo.councils["larkmere"]
    if Post.objects.filter(owner=larkmere).exists():
        return
    asha, hana = (actor_of_person(demo.people[short]) for short in ("asha", "hana"))
    submit(words.SUBMITTED_POST, owner=larkmere, by=hana)
    returned = submit(words.RETURNED_POST, owner=larkmere, by=hana)
    with acting_as(asha):
        services.move_post(post=returned, step="return", reason=words.RETURNED_BECAUSE, by=asha)


def submit(facts, *, owner, by):
    themes = Theme.objects.filter(slug__in=facts["themes"])
    with acting_as(by):
        post = services.write_post(**{**facts, "themes": themes}, owner=owner, councils=[owner], by=by)
        return services.move_post(post=post, step="submit", by=by)
