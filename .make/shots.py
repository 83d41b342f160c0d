"""Pictures of every screen, light and dark, into shots/; names on the command line choose some."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
runpy.run_module("tests.shots", run_name="__main__", alter_sys=True)
