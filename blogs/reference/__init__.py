"""The vocabulary that the hub starts with: our own words. Synonyms are parted by semicolons, broader themes first."""

from pathlib import Path

THEMES = Path(__file__).parent / "themes.csv"
