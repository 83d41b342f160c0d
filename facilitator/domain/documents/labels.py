"""The program's own words in a document, handed in so that they can be in the readers' language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.reactions import ReactionKind


@dataclass(frozen=True, slots=True)
class Labels:
    """Names in braces are filled in: {group}, {title}, {minutes}, {date}, {dates}, {page}, {pages}, {n}, {number},
    {text}, {purpose}, {groups}, {reaction}.

    `months` are twelve names; `date` takes {day}, {month} and {year}; `reactions` name each kind.
    """

    prepared_for: str
    group_name: str
    group_word: str
    page_of: str
    table_caption: str
    quote_marks: tuple[str, str]
    months: tuple[str, ...]
    date: str
    and_word: str
    seat_word: str
    beyond_questions: str

    matrix_title: str
    matrix_intro: str
    matrix_caption: str
    matrix_corner: str
    matrix_key: str
    matrix_key_dot: str
    matrix_key_own: str
    matrix_none: str
    dot: str
    own_group: str

    pack_title: str
    pack_intro: str
    pack_empty: str

    summary_title: str
    thanks_dated: str
    thanks_timed: str
    thanks: str
    topic: str
    why: str
    own_said: str
    own_intro: str
    own_empty: str
    others_said: str
    others_intro: str
    run_in: str
    check_title: str
    check_intro: str
    boxes: tuple[str, str, str]
    missing_title: str
    missing_hint: str
    next_title: str
    next_return: str
    next_meeting: str
    next_meeting_dated: str
    withdraw: str
    contact: str

    findings_title: str
    findings_question: str
    findings_kept_back: str
    findings_empty: str
    findings_caption: str
    findings_columns: tuple[str, ...]
    kind_statement: str
    kind_quote: str
    kind_feedback: str
    feedback_title: str
    feedback_on_group: str
    feedback_on_question: str
    feedback_on_whole: str
    reaction_said: str
    reaction_count: str
    reactions: Mapping[ReactionKind, str]

    def quoted(self, text: str) -> str:
        """The text in quotation marks, which are not doubled."""
        bare = text.strip()
        if len(bare) > 1 and bare[0] in '“"„«' and bare[-1] in '”"“»':
            bare = bare[1:-1]
        return f"{self.quote_marks[0]}{bare}{self.quote_marks[1]}"

    def group(self, name: str) -> str:
        """The group's name followed by the word for a group, unless it says so itself."""
        has_word = self.group_word.casefold() in name.casefold()
        return name if has_word else self.group_name.format(group=name)

    def day(self, moment: datetime) -> str:
        """The day as people write it."""
        return self.date.format(day=moment.day, month=self.months[moment.month - 1], year=moment.year)

    def listed(self, words: Sequence[str]) -> str:
        """The words as a list in a sentence."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.and_word} {words[-1]}"
