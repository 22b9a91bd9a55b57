"""Facts of English councils with children's services, so that every hub starts with them."""

from pathlib import Path

COUNCILS = Path(__file__).with_name("councils.csv")
