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
