"""The sections of a session besides its entries: sound, who was there, what was read back, other laptops' copies."""

from facilitator.domain.merges import Conflict, Merge, Sync
from facilitator.domain.recordings import RATE, Gap, Recording, Stretch
from facilitator.domain.room import Debrief, MemberCheck, Presence, Spoken, Swap
from facilitator.domain.sessions import Visit
from facilitator.storage.interchange.kinds import (
    MS,
    TEN_YEARS_MS,
    Choice,
    Flag,
    Key,
    List,
    Maybe,
    Moment,
    Object,
    Ref,
    Whole,
)
from facilitator.storage.interchange.records import CLIP_FILE, STEP_KIND, needed, optional_ref, own_id, rare, text

FRAMES = Whole(0, TEN_YEARS_MS)
RATES = Whole(1, 1_000_000)

VISIT = Object(
    (
        own_id("visits"),
        needed("session", Ref(("sessions",))),
        Key("question", optional_ref("questions")),
        Key("start_ms", MS, default=0),
        Key("end_ms", MS, default=0),
        rare("step", STEP_KIND, ""),
    ),
    Visit,
)

STRETCH = Object(
    (
        Key("frame", FRAMES, required=True, default=0),
        Key("at_ms", MS, required=True, default=0),
        Key("frames", FRAMES, required=True, default=0),
    ),
    Stretch,
)

GAP_REASONS = (
    *("paused", "lost", "silent", "drift", "moved", "failed", "full", "asleep", "crashed", "notes_only", "struck"),
)

GAP = Object(
    (
        own_id("gaps"),
        needed("session", Ref(("sessions",))),
        Key("start_ms", MS, default=0),
        Key("end_ms", Maybe(MS)),
        Key("reason", Choice(GAP_REASONS), default="lost"),
    ),
    Gap,
)

RECORDING = Object(
    (
        own_id("recordings"),
        needed("session", Ref(("sessions",))),
        needed("file", CLIP_FILE),
        Key("source", Choice(("own", "second")), default="own"),
        text("label"),
        Key("rate", RATES, default=RATE),
        Key("frames", FRAMES, default=0),
        text("sha256"),
        Key("started_at", Maybe(Moment())),
        Key("stretches", List(STRETCH), default=()),
    ),
    Recording,
)

PRESENCE = Object(
    (
        own_id("presences"),
        needed("session", Ref(("sessions",))),
        needed("person", Ref(("people",))),
        Key("came_ms", Maybe(MS)),
        Key("left_ms", Maybe(MS)),
    ),
    Presence,
)

SWAP = Object(
    (
        own_id("swaps"),
        needed("session", Ref(("sessions",))),
        Key("at_ms", MS, default=0),
        needed("first", Ref(("people",))),
        needed("second", Ref(("people",))),
    ),
    Swap,
)

SPOKEN = Object(
    (
        own_id("spoken"),
        needed("session", Ref(("sessions",))),
        needed("person", Ref(("people",))),
        Key("at_ms", MS, default=0),
        Key("until_ms", MS, default=0),
    ),
    Spoken,
)

MEMBER_CHECK = Object(
    (
        own_id("member_checks"),
        needed("session", Ref(("sessions",))),
        needed("note", Ref(("notes",))),
        Key("verdict", Choice(("confirmed", "corrected", "rejected")), default="confirmed"),
        text("text"),
        Key("at_ms", Maybe(MS)),
    ),
    MemberCheck,
)

DEBRIEF = Object(
    (
        own_id("debriefs"),
        needed("session", Ref(("sessions",))),
        *(text(name) for name in ("facilitator", "themes", "surprises", "differences", "quotes", "change")),
        rare("role", Choice(("", "lead", "scribe", "observer")), ""),
    ),
    Debrief,
)

MERGE = Object(
    (
        own_id("merges"),
        text("at"),
        text("source"),
        text("base"),
        Key("rows", Whole(), default=0),
    ),
    Merge,
)

CONFLICT = Object(
    (
        own_id("conflicts"),
        text("merge"),
        text("record"),
        text("row"),
        text("field"),
        text("ours"),
        text("theirs"),
        Key("settled", Flag(), default=False),
    ),
    Conflict,
)

SYNC = Object(
    (
        own_id("syncs"),
        needed("session", Ref(("sessions",))),
        Key("at_ms", MS, default=0),
    ),
    Sync,
)
