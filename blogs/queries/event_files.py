from blogs.models import EventFile
from improvement_hub.core.files import verdicts


def event_files(actor):
    """Files of events this actor may see, in the order in which they were added."""
    return EventFile.objects.visible_to(actor).select_related("event", "uploaded_by")


def files_of_event(event, actor):
    return event_files(actor).filter(event=event)


def event_files_to_check():
    return verdicts.to_check(EventFile.objects.all())


def event_files_in_use(names) -> set[str]:
    return set(EventFile.objects.filter(stored_as__in=names).values_list("stored_as", flat=True))
