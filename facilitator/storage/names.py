"""The key from alias to real name, in a file of its own that can be kept elsewhere or destroyed."""

from pathlib import Path

from sqlite_utils import Database

NAMES_FILE = "names.db"


class NameKey:
    """Real names by person id; the file is made at the first name and is never part of the study."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAMES_FILE

    def all(self) -> dict[str, str]:
        """Every person id with its real name; empty where the key was taken away."""
        if not self._path.exists():
            return {}
        db = self._open()
        try:
            rows = db.execute("SELECT person, name FROM names").fetchall()
        finally:
            db.close()
        return dict(rows)

    def set(self, person: str, name: str) -> None:
        """Keeps a name; an empty one removes it."""
        db = self._open()
        try:
            with db.atomic():
                db.execute("DELETE FROM names WHERE person = ?", (person,))
                if name.strip():
                    db.execute("INSERT INTO names VALUES (?, ?)", (person, name.strip()))
        finally:
            db.close()

    def _open(self) -> Database:
        db = Database(self._path, execute_plugins=False)
        db.execute("PRAGMA secure_delete = ON")
        db.execute("CREATE TABLE IF NOT EXISTS names (person TEXT PRIMARY KEY, name TEXT NOT NULL)")
        return db
