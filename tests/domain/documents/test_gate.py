"""The search for what gives somebody away."""

import tracemalloc

import pytest

from facilitator.domain.documents.blocks import Cell, Document, Figure, Table, plain
from facilitator.domain.documents.gate import Found, search, search_texts
from facilitator.domain.documents.searching import Hit, Searcher


def told(text: str, names: tuple[str, ...] = (), aliases: tuple[str, ...] = ()) -> Found:
    return search(Document("summary", "Title", (plain(text),)), names, aliases, "seat")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We rang Maria about it.", ("Maria",)),
        ("We rang MARIA about it.", ("MARIA",)),
        ("It was Maria’s desk.", ("Maria",)),
        ("Two Marias sit here.", ("Marias",)),
        ("Ask O'Brien.", ("Brien",)),
        ("The marital status.", ()),
        ("Nobody of that kind.", ()),
    ],
)
def test_names_are_found_whole_in_part_and_with_an_ending(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("Maria O'Brien",)).names == found


def test_parts_of_two_letters_count_where_they_are_written_like_a_name() -> None:
    assert told("Li went home with Wu.", ("Li Wu",)).names == ("Li", "Wu")
    assert told("So li wu, in LI.", ("Li Wuo",)).names == ()
    assert told("An old list. In it, no.", ("An In",)).names == ()
    assert told("Li  Wu went home.", ("Li Wu",)).names == ("Li  Wu",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سألنا فاطمة عن ذلك", ("فاطمة",)),
        ("Мы спросили Петрову об этом.", ("Петрову",)),
        ("我和王小明说话", ("王小明",)),
        ("小明来了", ("小明",)),
        ("Lukasz lo sabe, y JOSE tambien.", ("Lukasz", "JOSE")),
    ],
)
def test_names_in_other_scripts_and_without_accents_are_found(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("فاطمة الزهراء", "José Łukasz / Хосе Петров", "王小明")).names == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jane carter's desk", ("jane carter",)),
        ("Carter, Jane: the desk", ("Carter, Jane",)),
        ("Ask Jane\nCarter.", ("Jane\nCarter",)),
        ("Ask Mrs Car-\nter.", ("Carter",)),
        ("Ask Mrs Car\nter.", ("Carter",)),
        ("Ask Mrs Car\u00adter.", ("Car\u00adter",)),
        ("Ask Mrs C\u200barter.", ("C\u200barter",)),
        ("The Carters were here.", ("Carters",)),
        ("The Carterschen Regeln.", ("Carterschen",)),
        ("Then cartar rang.", ("cartar",)),
        ("Then Cartre rang.", ("Cartre",)),
        ("Then Catter rang, and Carterr.", ("Catter", "Carterr")),
        ("It is in janecarter.xls", ("janecarter",)),
        ("Jane Cartr said so.", ("Jane Cartr",)),
        ("A career in the cart; a charter to cater for.", ()),
        ("The care, the car and the art.", ()),
    ],
)
def test_names_are_found_across_lines_with_endings_and_misspelt(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("Jane Carter",)).names == found


@pytest.mark.parametrize(
    "written",
    [
        *("C\u0430rt\u0435r", "\u0421\u0430rt\u0435r", "Ｃａｒｔｅｒ", "𝐂𝐚𝐫𝐭𝐞𝐫", "Ⓒⓐⓡⓣⓔⓡ", "C4rter", "Cart3r"),
        *(
            "C a r t e r",
            "C.a.r.t.e.r",
            "C-a-r-t-e-r",
            "Ca-rter",
            "Car ter",
            "Car\u2010\nter",
            "Car- ter",
            "Ca\u00a0rter",
        ),
        *("C\u200da\u200dr\u200dt\u200de\u200dr", "C\u2060arter", "C\u115farter", "C\u3164arter", "C\u2800arter"),
        *("\u202eretraC\u202c", "Carter\ufe0f", "Ca\u0301rter", "carter123", "jcarter", "janec", "Janec_a"),
        *("J. Carter", "Carter, J.", "J.C.", "J. C.", "Karter", "Jnae", "Jayne", "Jan", "CARTER'S", "@carter"),
    ],
)
def test_names_are_found_however_they_are_disguised(written: str) -> None:
    assert told(f"We asked {written} about it.", ("Jane Carter",)).names != ()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jürgen Weiß", "Juergen Jurgen WEISS Weißens Weiss' Jürgens"),
        ("Juergen Weiss", "Jürgen Weiß"),
        ("Jörg Ott", "Joerg Jorg Otts"),
        ("Anna-Lena Müller-Schmidt", "Annalena Anna Lena Mueller Muller Müllers Müllerschen Schmidtchen"),
        ("Matti Virtanen", "Virtasen Virtaselle Virtasella Virtaseen Matille Mattin"),
        ("İbrahim Yıldız", "IBRAHIM ibrahim YILDIZ Yıldızlar Yıldız'ın"),
        ("Katarzyna Nowak / Kasia", "Nowaka Nowakowi Nowakiem Katarzynie Katarzynę Kasia Kasię"),
        ("Jana Nováková", "Jany Janě Janou Novákové Novákovou Novakova"),
        ("Иван Петров", "Петрова Петрову Петровым Ивана Иваном"),
        ("Γιώργος Παπαδόπουλος", "Παπαδόπουλου ΠΑΠΑΔΟΠΟΥΛΟΣ Παπαδόπουλε Γιώργο"),
        ("יוסי כהן", "כהן לכהן וכהן שיוסי"),
        ("فاطمة الزهراء", "فاطمة لفاطمة بفاطمة وفاطمة"),
        ("王小明", "王小明 小明 王先生"),
        ("佐藤 健", "佐藤 佐藤さん 健さん"),
        ("김철수", "김철수 철수 김철수가 철수씨"),
        ("สมชาย ใจดี", "สมชาย คุณสมชาย"),
        ("Maria del Carmen García López", "García Garcia Lopez Carmen"),
        ("Björk Guðmundsdóttir", "Gudmundsdottir Guðmundsdóttur Bjork"),
        ("Søren Ærø", "Soren Soeren Sørens Aero"),
        ("Szabó János", "Szabónak Szabóval Jánosban Janos"),
        ("Jan de Vries", "Vries Jans vries"),
    ],
)
def test_names_are_found_as_many_languages_write_and_bend_them(name: str, written: str) -> None:
    missed = [word for word in written.split() if not told(f"– {word} –", (name,)).names]
    assert missed == []


def test_a_name_that_is_a_common_word_is_asked_about_where_it_may_be_a_name() -> None:
    assert told("They will do it on the mark.", ("Will Mark",)).names == ()
    assert told("They asked Will, and Mark too.", ("Will Mark",)).names == ("Will", "Mark")
    assert told("they asked will, and mark too", ("Will Mark",)).names == ("will", "mark")
    assert told("Ask Will Mark; i met will mark.", ("Will Mark",)).whole_names == ("Will Mark",)
    assert "will mark" in told("Ask Will Mark; i met will mark.", ("Will Mark",)).names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Katharina Maier", "Catarina Meyer Mayer Meier Mayr Kathi Katharinas"),
        ("William Stephens", "Bill Billy Liam Stevens Stefens"),
        ("Kristina Schmidt", "Christina Tina Chris Schmitt Schmid"),
        ("Carl Wittenberg", "Karl Wittemburg"),
    ],
)
def test_names_are_found_as_they_are_heard_and_shortened(name: str, written: str) -> None:
    missed = [word for word in written.split() if not told(f"Then {word} rang.", (name,)).names]
    assert missed == []
    assert told(f"Then {written.split(maxsplit=1)[0]} rang.", (name,)).whole_names == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("JC said no.", ("JC",)),
        ("It was JC’s list.", ("JC",)),
        ("You must ask JC first.", ("JC",)),
        ("Then Mrs C. rang.", ("Mrs C.",)),
        ("Ask Jane\u2028Carter or Car\u2028ter.", ("Jane\u2028Carter",)),
        ("We have a JC cable.", ()),
        ("ASK JC ABOUT IT.", ()),
        ("IT said no, and the PC was off.", ()),
    ],
)
def test_initials_are_found_where_a_person_would_stand(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("Jane Carter", "Ian Thompson", "Paula Cole")).names[: len(found) or None] == found


def test_a_name_of_two_letters_that_is_a_word_too_is_found_where_a_person_would_stand() -> None:
    assert told("Then Mo said no. Ask Mo. It was Mo’s.", ("Mo Ali",)).names == ("Mo",)
    assert told("Mo to Fr we are here, and la la.", ("Mo Ali", "La Than")).names == ()
    assert told("He said no. It is so.", ("He Jiankui", "It Ng")).names == ()


@pytest.mark.parametrize(
    "text",
    [
        "Will you tell me? May I see it? Then will they, or may we?",
        "We moved in May, on 3 May 2026, and last May too. May 2027 is next.",
        "It is a long field with a small hill, and the price fell in winter.",
        "We can hope, and the cook and the baker park near the wood.",
    ],
)
def test_words_that_people_are_called_like_are_not_asked_about_where_they_are_plainly_words(text: str) -> None:
    names = (
        *("Will Field", "Theresa May", "Rose Price", "Joan Hill", "Kai Winter", "Faith Cook", "Hope Baker"),
        *("Joy Park", "Ali Can", "Ray Wood", "Eva Klein", "Anna Lang"),
    )
    assert told(text, names).names == ()
    assert told("They asked Will. And Hope? It was May’s.", names).names == ("Will", "Hope", "May")


GERMAN = (
    "Wir nehmen den ersten Anruf an und antworten in einer Stunde. Wer gerade am nächsten sitzt, schreibt eine Zeile. "
    "Der Kunde ruft an, und niemand weiß, wer ihm etwas zugesagt hat. Die Schuld bleibt bei uns. Der Schutz der Daten, "
    "die Schule, der Markt, die Messe und das Lager: Welche Rolle haben sie? Manche Fehler sehen wir erst, wenn sich "
    "der Kunde beschwert. Mehrere Leute machen das Gleiche. Weder Einkauf noch Buchhaltung kennen die Fristen."
)
DUTCH = (
    "Wij nemen het eerste gesprek aan. Klanten bellen, en niemand weet wat er is beloofd. Soms helpt een lijst. "
    "Meestal ligt het aan de planning. Wie het dichtst bij zit, schrijft een regel. Vaak wachten wij op het kantoor."
)
FRENCH = (
    "Nous prenons le premier appel. Les clients attendent, et personne ne sait ce qui fut promis. Parfois une liste "
    "suffit. Chaque matin, le chef demande un rapport. Notre bureau est loin du marché, et les lettres se perdent."
)


@pytest.mark.parametrize(("language", "text"), [("de", GERMAN), ("de-AT", GERMAN), ("nl", DUTCH), ("fr", FRENCH)])
def test_everyday_text_of_other_languages_holds_no_name(language: str, text: str) -> None:
    names = (
        *(
            "Karl Kunze",
            "Petra Schulz",
            "Ina Marks",
            "Jan Hesse",
            "Uwe Lange",
            "Ute Weise",
            "Olaf Zeiler",
            "Eva Lagler",
        ),
        *("Piet Klant", "Sem Lijs", "Bas Vaas", "Luc Chevalier", "Marc Martin", "Lea Perso", "Max Moser", "Lena Leute"),
    )
    assert Searcher(names, language=language).names_in(text) in ([], [Hit("part", "Leute")])


def test_a_misspelt_name_is_found_in_other_languages_too() -> None:
    assert Searcher(("Karl Kunze",), language="de").names_in("Fragt Herrn Kunse danach.") == [Hit("near", "Kunse")]


@pytest.mark.parametrize(
    "text", ["It is IT, HR and PC.", "See e.g. the list, i.e. all of it.", "At 8 a.m. the U.S. desk rang."]
)
def test_abbreviations_are_nobodys_initials(text: str) -> None:
    assert told(text, ("Ian Thompson", "Hugo Riva", "Adam Monk", "Eric Gold", "Ida Ender")).names == ()


def test_words_in_pictures_are_found() -> None:
    svg = "<svg><text><tspan>Ask Mrs Car</tspan><tspan>ter</tspan></text><text>A &amp; B</text></svg>"
    found = search(Document("report", "T", (Figure("Who", svg, "Nothing"),)), ("Jane Carter",), (), "seat")
    assert found.names == ("Carter",)


def test_only_a_whole_name_is_no_ordinary_word() -> None:
    assert told("Will Grant is asked.", ("Will Grant",)).whole_names == ("Will Grant",)
    assert told("They will do it, and Will too.", ("Will Grant",)).whole_names == ()


def test_everyday_text_holds_no_name() -> None:
    text = (
        "We take the first call and answer within the hour. Whoever is near the desk picks it up, passes it on and "
        "writes a line. What would help: one list, fewer copies, more trust. Nobody knew who had promised what."
    )
    names = ("Mary Parker", "John Walker", "Rob Foster", "Ann Marsh", "Tom Lister", "Nora Coopman", "Karin Promes")
    assert told(text, names).names == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to j.carter@desk.example.", ("j.carter@desk.example",)),
        ("Ring +44 20 7946 0958 now", ("+44 20 7946 0958",)),
        ("Ring (020) 7946 0958.", ("(020) 7946 0958",)),
        ("Ring 555-0123.", ("555-0123",)),
        ("Pay NL91 ABNA 0417 1643 00.", ("NL91 ABNA 0417 1643 00",)),
        ("Pay de89370400440532013000 today.", ("de89370400440532013000",)),
        ("Pay DE89\u202f3704\u202f0044\u202f0532\u202f0130\u202f00.", ("DE89 3704 0044 0532 0130 00",)),
        ("Write to jane (at) desk.example or j＠desk.example.", ("jane (at) desk.example", "j@desk.example")),
        ("Ring 020\u20117946\u20110958 or ０２０７９４６０９５８.", ("020‐7946‐0958", "02079460958")),
        ("Ring 020\u20097946\u20090958.", ("020 7946 0958",)),
        ("Write to anna at firm dot com.", ("anna at firm dot com",)),
        ("Write to anna at firm.com.", ("anna at firm.com",)),
        ("Write to anna [at] firm [dot] com.", ("anna [at] firm [dot] com",)),
        ("Ring oh two oh, seven nine four six.", ("oh two oh, seven nine four six",)),
        ("Ring null eins sieben zwo neun neun.", ("null eins sieben zwo neun neun",)),
        ("Ring extension 4411, not ext. 12.", ("extension 4411", "ext. 12")),
        ("Pay into account 123456, sort code 20-00-00.", ("account 123456", "sort code 20-00-00")),
        ("Look at it at noon; at one point in time; one, two, three, four.", ()),
        ("Card 2 of 5; we phone 3 times; the extension of 2024; room 12.", ()),
        ("It is at10 in the morning of12 people in33 rooms, at least.", ()),
        ("It happened on 03.11.2026, from 2019-2024, on 2026-11-03.", ()),
        ("Some 10 000 000 of 1.500.000, at 10.30, for 10-15 people.", ()),
    ],
)
def test_addresses_and_numbers_are_found(text: str, found: tuple[str, ...]) -> None:
    assert told(text).contacts == found


def test_an_answer_ends_with_the_text_and_with_what_is_found() -> None:
    def digest(text: str, *names: str) -> str:
        (place,) = search_texts([("s1", text)], Searcher(names))
        return place.digest

    assert digest("Ask Will.", "Will Grant") == digest("Ask Will.", "Will Grant")
    assert digest("Ask Will.", "Will Grant") != digest("Ask Will now.", "Will Grant")
    assert digest("Ask Will for Jane.", "Will Grant") != digest("Ask Will for Jane.", "Will Grant", "Jane Carter")


def test_the_same_letters_composed_in_another_way_are_the_same_name() -> None:
    assert told("Jose\u0301 said so.", ("José",)).names == ("José",)


def test_how_many_names_were_tried_is_told() -> None:
    assert told("Nothing.", ("One Name", "Another", " ")).names_tried == 2


def test_aliases_are_found_as_they_are_written() -> None:
    assert told("Ash said so.", aliases=("Ash", "S1")).aliases == ("Ash",)
    assert told("There was ash on the desk.", aliases=("Ash",)).aliases == ()
    assert told("It was S1 who rang.", aliases=("S1",)).aliases == ("S1",)
    assert told("HERON and H\u00aderon, or Ｈｅｒｏｎ.", aliases=("Heron",)).aliases == ("HERON", "Heron")


@pytest.mark.parametrize("alias", ["A", "3", "", " "])
def test_an_alias_that_any_text_holds_is_not_looked_for(alias: str) -> None:
    assert told("A problem rang 3 times.", aliases=(alias,)).aliases == ()


def test_seats_are_found() -> None:
    assert told("As seat 3 said, and Seat no. 4.").seats == ("seat 3", "Seat no. 4")
    assert told("We seat 40 people.").seats == ("seat 40",)
    assert told("Seat #5, seat nr. 6, seat-7.").seats == ("Seat #5", "seat nr. 6", "seat-7")
    assert told("A seat at the table.").seats == ()


def test_tables_are_searched_too() -> None:
    table = Table("Who", ("Maria",), ((Cell("S1"),),))
    found = search(Document("matrix", "Title", (table,)), ("Maria X",), ("S1",), "seat")
    assert (found.names, found.aliases) == (("Maria",), ("S1",))


def test_a_word_of_many_pages_takes_neither_long_nor_much() -> None:
    """Such as a picture that was pasted as text: it is no name with a letter too many, and nobody's address."""
    word = "abcdefghijk" * 400
    assert told(f"{word}@firm.org").contacts == (f"{word[-64:]}@firm.org",)
    tracemalloc.start()
    try:
        assert told(f"The word {word} is long.", ("Jane Carter",)).names == ()
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
