"""What the words in the console's line are for, and how that is kept beside half-typed words."""

import json
from dataclasses import dataclass
from typing import Literal

Purpose = Literal["", "reaction", "not_said", "correction"]


@dataclass(frozen=True)
class Target:
    """Reactions that get words, a group that did not mention something, or a statement that is corrected.

    `ids` are reactions, people who noticed, or the one statement; `actor` and `question` say who did not mention it
    and under what.
    """

    purpose: Purpose = ""
    ids: tuple[str, ...] = ()
    actor: str = ""
    question: str | None = None

    def __bool__(self) -> bool:
        return bool(self.purpose)


NOTHING = Target()


def draft_of(target: Target, text: str) -> str:
    """What is kept of half-typed words; nothing where there are none."""
    return json.dumps([target.purpose, target.ids, target.actor, target.question, text]) if text else ""


def from_draft(draft: str) -> tuple[Target, str]:
    """The words that were being typed, and what for; nothing where the draft is of another making."""
    try:
        purpose, ids, actor, question, text = json.loads(draft)
    except ValueError:
        return NOTHING, ""
    return Target(purpose, tuple(ids), actor, question), text
