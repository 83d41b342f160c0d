"""Which names a word may be that was written down by ear, and how people are told of without their names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

_SPELLINGS = (
    *((each, "ä") for each in ("ai", "ay", "ei", "ey")),
    *(("ph", "f"), ("th", "t"), ("dt", "t"), ("tz", "z"), ("ts", "z"), ("sch", "s"), ("sh", "s"), ("ck", "k")),
    *(("qu", "kw"), ("x", "ks"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("ee", "i"), ("ie", "i"), ("ea", "i")),
    *(("y", "i"), ("j", "i"), ("w", "v"), ("c", "k"), ("q", "k"), ("ou", "u")),
)
"""Ways in which the same sound is written, in the order in which they are made one."""
_TWICE = re.compile(r"(.)\1")
_MUTE = re.compile(r"(?<=[aeiouä])h|(?<=[^aeiouä])e$|e(?=r$)")
SHORTEST_SOUND, SHORTEST_FAR = 4, 8
"""Letters of the shortest name of which this is asked: written by ear, and misspelt by two letters."""

_PETS = """
abigail abby abbie; albert al bert bertie; alexander alex alec sandy sascha sasha; alexandra alex sandra sasha lexi;
alfred alf alfie fred; andrew andy drew; andreas andi andy; angela angie; anna annie anni anke; anthony tony;
barbara barb barbie babs; benjamin ben benny benji; bernadette bernie; bernard bernie; bernhard bernd;
catherine cath cathy kate katie cat; katherine kath kathy kate katie kat; kathryn kath kathy kate katie;
charles charlie chuck chas; charlotte lottie charlie; christian chris; christina chris tina chrissie;
christine chris chrissie tina; christopher chris kit topher; cynthia cindy; daniel dan danny; david dave davy;
deborah deb debbie debs; dominic dom nick; donald don donny; dorothy dot dottie; edward ed eddie ted teddy ned;
eleanor ellie nell; elisabeth lisa liesel elli bettina sissi; elizabeth liz lizzie beth betty eliza lisa libby;
emily em emmy; francis frank frankie; frances fran frankie; franziska franzi; frederick fred freddie;
friedrich fritz; gabriele gabi; gerald gerry jerry; gerhard gerd; gregory greg; hannelore hanne; harold harry hal;
heinrich heinz heiner; helen nell nellie; henry harry hank; isabella bella izzy; jacob jake; jakob jockel;
jacqueline jackie; james jim jimmy jamie; janet jan; jennifer jen jenny; jeremy jerry; jessica jess jessie;
johannes hannes johann hans jo; john jack johnny; jonathan jon jonny; joseph joe joey; josef sepp jupp;
joshua josh; judith judy jude; katharina kathi katha katja kathe;
juliane jule; kenneth ken kenny; kimberly kim; lawrence larry; leonard len lenny;
louise lou lulu; magdalena magda lena leni; margaret maggie meg peggy margie; margarete grete gretel greta;
maria mia mitzi; martin marty; martina tina; matthew matt; matthias matze hias; maximilian max maxi; melanie mel;
michael mike mick mickey micha michi; michelle shelly; nathaniel nat nate; nicholas nick nicky; nikolaus niko klaus;
olivia liv livvy; pamela pam; patricia pat patty trish tricia; patrick pat paddy; peter pete; philip phil;
phillip phil; rachel rach; raymond ray; rebecca becky becca; richard dick rick ricky rich richie; robert rob bob bobby
robbie bert; roger rog; ronald ron ronnie; rudolf rudi; samantha sam; samuel sam sammy; sebastian basti seb bastian;
sigrid siggi; siegfried siggi; stefan steff; stefanie steffi; stephanie steph steff; stephen steve stevie; steven
steve stevie; susan sue susie; susanne susi sanne; suzanne sue suzie; theodore ted teddy theo; theresa terry tess resi;
thomas tom tommy; timothy tim timmy; ulrich uli; ulrike uli ulli; ursula uschi ulla; valentina tina; veronika vroni;
victoria vicky vic tori; vincent vince vinnie; walter walt wally; wilhelm willi willy; william will bill billy willy
liam; wolfgang wolf; zachary zach zack; katarzyna kasia; malgorzata gosia; aleksandra ola; francisco paco pancho;
jose pepe; giuseppe beppe peppe; francesco cecco franco; luigi gigi; ekaterina katya; aleksandr sasha; dmitri dima;
mohammed mo; mohamed mo
"""

_SAID = (
    "said|says|told|asked|thinks|thought|wrote|rang|called|knows|knew|wants|wanted|promised|does|did|has|had|was|is|will|"
    "would|never|always|and I|sagt|sagte|meint|meinte|fragt|fragte|hat|hatte|ist|war|will|wollte|rief|schrieb|und ich"
)
_BEFORE = "ask|asked|tell|told|from|with|by|boss|colleague|manager|called|see|von|mit|bei|frag|fragt|an"
_LETTERS = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-Þ]{2,3}(?!\w)")
_SHORT_NAME = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_A-Z](?!\w)")
_AFTER_ONE = re.compile(rf"['’]s\b| (?:{_SAID})\b")
_BEFORE_ONE = re.compile(rf"\b(?:{_BEFORE}) $", re.IGNORECASE)
_FARTHEST = 12
"""Letters of the longest word that shows a person to come, and its space."""
_TOO_COMMON = (
    "IT HR PR QA PC UK US EU UN CEO CFO COO CIO CTO MD VP PA PM PO TV ID VAT CRM ERP SLA KPI FAQ NHS GP AE AI IP OS "
    "BPO SAP BI PDF GF BR EDV AG AD TL"
)
_ABBREVIATIONS = frozenset(_TOO_COMMON.split())
_TITLED = re.compile(
    r"\b(?:Mrs|Mr|Ms|Miss|Mx|Dr|Prof|Sir|Lady|Madam|Frau|Herrn?|Hr|Fr|Mevrouw|Meneer|Madame|Mme|Monsieur|Signora?|Se[nñ]ora?)"
    r"\.? ([^\W\d_a-z])(?:\.|(?!\w))"
)


def sound_of(word: str) -> str:
    """What the folded word sounds like; words of one sound are taken for one another."""
    for written, sound in _SPELLINGS:
        word = word.replace(written, sound)
    return _TWICE.sub(r"\1", _MUTE.sub("", word))


@cache
def _pets() -> Mapping[str, frozenset[str]]:
    """Short forms of given names, by the sound of the name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for first, *rest in (line.split() for line in _PETS.split(";") if line.strip()):
        found[sound_of(first)].update(rest)
    return {sound: frozenset(forms) for sound, forms in found.items()}


def is_far(base: str, word: str) -> bool:
    """Whether a long folded word is the name with two letters wrong; both begin and end alike."""
    if len(base) < SHORTEST_FAR or abs(len(base) - len(word)) > 1 or base[0] != word[0] or base[-1] != word[-1]:
        return False
    return _apart(base, word) <= 2


def _apart(base: str, word: str) -> int:
    """How many letters must be changed, added or left out to make one of the other."""
    above = list(range(len(word) + 1))
    for at, a in enumerate(base, 1):
        row = [at]
        for n, b in enumerate(word, 1):
            row.append(min(above[n] + 1, row[-1] + 1, above[n - 1] + (a != b)))
        above = row
    return above[-1]


def pets_of(names: Iterable[str]) -> Iterator[str]:
    """The short forms of folded given names."""
    for name in names:
        yield from _pets().get(sound_of(name), ())


def told_letters(text: str) -> Iterator[str]:
    """Capitals that stand where a person would, as "JC said" and "ask JC"."""
    if text.isupper():
        return
    for found in _LETTERS.finditer(text):
        before = text[max(found.start() - _FARTHEST, 0) : found.start()]
        if found[0] not in _ABBREVIATIONS and (_AFTER_ONE.match(text, found.end()) or _BEFORE_ONE.search(before)):
            yield found[0]


def told_short(text: str) -> Iterator[str]:
    """Words of two letters that stand where a person would, as "Mo said"."""
    for found in _SHORT_NAME.finditer(text):
        before = text[max(found.start() - _FARTHEST, 0) : found.start()]
        if _AFTER_ONE.match(text, found.end()) or _BEFORE_ONE.search(before):
            yield found[0]


def titled_letters(text: str) -> Iterator[tuple[str, str]]:
    """A title with one letter, as "Mrs C.": the letter, and what is found."""
    yield from ((found[1], found[0]) for found in _TITLED.finditer(text))
