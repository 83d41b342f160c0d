"""The composition root: puts theme, window and services together; only the door and the command line import it."""

from facilitator.app.program import Program
from facilitator.app.starting import build, run_window

__all__ = ["Program", "build", "run_window"]
