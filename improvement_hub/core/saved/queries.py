from improvement_hub.core.models import SavedView


def views_of(actor, place):
    """What this person saved of the list at this path."""
    return SavedView.objects.visible_to(actor).filter(place=place)


def one_view(actor):
    return SavedView.objects.visible_to(actor)
