"""Banks of questions to choose from: data files that come with the program or lie in the user's own folder."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from facilitator.domain.errors import UserError
from facilitator.domain.questions import QuestionType

if TYPE_CHECKING:
    from facilitator.services.prepare.pasting import Draft

MAX_BYTES = 1_000_000
MAX_QUESTIONS = 200


class Bank(NamedTuple):
    """A named list of questions; `note` says when to use it."""

    name: str
    note: str
    questions: "tuple[Draft, ...]"


class QuestionBanks:
    """Reads every `*.json` of its folders, in the order of folders and names."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders

    def all(self) -> tuple[tuple[Bank, ...], tuple[str, ...]]:
        """The banks that can be read, and a sentence for each file that cannot."""
        banks: list[Bank] = []
        faults: list[str] = []
        for path in self._files():
            try:
                banks.append(read_bank(path))
            except UserError as error:
                faults.append(str(error))
        return tuple(banks), tuple(faults)

    def _files(self) -> Sequence[Path]:
        return [path for folder in self._folders for path in sorted(folder.glob("*.json"))]


def read_bank(path: Path) -> Bank:
    """One bank; UserError when the file cannot be read or is not a bank."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"The question bank {path.name} is too large to be one. Remove it from the folder.")
        found = json.loads(path.read_text(encoding="utf-8"))
        questions = tuple(_draft(each) for each in found["questions"][:MAX_QUESTIONS])
        return Bank(_text(found["name"]), _text(found.get("note", "")), questions)
    except OSError as error:
        raise UserError(f"The question bank {path.name} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(f"{path.name} is not a question bank. Compare it with those that came along.") from error


def _draft(found: dict[str, Any]) -> "Draft":
    from facilitator.services.prepare.pasting import Draft

    kind = found.get("type", "key")
    if kind not in get_args(QuestionType):
        raise ValueError(kind)
    minutes = found.get("minutes", 0)
    if not isinstance(minutes, int) or not 0 <= minutes <= 600:
        raise ValueError(minutes)
    return Draft(_text(found["text"]), kind, minutes, tuple(_text(probe) for probe in found.get("probes", ())))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found
