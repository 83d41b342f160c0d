"""What is usually said aloud around the questions, and how dates are written, in English.

Apart from the other words of documents, which are many: the first page of every start shows these.
"""

from facilitator.domain.documents.dates import DateWords
from facilitator.domain.documents.scripts import ScriptWords

DATES = DateWords(
    pattern="{day} {month} {year}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)
SCRIPTS = ScriptWords(
    welcome="Welcome, and thank you for coming. We would like to hear how things look from where you sit; "
    "there are no wrong answers, and you need not agree with each other.\n"
    "We record the sound so that our notes are right. What you say is written down without names. We cannot "
    "promise for the others in this room, so please keep what you hear to yourselves.\n"
    "One at a time, please, and talk to each other rather than to me. You may leave a question out, and you may "
    "stop at any time.",
    rules="Before we begin: how do we want to talk with each other, so that everybody can say what they think?\n"
    "I write your rules down in your words, and they stay where all of us can see them.",
    closing="Thank you. We will write down what your group said, and you will be able to tell us whether we got it "
    "right. If you want words of yours taken out, tell us; you need not say why.",
    closing_until="Please tell us by {date}: after that, copies are with others and cannot be called back.",
)
