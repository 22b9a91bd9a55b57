from improvement_hub.core.models import SavedView


def views_of(actor, place):
    """What this person saved of the list at this path."""
    return SavedView.objects.visible_to(actor).filter(place=place)


def one_view(actor):
    return SavedView.objects.visible_to(actor)


def followed_views(actor):
    """Those that this person's digest tells of."""
    return SavedView.objects.visible_to(actor).filter(is_followed=True)
