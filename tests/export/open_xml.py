"""Files of Word and Excel against the Open XML schema, as a validator sees them that knows nothing of this program."""

from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

# Word itself writes both parts, and the validator takes that for a duty; by ISO/IEC 29500-1 (11.3.5 and 14.2.7) a
# document may go without them.
OPTIONAL = ("relationships/fontTable' is missing", "relationships/theme' is missing")
_VALIDATOR = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=50)


def schema_faults(path: Path) -> list[str]:
    """What breaks the schema, part by part; empty for a file that Office opens without repair."""
    told = (f"{error.part_uri}: {error.description}" for error in _VALIDATOR.validate(str(path)).errors)
    return [fault for fault in told if not fault.rstrip(".").endswith(OPTIONAL)]
