"""What every row of the hub has, what is kept for people and systems while they write, and the order of changes."""

from improvement_hub.core.models.base import (
    BEYOND_THE_TEAM,
    HubModel,
    KeptWords,
    OpenToAll,
    RepeatedRequest,
    SavedView,
    Visibility,
    shared_with,
    texts_of,
)
from improvement_hub.core.models.changes import ChangeLog, Departure, PreparedAnswer, SharedItem

__all__ = [
    "BEYOND_THE_TEAM",
    "ChangeLog",
    "Departure",
    "HubModel",
    "KeptWords",
    "OpenToAll",
    "PreparedAnswer",
    "RepeatedRequest",
    "SavedView",
    "SharedItem",
    "Visibility",
    "shared_with",
    "texts_of",
]
