"""What of a withdrawal lies outside the database: begun before it, ended after it, and ended later after a crash."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from facilitator.domain.errors import UserError
from facilitator.domain.people import Person
from facilitator.services.study.withdrawing_files import remove_exports
from facilitator.storage.backup import backups_in, make_backup, taken_in
from facilitator.storage.files import whole_file
from facilitator.storage.names import NameKey
from facilitator.storage.opening import WITHDRAWING, StudyFolder

SHORTEST = 3
"""A name of fewer letters is left in the list of replacements."""


@contextmanager
def begun(study: StudyFolder, person_id: str, exports: Sequence[str]) -> Iterator[None]:
    """Around the erasing: from here on a crash leaves something that `finish` ends; a failure leaves nothing."""
    file = study.path / WITHDRAWING
    try:
        with whole_file(file) as part:
            part.write_text(json.dumps({"person": person_id, "exports": list(exports)}), encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"Nothing was erased: {study.path.name} cannot be written ({error.strerror}). Check the disk."
        ) from error
    try:
        yield
    except BaseException:
        if not _is_erased(study, person_id):
            file.unlink(missing_ok=True)
        raise


def finish(study: StudyFolder) -> list[str]:
    """Takes the name, our copies of exports and the old back-ups of somebody who was erased; the exports removed.

    Nothing happens where no withdrawal was begun, or where it never came to the erasing. Raises UserError.
    """
    file = study.path / WITHDRAWING
    told = _read(file)
    removed: list[str] = []
    if told and _is_erased(study, told["person"]):
        _forget_name(study.names, told["person"])
        removed = remove_exports(study.path / "exports", told["exports"])
        _renew_backups(study)
    file.unlink(missing_ok=True)
    return removed


def finish_after_crash(study: StudyFolder) -> None:
    """What cannot be ended now is tried again at the next opening, which it never keeps from happening."""
    with suppress(UserError, OSError):
        finish(study)


def _is_erased(study: StudyFolder, person_id: str) -> bool:
    person = study.store.get(Person, person_id)
    return person is not None and person.attendance == "withdrew" and not person.alias


def _read(file: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return told if isinstance(told, dict) and told.keys() == {"person", "exports"} else None


def _forget_name(names: NameKey, person_id: str) -> None:
    name = names.all().get(person_id, "")
    parts = {part.casefold() for part in [name, *name.split()] if len(part) >= SHORTEST}
    kept = [each for each in names.replacements() if not any(part in each[0].casefold() for part in parts)]
    if parts and kept != names.replacements():
        names.set_replacements(kept)
    names.forget(person_id)


def _renew_backups(study: StudyFolder) -> None:
    """Back-ups hold what was erased: they go, and one of the study as it is now takes their place.

    They are listed last, for one that was being made while the words were erased holds them too.
    """
    new = make_backup(study.database, study.backups)
    for path in (*backups_in(study.backups), *taken_in(study.backups)):
        if path != new:
            path.unlink(missing_ok=True)
