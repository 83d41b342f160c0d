"""A small study JSON in which every section and every key of version 1 says something."""

import copy
from typing import Any

Json = Any

WHOLE: dict[str, Json] = {
    "format": "facilitator-study",
    "version": 1,
    "study": {
        "title": "Who?",
        "research_question": "Why?",
        "purpose": "To see.",
        "organisation": "A firm",
        "language": "ja",
        "facilitator": "F., trained in interviewing",
        "orientation": "Constructivist",
        "sampling": "Asked by their heads.",
        "welcome": "Welcome.",
        "closing": "Thank you.",
        "contact": "The office, room 2",
        "next_steps": ["A report by Easter."],
        "withdraw_until": "2026-12-15",
        "together": ["All were surprised.", "Two ideas came from all."],
    },
    "actors": [
        {
            "id": "sales",
            "name": "Sales",
            "short": "S",
            "kind": "focus_group",
            "side": "internal",
            "background": "Sells.",
            "colour": "#1b6ca8",
            "split_of": None,
            "row_label": "Row",
            "column_label": "Column",
        },
        {
            "id": "dev",
            "name": "Development",
            "short": "D",
            "kind": "focus_group",
            "side": "external",
            "background": "",
            "colour": "",
            "split_of": "sales",
            "row_label": None,
            "column_label": None,
        },
        {
            "id": "desk",
            "name": "Desk",
            "short": "K",
            "kind": "thing",
            "side": "internal",
            "background": "",
            "colour": "#6B4423",
            "split_of": None,
            "row_label": None,
            "column_label": None,
        },
    ],
    "question_sets": [
        {
            "id": "staff",
            "name": "Staff",
            "actors": ["sales", "dev"],
            "steps": [
                {"kind": "welcome", "text": "Come in.", "minutes": 5},
                {"kind": "closing", "text": "", "minutes": 0},
            ],
            "questions": [
                {
                    "id": "q1",
                    "text": "What happens?",
                    "title": "Happenings",
                    "type": "opening",
                    "minutes": 20,
                    "must_ask": True,
                    "analyse": False,
                    "probes": ["And then?", ""],
                    "version": 3,
                },
                {"id": "q2", "text": "Why?", "type": "ending", "minutes": 0, "must_ask": False, "probes": []},
            ],
        },
        {"id": "empty", "name": "", "actors": [], "questions": []},
        {
            "id": "others",
            "name": "Others",
            "actors": [],
            "questions": [{"id": "q3", "text": "Who?", "type": "key", "minutes": 5, "must_ask": True, "probes": ["x"]}],
        },
    ],
    "question_pairs": [["q2", "q3"]],
    "wordings": [{"id": "w1", "question": "q1", "version": 2, "text": "What?", "replaced_at": "2026-11-01T09:00:00Z"}],
    "people": [
        {
            "id": "p1",
            "alias": "Ash",
            "actor": "sales",
            "seat": 1,
            "attendance": "came late",
            "consent": {
                "take_part": True,
                "record": False,
                "quote": None,
                "show_to_groups": True,
                "contact_again": False,
                "form": "v2",
            },
        },
        {
            "id": "p2",
            "alias": "Wren",
            "actor": "dev",
            "seat": None,
            "consent": {"take_part": None, "record": None, "quote": None, "show_to_groups": None},
        },
    ],
    "sessions": [
        {
            "id": "s1",
            "actor": "sales",
            "kind": "focus_group",
            "planned_at": "2026-11-03T10:00:00+01:00",
            "started_at": "2026-11-03T10:02:00.250+01:00",
            "ended_at": "2026-11-03T10:30:20Z",
            "planned_minutes": 90,
            "place": "Room 1",
            "question": "q2",
            "notes_only": True,
            "rules": ["One at a time."],
            "step": "closing",
        },
        {
            "id": "s2",
            "actor": "dev",
            "kind": "reflection",
            "planned_at": None,
            "started_at": None,
            "ended_at": None,
        },
    ],
    "visits": [
        {"id": "v0", "session": "s1", "question": None, "start_ms": 0, "end_ms": 5, "step": "welcome"},
        {"id": "v1", "session": "s1", "question": "q1", "start_ms": 5, "end_ms": 60_000},
    ],
    "recordings": [
        {
            "id": "rec1",
            "session": "s1",
            "file": "phone.flac",
            "source": "second",
            "label": "Phone",
            "rate": 44_100,
            "frames": 88_200,
            "sha256": "ef",
            "started_at": "2026-11-03T10:02:00.250+01:00",
            "stretches": [{"frame": 0, "at_ms": 400, "frames": 88_200}],
        }
    ],
    "gaps": [
        {"id": "g1", "session": "s1", "start_ms": 2400, "end_ms": 3000, "reason": "paused"},
        {"id": "g2", "session": "s1", "start_ms": 9000, "end_ms": None, "reason": "crashed"},
    ],
    "transcripts": [
        {
            "id": "said1",
            "session": "s1",
            "file": "phone.flac",
            "kind": "whisper",
            "label": "talk.json",
            "language": "en",
            "offset_ms": -250,
            "cues": [
                {"start_ms": 400, "end_ms": 1400, "text": "Show me.", "speaker": "A", "times": "0-300 350-1000"},
                {"start_ms": None, "end_ms": None, "text": "言った"},
            ],
        },
        {"id": "said2", "session": None, "file": "", "kind": "text", "label": "", "cues": []},
    ],
    "notes": [
        {
            "id": "n1",
            "session": "s1",
            "questions": ["q1", "q2"],
            "kind": "quote",
            "text": "“Said” – 言った 👩‍👩‍👧",
            "speaker": "p1",
            "at_ms": 1234,
            "said_again": 2,
            "marks": [{"kind": "nod", "people": ["p1", "p2"]}],
            "several": True,
            "finish_from_audio": True,
            "stream": "scribe",
            "struck": True,
        },
        {
            "id": "n2",
            "session": "s1",
            "questions": [],
            "kind": "parking",
            "text": "",
            "speaker": None,
            "at_ms": None,
            "said_again": 0,
        },
        {
            "id": "n0",
            "session": "s1",
            "questions": [],
            "kind": "private",
            "text": "Looked unwell.",
            "speaker": "p1",
            "at_ms": 100,
            "said_again": 0,
        },
    ],
    "statements": [
        {
            "id": "st1",
            "actor": "sales",
            "question": "q1",
            "text": "We hear first.",
            "status": "released",
            "withheld_from": ["dev"],
            "notes": ["n1"],
        },
        {
            "id": "st0",
            "actor": "dev",
            "question": None,
            "text": "Second on screen.",
            "status": "draft",
            "withheld_from": [],
            "notes": [],
        },
    ],
    "quotes": [
        {
            "id": "k1",
            "actor": "sales",
            "question": "q1",
            "text": "We hear",
            "statement": "st1",
            "speaker": "p1",
            "session": "s1",
            "released": True,
            "withheld_from": ["dev"],
            "checked": True,
            "clip": {
                "file": "sales.flac",
                "start_ms": 0,
                "end_ms": 9000,
                "fade_ms": 50,
                "disguise": -3,
                "hidden": [{"start_ms": 400, "end_ms": 900, "how": "bleep"}],
                "fade_out_ms": 900,
            },
            "note": "n1",
            "language": "de-CH",
        },
        {
            "id": "k2",
            "actor": "dev",
            "question": None,
            "text": "Later",
            "statement": None,
            "speaker": None,
            "session": "s2",
            "released": False,
            "withheld_from": [],
            "checked": False,
            "clip": None,
        },
    ],
    "matrix": [{"viewer": "sales", "shown": "dev"}, {"viewer": "dev", "shown": "sales"}],
    "decisions": [
        {
            "viewer": "dev",
            "item": "k1",
            "choice": "withhold",
            "reason": "Named",
            "at": "2026-11-04T09:00:00Z",
            "sha256": "aa",
        }
    ],
    "clearances": [
        {"viewer": None, "item": "", "sha256": "cc", "at": ""},
        {"viewer": "dev", "item": "st1", "sha256": "bb", "at": "2026-11-04T09:00:00Z"},
    ],
    "pack_orders": [{"viewer": "dev", "items": ["st1", "k1"]}],
    "reactions": [
        {
            "id": "r1",
            "session": "s2",
            "about": {"statement": "st1"},
            "kind": "agree",
            "text": "Yes",
            "speaker": "p2",
            "at_ms": 5,
        },
        {"id": "r2", "session": "s2", "about": {}, "kind": "none", "text": "", "speaker": None},
        {"id": "r3", "session": "s2", "about": {"actor": "sales"}, "kind": "ask", "text": "", "speaker": None},
        {
            "id": "r4",
            "session": "s2",
            "about": {"actor": "sales"},
            "kind": "not_said",
            "text": "Making sales",
            "speaker": None,
            "question": "q2",
            "level": "most",
        },
    ],
    "reflections": [{"session": "s2", "summary": ["One paragraph.", "Another."]}],
    "showings": [
        {
            "id": "sh1",
            "session": "s2",
            "about": {"quote": "gone since"},
            "actor": "sales",
            "question": "q1",
            "text": "We hear",
            "sha256": "ab",
            "shown_at": "2026-11-04T09:00:00Z",
            "left_out": True,
        }
    ],
    "exports": [
        {
            "id": "x1",
            "at": "2026-11-04T09:00:00Z",
            "document": "pack",
            "recipient": "dev",
            "file": "A - pack.docx",
            "sha256": "cd",
            "items": ["st1", "gone since"],
            "given_to": "by hand",
        }
    ],
    "presences": [{"id": "pr1", "session": "s1", "person": "p1", "came_ms": 60_000, "left_ms": 90_000}],
    "spoken": [{"id": "sp1", "session": "s1", "person": "p1", "at_ms": 64_000, "until_ms": 73_500}],
    "swaps": [{"id": "sw1", "session": "s1", "at_ms": 70_000, "first": "p1", "second": "p2"}],
    "member_checks": [
        {"id": "mc1", "session": "s1", "note": "n1", "verdict": "corrected", "text": "Not quite", "at_ms": 80_000}
    ],
    "debriefs": [
        {
            "id": "db1",
            "session": "s1",
            "facilitator": "Kim",
            "themes": "Trust",
            "surprises": "None",
            "differences": "Louder",
            "quotes": "The last one",
            "change": "More time",
            "role": "scribe",
        }
    ],
    "merges": [
        {"id": "mg1", "at": "2026-11-04T09:00:00Z", "source": "Copy.study", "base": "merged-1.db", "rows": 3},
    ],
    "conflicts": [
        {
            "id": "cf1",
            "merge": "mg1",
            "record": "Statement",
            "row": "st1",
            "field": "text",
            "ours": '"a"',
            "theirs": '"b"',
            "settled": True,
        }
    ],
    "syncs": [{"id": "sy1", "session": "s1", "at_ms": 4000}],
    "themes": [
        {"id": "t1", "name": "Role focus", "parent": None, "colour": "#888888", "description": ""},
        {"id": "t2", "name": "Below", "parent": "t1", "colour": "", "description": "x"},
    ],
    "codings": [{"theme": "t1", "statement": "st1"}, {"theme": "t2", "reaction": "r1"}],
    "theme_tables": [
        {
            "id": "tt1",
            "title": "Themes",
            "based_on": None,
            "rows": ["sales"],
            "columns": ["t1"],
            "cells": [{"row": "sales", "column": "t1", "text": "x", "evidence": [{"quote": "k1"}]}],
        }
    ],
    "frameworks": [
        {
            "id": "f1",
            "name": "Trust",
            "source": "a book",
            "scale": [{"id": "weak", "label": "Weak"}, {"id": "strong", "label": "Strong"}],
            "dimensions": [{"id": "trust", "name": "Trust", "kind": "attribute", "definition": ""}],
        },
        {
            "id": "f2",
            "name": "Power",
            "source": "",
            "scale": [{"id": "weak", "label": "Weak"}],
            "dimensions": [],
        },
    ],
    "ratings": [
        {
            "framework": "f1",
            "dimension": "trust",
            "scope": {"name": "Internal", "actors": ["sales", "dev"]},
            "text": "",
            "values": [{"rating": "weak", "between": ["sales", "dev"], "qualifier": "", "condition": ""}],
            "evidence": [{"reaction": "r1"}],
        }
    ],
    "diagrams": [
        {
            "id": "d1",
            "title": "",
            "based_on": None,
            "nodes": [{"actor": "sales", "x": 0, "y": -1.5, "label": None, "meaning": None}],
            "edges": [
                {
                    "from": "sales",
                    "to": "dev",
                    "line": "dotted",
                    "colour": "blue",
                    "kind": "internal",
                    "arrow": "none",
                    "evidence": [],
                }
            ],
            "triads": [{"name": "", "actors": ["sales", "dev", "desk"], "colour": "red"}],
        }
    ],
    "mentions": [{"id": "m1", "by": "dev", "about": None, "tone": "negative", "quote": "k1"}],
    "conclusions": [
        {
            "id": "c1",
            "kind": "commonality",
            "number": None,
            "text": "All wait.",
            "actors": ["sales"],
            "except": ["dev"],
            "follows": [],
            "evidence": [{"statement": "st1"}],
        }
    ],
}


def whole() -> dict[str, Json]:
    """A copy to change."""
    return copy.deepcopy(WHOLE)
