"""What people say in a group, made up: no two texts alike, since texts that are alike pack, wrap and cache too well."""

import json
import random
import re
from functools import cache

from facilitator.paths import sample_dir


class Speech:
    """Sentences of the words of the sample study, each as often as there; the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def sentences(self, fewest: int = 6, most: int = 40) -> str:
        """So many words, short texts more often than long ones."""
        count = min(self._random.randint(fewest, most) for _ in range(2))
        words = self._random.choices(_spoken(), k=count)
        ends = {at for at in range(8, count - 3) if self._random.random() < 0.1} | {count - 1}
        starts = {0, *(at + 1 for at in ends)}
        return " ".join(
            (word.capitalize() if at in starts else word) + ("." if at in ends else "") for at, word in enumerate(words)
        )


@cache
def _spoken() -> list[str]:
    study = json.loads((sample_dir() / "sample" / "study.json").read_text(encoding="utf-8"))
    texts = [item["text"] for kind in ("statements", "quotes", "notes") for item in study[kind]]
    return [word.lower() for text in texts for word in re.findall(r"[A-Za-z’']+", text)]
