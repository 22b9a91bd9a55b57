"""What is deprecated in version 1, by name; see `deprecation`. Nothing so far."""

from improvement_hub.api.contract.deprecation import Deprecated

DEPRECATED: dict[str, Deprecated] = {}
