"""The program's own words on what happened in the room, in English."""

from facilitator.domain.documents.room_labels import RoomLabels

ROOM = RoomLabels(
    agreement_title="Agreement in the groups",
    agreement_intro="Who said each entry, and how each of the others took it. People stand under their seats; nobody "
    "is named. For the researcher alone: in a small group a seat gives its person away.",
    agreement_key="● said it   + agreed   − did not agree   ! was surprised   · gave no sign   – was not there",
    agreement_none="No entry has been written down yet.",
    agreement_by_entry="Entries: {group}",
    agreement_by_question="By question: {group}",
    agreement_columns=("Time", "Question", "Entry"),
    agreement_totals=("Agreed", "Did not agree", "No sign"),
    agreement_sheet=("Session", "Time", "Question", "Entry"),
    agreement_whole="(all entries of the question)",
    seat="Seat {seat}",
    no_seat="No seat, {seat}",
    no_question="–",
    signs={"said": "●", "agree": "+", "dissent": "−", "surprised": "!", "silent": "·", "away": "–"},
    stands={
        "said": "said",
        "agree": "agree",
        "dissent": "dissent",
        "surprised": "surprised",
        "silent": "silent",
        "away": "away",
    },
    levels={"": "", "all": "all of them", "most": "most of them", "some": "some of them"},
    missed_under="{words} (under “{question}”)",
    together_title="What all groups made of it",
    checks={
        "confirmed": "read back, the group confirmed it",
        "corrected": "read back, the group corrected it: {words}",
        "rejected": "read back, the group rejected it",
    },
    debrief="Straight afterwards, {facilitator}",
    debrief_unnamed="Straight afterwards",
    debrief_kind="debrief",
    debrief_fields={
        "themes": "Main themes",
        "surprises": "Surprises",
        "differences": "Differences from other groups",
        "quotes": "Words to remember",
        "change": "To change next time",
    },
    roles={
        "": "{facilitator}",
        "lead": "{facilitator} (lead)",
        "scribe": "{facilitator} (scribe)",
        "observer": "{facilitator} (observer)",
    },
    reactions_caption="Reactions per person: {group}",
    reactions_column="What was shown",
    reactions_group="Group",
    reactions_key="In reflections: + agrees   ± agrees in part   − disagrees   = the same with them   ! is surprised   "
    "? asks   * adds   0 does not react   · nothing noted. “Group” holds what the group said together, or nobody in "
    "particular. The sums count people: who agreed or has it the same, who disagreed, and who gave no sign.",
)
