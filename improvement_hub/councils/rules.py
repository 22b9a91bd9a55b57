"""Who may change what the hub knows about councils; the operator's commands need no permission."""

import rules

from improvement_hub.core.rules import is_administrator

rules.add_perm("councils.maintain", is_administrator)
