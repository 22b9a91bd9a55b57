from peer_review.models import Method


def methods_offered(councils):
    """Editions that reviews of these councils may begin with."""
    regions = {council.region for council in councils.select_related("region")}
    offered = [method for region in regions for method in Method.objects.offered(region).values_list("pk", flat=True)]
    return Method.objects.filter(pk__in=offered).select_related("region")
