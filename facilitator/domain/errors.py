"""The expected kinds of failure, each carrying a sentence that says what to do."""


class UserError(Exception):
    """A problem that the user can mend; its text is a whole sentence fit for the notice strip."""


class NotSaved(UserError):
    """A write did not reach the disk; what the user typed must stay where it is."""


class StudyInUse(UserError):
    """Another process holds the study open."""


class StudyTooNew(UserError):
    """The study was last written by a newer version of the program."""


class StudyReadOnly(UserError):
    """The study lies where nothing can be written."""


class NotAStudy(UserError):
    """The folder holds no study."""


class StudyDamaged(UserError):
    """The database does not read back; `backup` is the newest sound copy, if there is one."""

    def __init__(self, sentence: str, backup: str | None = None) -> None:
        super().__init__(sentence)
        self.backup = backup


class ImportRefused(UserError):
    """A file was not imported and nothing was changed; `faults` name each place and what to do."""

    TOLD = 10

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"Nothing was imported: {self._told()}.")

    def _told(self) -> str:
        if len(self.faults) == 1:
            return self.faults[0]
        told = "; ".join(f"({at}) {fault}" for at, fault in enumerate(self.faults[: self.TOLD], 1))
        return f"{told}; and {len(self.faults) - self.TOLD} more" if len(self.faults) > self.TOLD else told
