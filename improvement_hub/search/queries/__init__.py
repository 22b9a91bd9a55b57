"""What search answers, in a constant number of statements, for what this actor may read and nothing else."""

from improvement_hub.search.queries.finding import Found, Wish, search
from improvement_hub.search.queries.related import related
from improvement_hub.search.queries.suggestions import suggestions

__all__ = ["Found", "Wish", "related", "search", "suggestions"]
