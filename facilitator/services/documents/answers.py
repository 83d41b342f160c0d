"""Answers of people who were absent: the keys of a hand-out's form, and the file that comes back from it."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from facilitator.domain.actors import Actor
from facilitator.domain.errors import ImportRefused, UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import new_id
from facilitator.domain.reactions import About, Reaction, ReactionKind
from facilitator.domain.sessions import Session
from facilitator.services.documents.reporting_sources import groups_of
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.files import read_at_most
from facilitator.storage.store import Store

FORMAT, VERSION = "facilitator-answers", 1
MAX_BYTES, LONGEST, MOST = 1_000_000, 2_000, 2_000
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
KINDS = frozenset(get_args(ReactionKind)) - {"none", "not_said"}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a file: whose group answered, how many reactions are new, how many were there before.

    `changed` of the known ones are told otherwise in this file; they stay as they are, since they may have been edited.
    """

    group: Actor
    new: int
    known: int
    changed: int = 0


def form_key(*parts: str) -> str:
    """What stands for a group or an item in a form; it tells nothing by itself, and holds no digits."""
    return sha256("\0".join(parts).encode()).hexdigest()[:24].translate(_LETTERS)


def take_in_answers(store: Store, path: Path) -> TakenIn:
    """Makes reactions of the answers in a file, once each however often it is taken in; all or nothing.

    They belong to the group's last reflection session, or to a new one without times. There a reaction takes back that
    nobody had one, as it does when it is said aloud. Raises UserError.
    """
    told = _read(path)
    group = next((each for each in groups_of(store) if form_key(each.id) == told["reader"]), None)
    if group is None:
        raise UserError(f"{path.name} answers a hand-out of another study. Open that study and take it in there.")
    items = _asked(store, group)
    faults = [f"answer {at} is to nothing that this group was given" for at, key in _keys(told) if key not in items]
    if faults:
        raise ImportRefused(faults)
    with store.change("Take in answers") as change:
        session = _session(store, group) or change.add(Session(new_id(), actor=group.id, kind="reflection"))
        made = _reactions(told, items, session.id)
        before = {each.id: each for each in store.find_in(Reaction, "id", [reaction.id for reaction in made])}
        fresh = [reaction for reaction in made if reaction.id not in before]
        for silence in _broken_silence(store, session, fresh):
            change.delete(silence)
        for reaction in fresh:
            change.add(reaction)
    changed = sum((each.kind, each.text) != _said(before.get(each.id, each)) for each in made)
    return TakenIn(group, len(fresh), len(made) - len(fresh), changed)


def _broken_silence(store: Store, session: Session, fresh: list[Reaction]) -> list[Reaction]:
    """That nobody said anything of these items, where nothing more was written about it."""
    about = {reaction.about for reaction in fresh if reaction.about is not None}
    silent = store.find(Reaction, session=session.id, kind="none", text="") if about else []
    return [silence for silence in silent if silence.about in about]


def _said(reaction: Reaction) -> tuple[ReactionKind, str]:
    return reaction.kind, reaction.text


def _session(store: Store, group: Actor) -> Session | None:
    held = store.find(Session, actor=group.id, kind="reflection")
    return held[-1] if held else None


def _asked(store: Store, group: Actor) -> Mapping[str, About]:
    """By its key, every entry that the group may see now or was given in a file."""
    ids = set(pack_for(store, group.id).ids)
    ids.update(item for export in store.find(Export, recipient=group.id) for item in export.items)
    found = {s.id: About("statement", s.id) for s in store.find_in(Statement, "id", sorted(ids))}
    found |= {s.id: About("statement", s.id) for s in store.find(Statement, actor=group.id) if s.status == "released"}
    found |= {q.id: About("quote", q.id) for q in store.find_in(Quote, "id", sorted(ids))}
    return {form_key(group.id, item): about for item, about in found.items()}


def _read(path: Path) -> dict[str, Any]:
    try:
        data = read_at_most(path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            raise UserError(f"{path.name} is too large for a file of answers. Ask for the file that the form saved.")
        told = json.loads(data.decode("utf-8-sig"))  # editors on Windows put a mark in front
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror or error}. Check that it is there.") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path.name} is not a file of answers. Ask for the file that the form saved.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise UserError(f"{path.name} is not a file of answers. Ask for the file that the form saved.")
    version = told.get("version")
    if not isinstance(version, int) or version < VERSION:
        raise UserError(f"{path.name} is not a file of answers. Ask for the file that the form saved.")
    if version > VERSION:
        raise UserError(f"{path.name} was made by a newer version of the program. Update, and take it in again.")
    _check(told)
    return told


def _check(told: dict[str, Any]) -> None:
    """Raises ImportRefused where anything is not as a form writes it."""
    answers = told.get("answers", [])
    faults = []
    if not all(isinstance(told.get(name), str) for name in ("id", "reader", "whole")):
        faults.append("id, reader and whole must be text")
    if not isinstance(answers, list) or len(answers) > MOST:
        raise ImportRefused([*faults, f"answers must be a list of at most {MOST:,}"])
    for at, answer in enumerate(answers, 1):
        if not isinstance(answer, dict) or not all(isinstance(answer.get(k), str) for k in ("item", "kind", "text")):
            faults.append(f"answer {at} must have an item, a kind and a text")
        elif answer["kind"] not in KINDS:
            faults.append(f"answer {at} has a kind that is not known")
    if faults:
        raise ImportRefused(faults)


def _keys(told: dict[str, Any]) -> list[tuple[int, str]]:
    return [(at, answer["item"]) for at, answer in enumerate(told["answers"], 1)]


def _reactions(told: dict[str, Any], items: Mapping[str, About], session: str) -> list[Reaction]:
    def made(key: str, about: About | None, kind: ReactionKind, text: str) -> Reaction:
        return Reaction(form_key(FORMAT, told["id"], key), session=session, about=about, kind=kind, text=_clean(text))

    found = [made(each["item"], items[each["item"]], each["kind"], each["text"]) for each in told["answers"]]
    if told["whole"].strip():
        found.append(made("", None, "add", told["whole"]))
    return list({reaction.id: reaction for reaction in found}.values())


def _clean(text: str) -> str:
    """Without control signs and half characters, and of a length that a person writes."""
    kept = "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs", "Co")
    )
    return kept.strip()[:LONGEST]
