"""What every page knows."""


def hub(request):
    return {"actor": getattr(request, "actor", None)}
