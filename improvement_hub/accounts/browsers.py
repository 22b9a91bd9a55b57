"""A browser by the name that its owner knows it by, from the words it sends about itself."""

PROGRAMS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def in_words(user_agent: str) -> str:
    """As “Firefox on Windows”; most browsers claim to be others too, so the first match in this order counts."""
    program, device = found(PROGRAMS, user_agent), found(DEVICES, user_agent)
    return f"{program or 'A browser'} on {device}" if device else program or "A browser"


def found(names, user_agent) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
