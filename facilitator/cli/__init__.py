"""The command line."""

from facilitator.cli.commands import cli, main
from facilitator.cli.parts import sentence_of

__all__ = ["cli", "main", "sentence_of"]
