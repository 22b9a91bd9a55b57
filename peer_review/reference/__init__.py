"""The methods that the hub starts with."""

from pathlib import Path

METHODS = Path(__file__).parent / "methods.toml"
