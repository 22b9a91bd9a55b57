"""How a rule says no. The sentence is written once: on the page, over the API and in the docs."""


class DomainError(Exception):
    """A rule was broken; `sentence` says which, in the user's words, `field` where it was typed."""

    code = "rule_broken"

    def __init__(self, sentence: str, *, field: str | None = None, blockers: tuple[str, ...] = ()):
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.blockers = blockers


class StaleVersion(DomainError):
    """Someone changed this while you were writing."""

    code = "stale_version"
    nothing_to_compare = "Someone changed this while you were writing. Look at it as it is now, then try again."

    def __init__(self, current):
        super().__init__("Someone changed this while you were writing. Compare both versions, then save again.")
        self.current = current
