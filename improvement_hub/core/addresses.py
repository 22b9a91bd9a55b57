"""From where a request comes."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


def address_of(request) -> str:
    """As the last of our own proxies saw it; of IPv6 the network, since one caller has all of its addresses."""
    return grouped(sent_from(request.META))


def sent_from(meta) -> str:
    proxies = settings.PROXY_COUNT
    passed = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")] if proxies else []
    return passed[-proxies] if len(passed) >= proxies > 0 else meta.get("REMOTE_ADDR", "")


def grouped(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{known}/64", strict=False)) if isinstance(known, IPv6Address) else str(known)
