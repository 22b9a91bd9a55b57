"""What search answers, in a constant number of statements, for what this actor may read and nothing else."""

from improvement_hub.search.queries.finding import Answer, Found, Wish, search
from improvement_hub.search.queries.moments import last_changed
from improvement_hub.search.queries.related import related
from improvement_hub.search.queries.suggestions import near, suggestions

__all__ = ["Answer", "Found", "Wish", "last_changed", "near", "related", "search", "suggestions"]
