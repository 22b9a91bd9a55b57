from blogs.models import ImportRun


def import_runs(actor):
    """Without the lines, which only the page of one shows."""
    return ImportRun.objects.visible_to(actor).select_related("started_by").defer("lines")


def import_run(actor):
    return ImportRun.objects.visible_to(actor).select_related("started_by")
