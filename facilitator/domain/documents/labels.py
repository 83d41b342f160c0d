"""The program's own words in a document, handed in so that they can be in the readers' language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.documents.dates import DateWords
from facilitator.domain.documents.room_labels import RoomLabels
from facilitator.domain.documents.scripts import ScriptWords
from facilitator.domain.notes import MarkKind, NoteKind
from facilitator.domain.questions import QuestionType, StepKind
from facilitator.domain.reactions import ReactionKind
from facilitator.domain.room import Role


@dataclass(frozen=True, slots=True)
class GuideLabels:
    """Words of the moderator's guide; also {place}, {time}, {seats}, {left}."""

    title: str
    when: str
    place: str
    seats: str
    length: str
    minutes: str
    led_by: str
    scribe: str
    equipment_title: str
    equipment: tuple[str, ...]
    welcome_title: str
    rules_title: str
    rules_hint: str
    step_names: Mapping[StepKind, str]
    route_title: str
    route_caption: str
    columns: tuple[str, ...]
    must_ask: str
    ends_at: str
    no_questions: str
    short_title: str
    short_keep: str
    short_keep_untimed: str
    short_skip: str
    short_skip_untimed: str
    short_none: str
    parking_title: str
    parking_hint: str
    end_title: str
    oral_summary: str
    missed: str
    seating_title: str
    seating_caption: str
    seating_alt: str
    debrief_title: str
    debrief: tuple[str, ...]
    debrief_hint: str
    question_types: Mapping[QuestionType, str]


@dataclass(frozen=True, slots=True)
class NotesLabels:
    """Words of the field notes; also {start}, {end}, {people}."""

    title: str
    intro: str
    none: str
    session: str
    reflection: str
    facts: str
    no_times: str
    came: str
    caption: str
    columns: tuple[str, str, str, str]
    kinds: Mapping[NoteKind, str]
    marks: Mapping[MarkKind, str]
    said_again: str
    several: str
    finish: str
    left_out: str
    no_notes: str


@dataclass(frozen=True, slots=True)
class FeedbackLabels:
    """Words of the collected feedback; also {viewer}, {shown}."""

    title: str
    intro: str
    none: str
    caption: str
    columns: tuple[str, str, str]
    count: str
    viewer: str
    shown: str
    beyond: str
    gone: str
    sheet_caption: str
    sheet_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportLabels:
    """Words of the report; also {people}, {sessions}, {first}, {last}, {quotes}, {notes}, {table}, {questions}."""

    title: str
    contents: str
    list_of_tables: str
    summary_title: str
    summary_heard_from: str
    summary_heard_uncounted: str
    summary_not_held: str
    summary_again: str
    summary_statements: str
    summary_quotes: str
    summary_when: str
    summary_day: str
    summary_heard: str
    reflected_title: str
    agreed: str
    differed: str
    surprised: str
    why_title: str
    purpose: str
    question: str
    organisation: str
    method_title: str
    design_title: str
    design: str
    design_again: str
    sampling_title: str
    groups_title: str
    groups_intro: str
    groups_caption: str
    groups_columns: tuple[str, ...]
    sessions_title: str
    sessions_intro: str
    sessions_caption: str
    sessions_columns: tuple[str, ...]
    kind_session: str
    kind_reflection: str
    not_held: str
    analysis_title: str
    analysis_notes: str
    analysis_statements: str
    analysis_grounded: str
    analysis_all_grounded: str
    analysis_not_grounded: str
    analysis_quotes: str
    findings_title: str
    reflection_title: str
    reflection_intro: str
    no_reflection: str
    counts_intro: str
    questions_title: str
    questions_caption: str
    questions_columns: tuple[str, ...]
    questions_note: str
    coreq_title: str
    coreq_intro: str
    coreq_caption: str
    coreq_columns: tuple[str, str, str]
    evidence_title: str
    evidence_intro: str
    evidence_caption: str
    evidence_columns: tuple[str, ...]
    met_by: str
    on_statement: str
    on_quote: str
    topline_title: str
    letter_thanks: str
    letter_open: str
    letter_heard: str
    letter_next: str
    letter_close: str
    yes: str
    none_yet: str


@dataclass(frozen=True, slots=True)
class HandoutLabels:
    """Words of the form in a hand-out for the browser."""

    title: str
    intro: str
    whole: str
    save: str
    done: str
    none: str
    listen: str
    legend: str
    own_words: str
    file_name: str


@dataclass(frozen=True, slots=True)
class CoreqLabels:
    """The 32 items of the COREQ list in our words, and what is said of each where the study knows; see `coreq`."""

    items: tuple[str, ...]
    guide: str
    repeat: str
    no_repeat: str
    recording: str
    no_recording: str
    notes: str
    duration: str
    duration_alike: str
    returned: str
    not_returned: str
    software: str
    checking: str
    no_checking: str
    quotations: str
    sizes: str
    declined: str
    none_declined: str
    settings: str
    debriefs: str
    derived: str
    derived_within: str
    clear: str
    diverse: str
    present: str
    others: Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """Names in braces are filled in: {group}, {title}, {minutes}, {date}, {dates}, {page}, {pages}, {n}, {number},
    {text}, {purpose}, {groups}, {reaction}, {contact}. A number takes words for one and for several: see `counting`.

    `reactions` name each kind; `scripts` are said aloud.
    """

    prepared_for: str
    group_name: str
    group_word: str
    page_of: str
    table_caption: str
    quote_marks: tuple[str, str]
    dates: DateWords
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
    others_main: str
    others_main_ahead: str
    run_in: str
    check_title: str
    check_intro: str
    boxes: tuple[str, str, str]
    missing_title: str
    missing_hint: str
    next_title: str
    next_return: str
    next_return_before: str
    next_meeting: str
    next_meeting_dated: str
    withdraw: str
    withdraw_until: str
    contact: str
    contact_told: str
    agree_title: str
    agree_with: str
    same_as: str
    differ_from: str
    shared_by: str
    also_said_by: str
    differed_by: str
    some_agree_with: str
    some_same_as: str
    some_differ_from: str
    shared_by_some: str
    also_said_by_some: str
    differed_by_some: str
    own_check: str

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
    reactions_short: Mapping[ReactionKind, str]

    figure_caption: str
    scripts: ScriptWords
    guide: GuideLabels
    notes: NotesLabels
    feedback: FeedbackLabels
    report: ReportLabels
    coreq: CoreqLabels
    handout: HandoutLabels
    room: RoomLabels

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
        return self.dates.day(moment)

    def listed(self, words: Sequence[str]) -> str:
        """The words as a list in a sentence."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.and_word} {words[-1]}"
