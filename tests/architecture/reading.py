"""The program as its own source says it."""

import ast
from functools import cache
from pathlib import Path


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything in a module; read once for all rules."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
