"""The window: gestures become calls of a service, changes become redraws."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts itself before every import; see below

# PySide6 reads the source of each module that is imported from here on, in case it says `from __feature__ import …`.
# Nothing here does, and pages, numpy and Word would all be read; so the import that PySide6 keeps aside comes back.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
