"""The program's own words in guide, field notes and collected feedback, in English."""

from facilitator.domain.documents.labels import FeedbackLabels, GuideLabels, HandoutLabels, NotesLabels

GUIDE = GuideLabels(
    title="Moderator’s guide: {group}",
    when="When:",
    place="Where:",
    seats="Seats:",
    length="Planned for:",
    minutes="{minutes} min",
    led_by="Led by:",
    scribe="Notes taken by:",
    equipment_title="Before people come",
    equipment=(
        "Recorder: ten seconds recorded and played back; second recorder ready; power lead in.",
        "Chairs round one table, name cards with first names or numbers, water, pens.",
        "Consent forms: one for each person, read and signed before the start.",
        "Phones silent; a sign on the door; somebody knows where the fire exit is.",
    ),
    welcome_title="Welcome – say it in these words",
    rules_title="Ground rules – in the group’s own words",
    rules_hint="What the group agrees on.",
    step_names={"welcome": "Welcome", "rules": "Ground rules", "closing": "Closing"},
    route_title="Questions",
    route_caption="Questions by the clock",
    columns=("Clock", "Min.", "Ask in these words", "If they say little", "Kind", "Notes"),
    must_ask="● must ask",
    ends_at="Ends at {time} (planned: {minutes} min).",
    no_questions="This group has no questions yet. Give it a set of questions in Prepare.",
    short_title="If time runs short",
    short_keep="Ask these whatever the clock says: {questions} (together {minutes} min).",
    short_skip="Leave out, saves {minutes} min:",
    short_none="No question can be left out.",
    parking_title="Parking lot",
    parking_hint="What comes up and belongs elsewhere.",
    end_title="To close – say it in these words",
    oral_summary="Let me say in two minutes what I have heard. Please stop me where I got it wrong, and add what I "
    "left out.",
    missed="Have we missed anything that you came here to say?",
    seating_title="Who sits where",
    seating_caption="Seats as you see them from your chair (the dark mark)",
    seating_alt="A blank sketch of a table with {seats} numbered seats round it, to write on.",
    debrief_title="Straight afterwards, with the note taker",
    debrief=(
        "What came back again and again? What was said once and matters?",
        "What surprised us? What did nobody mention?",
        "How was the mood; who led, who held back?",
        "Which words must be checked against the recording?",
        "What do we change before the next group?",
    ),
    debrief_hint="Ten minutes, while it is fresh.",
    question_types={
        "opening": "opening",
        "introductory": "introductory",
        "transition": "transition",
        "key": "key",
        "ending": "ending",
    },
)

NOTES = NotesLabels(
    title="Field notes",
    intro="What was written down in each session, in the order in which it was said. Nobody is named. "
    "Signs of how others took it stand in square brackets.",
    none="No session has been held yet.",
    session="{group}",
    reflection="{group}, reflection",
    facts="{date}, {start} to {end} ({minutes} min).",
    no_times="{date}, from {start}.",
    came="{people} people came.",
    caption="Notes: {group}",
    columns=("Time", "Question", "Kind", "What was written down"),
    kinds={
        "idea": "idea",
        "quote": "quote",
        "observation": "observation",
        "parking": "parking lot",
        "later": "for later",
        "own": "own thought",
        "private": "private",
    },
    marks={
        "nod": "{n} nodded",
        "shake": "{n} shook their heads",
        "surprised": "{n} surprised",
        "again": "{n} said it too",
    },
    said_again="said again {n} ×",
    several="several at once",
    finish="to be finished from the recording",
    left_out="Left out because somebody withdrew or does not want to be quoted: {n}.",
    no_notes="Nothing was written down in this session.",
)

HANDOUT = HandoutLabels(
    title="Send your answers back",
    intro="Nothing leaves this page by itself. The button saves a small file on your computer; please give that file "
    "to the person who sent you this page.",
    whole="What else would you like to say?",
    save="Save my answers",
    done="Saved. Please give the file to the person who sent you this page.",
    none="There is nothing to save yet: choose an answer or write something.",
    listen="Hear these words",
    legend="What do you make of it?",
    own_words="in your own words, if you like",
    file_name="My answers - {title} - {group}",
)

FEEDBACK = FeedbackLabels(
    title="Feedback of the groups",
    intro="{table} counts how each group took what it was shown of the others. What was said follows below, "
    "first by the group that looked and then by the group it looked at.",
    none="No group has given feedback yet.",
    caption="How the groups took each other’s answers",
    columns=("Who looked", "At whose answers", "How they took them"),
    count="{n} × {reaction}",
    viewer="{viewer} looked",
    shown="At the answers of {shown}",
    beyond="On questions and on the whole",
    gone="An entry that is no longer released",
    sheet_caption="Feedback",
    sheet_columns=("Who looked", "At whose answers", "Entry", "Reaction", "Words"),
)
