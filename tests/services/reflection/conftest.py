"""A study in which Sales is to see Development and Customers, open for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.storage.opening import StudyFolder
from tests.reflection import make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = make_study(tmp_path)
    yield folder
    folder.close()
