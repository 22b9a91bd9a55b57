"""What the hub starts with, in our own words: the vocabulary, and the words the bench's library is made of.

In the vocabulary synonyms are parted by semicolons, and broader themes come first.
"""

from pathlib import Path

THEMES = Path(__file__).parent / "themes.csv"
WORDS = Path(__file__).parent / "words.txt"
TOPICS = Path(__file__).parent / "topics.txt"
