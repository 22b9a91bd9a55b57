from blogs.models import WritingTurn


def turn_at(post):
    """Who is writing a post now, or None."""
    return WritingTurn.objects.current().filter(post=post).select_related("person").first()


def turn_of_another(post, actor):
    """The same, if it is somebody else than this actor."""
    turn = turn_at(post)
    return turn if turn and turn.person_id != actor.pk else None
