"""What several commands share: the study they open, the group they are told, the form in which they answer."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from facilitator.domain.actors import Actor
from facilitator.domain.errors import StudyDamaged, StudyReadOnly, UserError
from facilitator.services.study.studies import open_finished
from facilitator.storage.opening import StudyFolder, open_to_read
from facilitator.storage.store import Store


class Problem(click.ClickException):
    """A problem that the user can mend: its sentence alone on stderr, exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def sentence_of(error: UserError | OSError) -> str:
    """What went wrong and what to do, on one line."""
    if isinstance(error, UserError):
        return " ".join(str(error).split())
    name = Path(error.filename).name if isinstance(error.filename, str) else "the file"
    if error.errno == errno.ENAMETOOLONG:
        return f"{name[:60]}… is a longer name than there can be here. Choose a shorter one, or a place less deep."
    return f"{name}: {error.strerror or error}. Check the place and the rights there."


class Place(click.Path):
    """A path that has a name to speak of: “.” and “..” are told as the folders that they are."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not os.fsdecode(value):
            self.fail("it is empty; name a place.", param, ctx)
        return path if path.name not in ("", "..") else path.resolve()


STUDY = click.argument("study", type=Place())


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")(command)


@contextmanager
def open_folder(folder: Path, *, reading: bool = False) -> Iterator[StudyFolder]:
    """With `reading`, one that lies where nothing can be written will do."""
    try:
        study = open_finished(folder)
    except StudyReadOnly:
        if not reading:
            raise
        study = open_to_read(folder)
    try:
        yield study
    except (ValueError, TypeError, AttributeError) as error:
        _tell_unsound(study, error)
        raise
    finally:
        study.close()


def _tell_unsound(study: StudyFolder, error: Exception) -> None:
    """A value that only another program can have written into the database is no fault of ours."""
    from facilitator.services.study.checking import entries_check  # reads audio, which takes a while to load

    faults = entries_check(study).faults
    if faults:
        raise StudyDamaged(f"{study.path.name} is not sound: {faults[0]} See `facilitator check`.") from error


def actor_named(store: Store, name: str) -> Actor:
    """The group with this id, else the only one with this name or letter, in this case or any."""
    every, wanted = store.find(Actor), name.casefold()
    exact = ([a for a in every if a.id == name], [a for a in every if a.name == name])
    kinds = (*exact, [a for a in every if a.name.casefold() == wanted])
    same = next((found for found in kinds if len(found) == 1), [a for a in every if a.short.casefold() == wanted])
    if len(same) == 1 and same[0].is_group:
        return same[0]
    names = ", ".join(actor.name for actor in every if actor.is_group)
    if not names:
        raise UserError("There is no group in this study yet. Add the first one in Prepare.")
    if len(same) == 1:
        raise UserError(f"{same[0].name} is talked about and does not meet. The groups are: {names}.")
    raise UserError(f"There is no single group “{name}” in this study. Its groups are: {names}.")


def print_json(values: dict[str, Any]) -> None:
    click.echo(json.dumps(values, ensure_ascii=False, indent=1))
