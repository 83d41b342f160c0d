"""Taking reactions at their key, words after them, what was not mentioned, corrections, quotes and private notes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from facilitator.domain.errors import UserError
from facilitator.domain.packs import PackItem
from facilitator.domain.reactions import About, ReactionKind
from facilitator.domain.sessions import Session
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.walk import Elsewhere, Said, counts
from facilitator.ui.reflect.console_frame import ConsoleFrame
from facilitator.ui.reflect.line_target import NOTHING, Target, draft_of, from_draft
from facilitator.ui.reflect.said_list import SaidData, person_chip, said_chip
from facilitator.ui.reflect.walking import Walking
from facilitator.ui.reflect.words import reaction_word


class Taking(QObject):
    """One session's entries; what is typed is on disk before it is entered. Expected failures are notices."""

    notice_requested = Signal(str, bool)

    def __init__(self, frame: ConsoleFrame, reflecting: Reflecting) -> None:
        super().__init__(frame)
        self._frame = frame
        self._reflecting = reflecting
        self._walking: Walking | None = None
        self._target = NOTHING
        self._said: list[Said] = []
        self._elsewhere: dict[str, list[Elsewhere]] = {}
        frame.keys.reaction_requested.connect(self._guarded(self.react))
        frame.words.words_entered.connect(self._guarded(self.keep_words))
        frame.words.words_typed.connect(self._guarded(self._keep_typed))
        frame.words.left.connect(self._leave_words)
        frame.words.turned.connect(self._turn_group)
        frame.said.quote_requested.connect(self._guarded(self.keep_quote))
        frame.said.remove_requested.connect(self._guarded(self._remove))
        frame.said.silence_requested.connect(self._guarded(lambda: self.react("none")))
        frame.side.note_entered.connect(self._guarded(self._keep_note))
        frame.side.note_typed.connect(self._guarded(self._keep_typed_note))
        frame.side.left.connect(self._leave_note)

    def begin(self, walking: Walking) -> None:
        """A session begins or goes on: its seats, and words that a crash interrupted."""
        self._walking = walking
        self._elsewhere = {}
        people = self._reflecting.people(walking.walk.session)
        self._frame.seats.show_people(self.tr("How does {group} take it?").format(group=walking.viewer.name), people)
        target, text = from_draft(self._reflecting.draft(self._place("words")))
        self._frame.words.line.setText(text)
        self._set_target(target)

    def leave_item(self) -> None:
        """Another item comes: words still in the line go to their reaction."""
        self.finish_words()
        self._set_target(NOTHING)
        self._frame.keys.drop_seats()

    def show(self) -> None:
        """What was said about the item on screen."""
        walking = self._walking
        if walking is None:
            return
        session, step = walking.walk.session, walking.step
        self._said = self._reflecting.said_about(session.id, step.item) if step else []
        self._show_counts()
        people = {person.id: person for person in self._reflecting.people(session)}
        elsewhere = self._elsewhere_of(session, step.item) if step else []
        data = SaidData(self._said, people, session.started_at or "", elsewhere, walking.actors)
        empty = self.tr("Nobody has reacted. Silence can be noted: 0.")
        self._frame.said.show_data(data, self.tr("Said about this statement"), empty)
        self._show_notes(walking)
        if self._target.purpose == "reaction" and self._target_said() is None:  # undone meanwhile
            self._set_target(NOTHING)

    def _elsewhere_of(self, session: Session, item: PackItem) -> list[Elsewhere]:
        """Read once for each item: other sessions do not go on meanwhile."""
        if item.id not in self._elsewhere:
            self._elsewhere = {item.id: self._reflecting.elsewhere(session, item)}
        return self._elsewhere[item.id]

    def _show_counts(self) -> None:
        numbers = counts(self._said)
        newest = next((s.first.kind for s in self._said if s.first.id in self._target.ids), None)
        self._frame.keys.show_counts(numbers, newest)
        self._frame.seats.show_counts(numbers)

    def _show_notes(self, walking: Walking) -> None:
        question = walking.step.item.question if walking.step else None
        notes = self._reflecting.notes(walking.walk.session.id)
        self._frame.side.show_notes([note for note in notes if not note.questions or question in note.questions])

    # Reactions

    def react(self, kind: ReactionKind, speakers: tuple[str, ...] = ()) -> None:
        """Note a reaction to the item on screen."""
        walking = self._walking
        if walking is None or walking.step is None:
            return
        self.finish_words()
        item = walking.step.item
        about = About("statement" if item.statement else "quote", item.id)
        level = "" if kind == "none" else self._frame.keys.level
        reactions = self._reflecting.react(walking.walk.session, about, kind, speakers, level=level)
        self._frame.keys.drop_seats()
        self._set_target(Target("reaction", tuple(reaction.id for reaction in reactions)))
        self._show_counts()
        self._say(self.tr("“{reaction}” noted.").format(reaction=reaction_word(kind)))
        self._frame.take_keyboard()

    def _remove(self, said: Said) -> None:
        self._reflecting.remove(said.reactions)
        self._say(self.tr("The reaction is removed."))
        self._frame.take_keyboard()

    # Words

    def enter_words(self) -> None:
        """The keyboard goes to the words of the newest reaction."""
        if not self._target and self._said:
            self._set_target(Target("reaction", tuple(reaction.id for reaction in self._said[-1].reactions)))
        if not self._target:
            raise UserError(self.tr("Press the key of a reaction first, then Enter for its words."))
        self._frame.words.take_keyboard()

    def keep_words(self, text: str) -> None:
        """Do with the words what they are for, and give the keyboard back."""
        walking, target = self._walking, self._target
        if walking is None:
            return
        if target.purpose == "not_said":
            session = walking.walk.session
            self._reflecting.note_absence(session, target.actor, text, target.question, target.ids)
            self._close_line(self.tr("It is noted as not mentioned."))
        elif target.purpose == "correction":
            changed = self._reflecting.correct(target.ids[0], text)
            self._close_line(self._corrected(changed=changed))
        else:
            self._reflecting.add_words(target.ids, text)
            self._close_line(self.tr("The words are kept."))

    def _corrected(self, *, changed: bool) -> str:
        if not changed:
            return self.tr("The statement stays as it was.")
        return self.tr("Corrected from now on. U shows the new words.")

    def _close_line(self, sentence: str) -> None:
        self._reflecting.keep_draft(self._place("words"), "")
        self._frame.words.line.clear()
        self._frame.keys.drop_seats()
        self._set_target(NOTHING)
        self._say(sentence)
        self._frame.take_keyboard()

    def finish_words(self) -> None:
        """Words still in the line are kept before anything else is taken; a correction needs its Enter."""
        text = self._frame.words.text
        said = self._target_said()
        fresh = said is not None and text != said.first.text
        if text.strip() and (fresh or self._target.purpose == "not_said"):
            self.keep_words(text)
        self._frame.words.line.clear()

    # What was not mentioned, and corrections

    def note_absence(self) -> None:
        """The keyboard goes to what the shown group did not mention; Up and Down choose another group."""
        walking = self._walking
        if walking is None or walking.step is None:
            return
        self.finish_words()
        item = walking.step.item
        self._set_target(Target("not_said", self._frame.keys.speakers, item.actor, item.question))
        self._frame.words.take_keyboard()

    def _turn_group(self, by: int) -> None:
        walking, target = self._walking, self._target
        if walking is None or target.purpose != "not_said":
            return
        groups = [actor.id for actor in walking.actors.values() if actor.is_group]
        at = groups.index(target.actor) if target.actor in groups else 0
        text = self._frame.words.text
        self._set_target(replace(target, actor=groups[(at + by) % len(groups)]))
        self._frame.words.line.setText(text)
        self._keep_typed(text)

    def correct(self) -> None:
        """The keyboard goes to the words of the statement; what was half typed is there again."""
        walking = self._walking
        statement = walking.step.item.statement if walking and walking.step else None
        if statement is None:
            raise UserError(self.tr("There is no statement here to correct."))
        self.finish_words()
        before = self._reflecting.words_of(statement.id)
        self._set_target(Target("correction", (statement.id,)))
        target, text = from_draft(self._reflecting.draft(self._place("words")))
        self._frame.words.line.setText(text if target == self._target else before)
        self._frame.words.take_keyboard()

    # The line

    def _set_target(self, target: Target) -> None:
        """Choose what the words would be for."""
        said = None if target.purpose != "reaction" else self._said_of(target)
        self._target = target if target.purpose != "reaction" or said else NOTHING
        chips = self._chips(self._target, said)
        words = said.first.text if said else ""
        self._frame.words.show_target(chips, self._frame.words.text or words, turns=target.purpose == "not_said")

    def _chips(self, target: Target, said: Said | None) -> list[str]:
        if self._walking is None or not target:
            return []
        people = {person.id: person for person in self._reflecting.people(self._walking.walk.session)}
        if target.purpose == "correction":
            return [self.tr("Correct the statement")]
        if target.purpose == "not_said":
            actor = self._walking.actors.get(target.actor)
            name = actor.name if actor else ""
            who = [person_chip(people[each]) for each in target.ids if each in people]
            return [*who[:2], self.tr("Not mentioned by {group}").format(group=name)]
        assert said is not None
        chips = [person_chip(people[speaker]) for speaker in said.speakers if speaker in people]
        return (
            [said_chip(said, people)]
            if len(chips) > 2 or said.first.level
            else [*chips, reaction_word(said.first.kind)]
        )

    def _leave_words(self) -> None:
        """Esc: words of a reaction wait in the line; a correction is given up."""
        if self._target.purpose == "correction":
            self._close_line(self.tr("The statement stays as it was."))
        self._frame.take_keyboard()

    def _target_said(self) -> Said | None:
        return self._said_of(self._target) if self._target.purpose == "reaction" else None

    def _said_of(self, target: Target) -> Said | None:
        if self._walking is None:
            return None
        said = self._reflecting.said_in(self._walking.walk.session.id)
        return next((each for each in said if any(r.id in target.ids for r in each.reactions)), None)

    def _keep_typed(self, text: str) -> None:
        self._reflecting.keep_draft(self._place("words"), draft_of(self._target, text))

    # Quotes

    def keep_last_quote(self) -> None:
        """The newest words about the item become a quote of the group."""
        spoken = [said for said in self._said if said.first.text and said.first.kind != "not_said"]
        if not spoken:
            raise UserError(self.tr("Only a reaction with words can become a quote. Add the words first."))
        self.keep_quote(spoken[-1])

    def keep_quote(self, said: Said) -> None:
        walking = self._walking
        if walking is None or walking.step is None:
            return
        self._reflecting.keep_quote(walking.walk.session, said, walking.step.item.question)
        self._say(self.tr("Kept as a quote of {group}.").format(group=walking.viewer.name))
        self._frame.take_keyboard()

    # Private notes

    def write_note(self) -> None:
        """Open the field for a private note."""
        self._frame.side.write_note(self._reflecting.draft(self._place("note")))

    def _keep_note(self, text: str) -> None:
        walking = self._walking
        if walking is None:
            return
        question = walking.step.item.question if walking.step else None
        self._reflecting.add_note(walking.walk.session, text, question)
        self._frame.side.note.clear()
        self._leave_note()
        self._say(self.tr("The note is kept. Only you see it."))

    def _keep_typed_note(self, text: str) -> None:
        if self._walking:
            self._reflecting.keep_draft(self._place("note"), text)

    def _leave_note(self) -> None:
        self._frame.side.close_note()
        self._frame.take_keyboard()

    def _place(self, kind: str) -> str:
        assert self._walking is not None
        return f"{kind}.{self._walking.walk.session.id}"

    def _guarded(self, act: Callable[..., None]) -> Callable[..., None]:
        """The same call, its expected failures said in the strip."""

        def call(*values: Any) -> None:
            try:
                act(*values)
            except UserError as error:
                self.notice_requested.emit(str(error), False)

        return call

    def _say(self, sentence: str) -> None:
        self.notice_requested.emit(sentence, True)
