"""The programmes and approaches that the hub starts with: public facts alone."""

from pathlib import Path

PROGRAMMES = Path(__file__).parent / "programmes.toml"
APPROACHES = Path(__file__).parent / "approaches.toml"
