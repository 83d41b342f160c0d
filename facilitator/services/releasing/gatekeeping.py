"""One search for everything that participants read or see, with the answers that were given once and are kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import fields, is_dataclass, replace

from facilitator.domain.clearances import Clearance
from facilitator.domain.documents.blocks import Document
from facilitator.domain.documents.gate import Place, bare, places, search_texts
from facilitator.domain.documents.guard import Guard
from facilitator.domain.documents.name_endings import folded
from facilitator.domain.documents.ordinary_words import ordinary_in
from facilitator.domain.documents.replacing import Replacement, Replacing
from facilitator.domain.documents.searching import Hit, Searcher
from facilitator.domain.findings import Quote
from facilitator.domain.packs import Pack, PackItem
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.releasing.heard import Heard, listening_place
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store

REMEMBERED = 50_000
LETTER = "letter"
"""The name of the one document that is for nobody in particular and that participants read all the same."""


class _Remembering(Searcher):
    """Texts that were searched once are not searched again."""

    def __init__(self, names: Iterable[str], aliases: Iterable[str], seat_word: str, language: str) -> None:
        super().__init__(names, aliases, seat_word, language)
        self._seen: dict[str, tuple[Hit, ...]] = {}

    def search(self, text: str) -> tuple[Hit, ...]:
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            found = self._seen[text] = super().search(text)
        return found


class _Interrupted(Searcher):
    """Another searcher that stops where `check` raises."""

    def __init__(self, searcher: Searcher, check: Callable[[], None]) -> None:
        self.names_tried = searcher.names_tried
        self._search = searcher.search
        self._check = check

    def search(self, text: str) -> tuple[Hit, ...]:
        self._check()
        return self._search(text)


class _Ready:
    """What was made of the name key as it is now; threads share it, so each part is only ever exchanged as a whole."""

    def __init__(self) -> None:
        self.searchers: dict[object, Searcher] = {}
        self.replacings: dict[object, Replacing] = {}
        self.own: dict[object, frozenset[str]] = {}


class Gatekeeper:
    """Replaces and searches with the name key as it is now; `seat_word` is the program's own word for a seat."""

    def __init__(self, store: Store, names: NameKey, seat_word: str = "seat") -> None:
        self._store = store
        self._names = names
        self._seat_word = seat_word
        self._ready = _Ready()
        self._check: Callable[[], None] | None = None
        self._heard = Heard(store)

    def beside(self, store: Store, check: Callable[[], None]) -> "Gatekeeper":
        """The same for another thread, which reads from a store of its own; `check` is called often and may raise."""
        made = copy(self)
        made._store, made._check, made._heard = store, check, Heard(store)  # noqa: SLF001
        return made

    @property
    def searcher(self) -> Searcher:
        """Looks for the people of this study."""
        made = self._searcher
        return _Interrupted(made, self._check) if self._check else made

    @property
    def _searcher(self) -> Searcher:
        aliases = tuple(sorted(person.alias for person in self._store.find(Person)))
        known = (self._names.version, aliases, self._language)
        made = self._ready.searchers.get(known)
        if made is None:
            made = _Remembering(self._names.to_look_for(), aliases, self._seat_word, self._language)
            self._ready.searchers = {known: made}
        return made

    @property
    def _language(self) -> str:
        return (self._store.get(Study, STUDY_ID) or Study()).language

    @property
    def replacing(self) -> Replacing:
        """Applies the list of replacements."""
        version = self._names.version
        made = self._ready.replacings.get(version)
        if made is None:
            made = Replacing([Replacement(words, instead) for words, instead in self._names.replacements()])
            self._ready.replacings = {version: made}
        return made

    def replaced(self, document: Document) -> Document:
        """The document as it is to be read."""
        return self.replacing.document(document)

    # What was found

    def places(self, document: Document, viewer: str | None, more: Iterable[str] = ()) -> tuple[Place, ...]:
        """What must be decided before the viewer gets the document; `more` are texts of it that are in no block."""
        searched = {bare(text) for text in document.texts}
        rest = [("", text) for text in more if bare(text) not in searched]
        found = (*places(document, self.searcher), *search_texts(rest, self.searcher))
        return tuple(self.open(found, viewer, read=_is_read(document, viewer)))

    def guard(
        self, document: Document, viewer: str | None, allow: Iterable[str] = (), own: Iterable[str] = ()
    ) -> Guard:
        """What the finished file is searched for; words that were let stay in the document may be in it.

        `own` are the program's own texts: what looks like a name in them is none.
        """
        read = _is_read(document, viewer)
        found = [place.barred(for_participants=read) for place in places(document, self.searcher)]
        waiting = {hit.word.casefold() for place in self.open(found, viewer, read=read) for hit in place.hits}
        stay = {hit.word.casefold() for place in found for hit in place.hits} - waiting
        aliases = sorted({person.alias for person in self._store.find(Person)}) if read else []
        return Guard(
            names=tuple(self._names.to_look_for()),
            aliases=tuple(aliases),
            seat_word=self._seat_word if read else "",
            allowed=frozenset(stay | {word.casefold() for word in allow} | self._words_of(tuple(own))),
            language=self._language,
        )

    def _words_of(self, own: tuple[str, ...]) -> frozenset[str]:
        """What would be found in texts that are the same in all documents, looked for once."""
        known = (self._searcher, own)
        words = self._ready.own.get(known)
        if words is None:
            found = search_texts((("", text) for text in own), self.searcher)
            words = frozenset(hit.word.casefold() for place in found for hit in place.hits)
            self._ready.own = {known: words}
        return words

    def open(self, found: Iterable[Place], viewer: str | None, *, read: bool = False) -> list[Place]:
        """Those of the places that were not let stay for this viewer, in these words; `read` by participants too."""
        cleared = {(each.item, each.sha256) for each in self._store.find(Clearance, viewer=viewer)}
        asked = (replace(place, for_all=True) for place in found) if read and viewer is None else found
        barred = (place.barred(for_participants=read or viewer is not None) for place in asked)
        return [each for each in barred if each.hits and (each.whole_names or (each.item, each.digest) not in cleared)]

    def was_let_stay(self, viewer: str | None, place: Place) -> bool:
        """Whether it was answered before, for this viewer and in these words."""
        return self._store.get(Clearance, Clearance(viewer, place.item, place.digest).id) is not None

    def let_stay(self, viewer: str | None, place: Place, at: str) -> None:
        """Keeps the answer that the viewer may be given these words; it can be undone."""
        with self._store.change("Let the words stay") as change:
            change.put(Clearance(viewer, place.item, place.digest, at))

    # What a group is shown

    def pack(self, pack: Pack) -> Pack:
        """The pack in the words in which it is shown, with what waits for a decision because somebody is named."""
        made = self.replacing.pack(self._unheard(pack))
        return replace(made, unsafe=tuple(dict.fromkeys(place.item for place in self.in_pack(made))))

    def heard_naming(self, quotes: Iterable[Quote], viewer: str | None) -> set[str]:
        """Ids of those in whose voice somebody is named: replacing does nothing to sound, but hiding a span does."""
        quotes = [quote for quote in quotes if quote.clip is not None]
        texts = [(quote.id, quote.text) for quote in quotes if quote.clip is not None and not quote.clip.hidden]
        told = self.open(search_texts(texts, self.searcher), viewer)
        return {place.item for place in (*told, *self.heard_besides(quotes, viewer))}

    def heard_besides(self, quotes: Iterable[Quote], viewer: str | None) -> list[Place]:
        """Where a transcript tells that somebody is named in a clip, but not in the words of its quote.

        Also where it is in these words, if something is hidden in the clip, but not this name.
        """
        found, searcher = [], self.searcher
        for quote in quotes:
            words = self._heard.words_in(quote.clip) if quote.clip is not None else None
            said = _found(quote.text, searcher) if words else set()
            if said and quote.clip is not None and quote.clip.hidden:
                said -= _found(self._heard.words_in(quote.clip, measured=True) or "", searcher)
            hits = tuple(hit for hit in searcher.search(words or "") if hit.word.casefold() not in said)
            found += [Place(quote.id, words or "", hits)] if hits else []
        return self.open(found, viewer) if found else []

    def unheard(self, quotes: Iterable[Quote]) -> list[Quote]:
        """Those whose clips somebody has to listen to: no transcript tells what is said, and nobody has since."""
        clips = [quote for quote in quotes if quote.clip is not None and self._heard.words_in(quote.clip) is None]
        return [quote for quote in clips if not self.was_let_stay(None, listening_place(quote))]

    def _unheard(self, pack: Pack) -> Pack:
        """The pack without replays in which a name is heard."""
        unheard = self.heard_naming((each.quote for each in pack.quotes if each.replay), pack.viewer)
        if not unheard:
            return pack
        return replace(pack, items=tuple(_without_replay(item, unheard) for item in pack.items))

    def in_pack(self, pack: Pack) -> list[Place]:
        """What must be decided about words of a pack that is replaced already."""
        texts = [each for item in pack.items for each in _texts_of(item)]
        return self.open(search_texts(texts, self.searcher), pack.viewer)

    def question(self, question: str) -> str:
        """The wording of a question as a group may see it."""
        found = self._store.get(Question, question)
        return self.replacing.text(found.text) if found else ""

    def on_screen(self, texts: Sequence[str]) -> tuple[Hit, ...]:
        """What must not be seen of texts that are about to be projected: names, addresses and numbers.

        Parts of names and aliases count too, but for ordinary words and for what some group was let see.
        """
        found = search_texts((("", text) for text in texts), self.searcher)
        cleared = {each.sha256 for each in self._store.find(Clearance) if each.viewer} if found else set()
        ordinary = ordinary_in(self._language)

        def is_barred(place: Place, hit: Hit) -> bool:
            if hit.kind in ("part", "alias"):
                return place.digest not in cleared and folded(hit.word) not in ordinary
            return hit.kind in ("name", "contact")

        return tuple(hit for place in found for hit in place.hits if is_barred(place, hit))


def _is_read(document: Document, viewer: str | None) -> bool:
    """Whether participants read it: what is for a group, and the letter, which is for everybody."""
    return viewer is not None or document.name == LETTER


def _found(text: str, searcher: Searcher) -> set[str]:
    return {hit.word.casefold() for hit in searcher.search(text)}


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value made of dataclasses, mappings and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in texts_in(part))
    elif isinstance(value, tuple | list):
        yield from (text for part in value for text in texts_in(part))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (text for each in fields(value) for text in texts_in(getattr(value, each.name)))


def _without_replay(item: PackItem, unheard: set[str]) -> PackItem:
    quotes = tuple(replace(each, replay=each.replay and each.quote.id not in unheard) for each in item.quotes)
    return item._replace(quotes=quotes)


def _texts_of(item: PackItem) -> list[tuple[str, str]]:
    own = [(item.statement.id, item.statement.text)] if item.statement else []
    return own + [(each.quote.id, each.quote.text) for each in item.quotes]
