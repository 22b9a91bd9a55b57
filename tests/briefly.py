"""What answers of the API say of a thing in passing."""

HOST = "http://testserver"


def api_url(collection, row) -> str:
    return f"{HOST}/api/v1/{collection}/{row.pk}/"


def at_hand(collection, row) -> dict:
    """Its id and where it is."""
    return {"id": str(row.pk), "api_url": api_url(collection, row)}


def council_in_brief(council) -> dict:
    page = f"{HOST}/councils/{council.gss}/"
    return at_hand("councils", council) | {"gss_code": council.gss, "name": council.name, "url": page}


def named(collection, row) -> dict:
    """A region, a theme or a programme in brief."""
    return at_hand(collection, row) | {"slug": row.slug, "name": row.name}
