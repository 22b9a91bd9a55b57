"""Files about councils, as their makers publish them, into the hub."""

from improvement_hub.councils.imports.importer import import_councils
from improvement_hub.councils.imports.report import Outcome, Report
from improvement_hub.councils.imports.sheet import UnreadableFile

__all__ = ["Outcome", "Report", "UnreadableFile", "import_councils"]
