"""The texts of a header with their places, and checks of them: leftovers of a template, HTML, wrong
encodings, and private data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenight.content.model.base import Fact
from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.problem import Finding, Location, quoted

# Accounts have rules of their own, a Wi-Fi password may look like anything, and four inks look like a
# phone number.
_APART = frozenset(["accounts", "wifi", "contact", "security_contact", "maintainers", "print"])

Oddities = Iterator[tuple[Location, Finding]]  # what is odd, each with its place
_THING = (
    r"(?:location|venue|city|town|name|event|address|organi[sz]ation|organi[sz]er|sponsor|company|"
    r"hashtag|account|handle|link|url|text|title|charity|country|description)"
)
# A value that is only a template's placeholder.
_WHOLE = re.compile(
    rf"(?:your|sample|insert|enter)[ _-]?{_THING}(?:[ _-]?(?:here|name|\d))?|"
    rf"(?:my|the)[ _-]?{_THING}[ _-]?(?:here|name|\d)|"
    rf"{_THING}[ _-]name(?: here)?|(?:sample|placeholder|foobar|asdf+|qwert[yz]|test)|x{{3,}}|\?+|"
    r"(?:jane doe|max mustermann|erika mustermann)|sponsor \d|street and number",
    re.IGNORECASE,
)
# A possible placeholder that can also be the name of a venue or band.
_DOUBTFUL = re.compile(
    rf"(?:my|the)[ _-]?{_THING}|example|john doe|street|123 main st(?:reet|\.)?", re.IGNORECASE
)
# The same, only as a venue's name; elsewhere it is an ordinary word.
_VENUE = re.compile(r"venue|location|place|room|x+", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"t\.?b\.?[acd]\.?|to be (?:announced|confirmed|decided|defined)|coming soon|n/a|"
    r"à (?:définir|confirmer|venir)|[-–—.]+",
    re.IGNORECASE,
)
# Traces of a template anywhere in a text. Prose may have "your location", link texts in brackets and
# underscores for emphasis. Notes like TODO and XXX count only in capitals, because of Spanish ("todo el
# mundo"), and only with a colon or in brackets, because of Spanish in capitals and Roman numerals ("XXX").
_WITHIN = re.compile(
    rf"(?i:lorem ipsum|yourlocation)|\{{\{{.{{0,80}}?\}}\}}|\{{%.{{0,80}}?%\}}|"
    rf"(?i:[\[<{{](?:your|my|insert|enter)[ _-]{_THING}[^\]>}}]{{0,80}}[\]>}}])(?!\()|"
    rf"(?i:\binsert (?:your )?{_THING} here\b)|"
    r"\bFIXME\b|(?<![^\W\d_] )\b(?:TODO|XXX)(?= ?:)|(?<=[(\[<{])(?:TODO|XXX)(?=[)\]>}])|"
    r"(?m:^(?:TODO|XXX)$)|(?<![\w_])_{3,} ?\w(?!.{0,200}\w___)"
)
_SAMPLE_HOST = re.compile(
    r"https?://(?:www\.)?(?:example\.(?:com|net)|(?:your|my)-?(?:site|website|domain|event|link|page|shop|tickets?)\.\w+|"
    r"(?:website|domain|foo|test)\.(?:com|org))(?=[/?#:]|$)",
    re.IGNORECASE,
)
# Words of a template in lower case: searching for them first is ten times as fast as the patterns.
_WORDS = ("lorem", "your", "insert", "enter", "{{", "{%", "todo", "fixme", "xxx", "___", "[my", "<my", "{my")
_WHOLE_LINE = re.compile(
    rf"^(?:(?:{_WHOLE.pattern})|(?:{_DOUBTFUL.pattern})|(?:{_UNKNOWN.pattern}))$", re.MULTILINE
)
# Tags and entities of HTML.
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,80})?/?>|&(?:[a-zA-Z]{2,8}|#[0-9]{2,6});")
# A UTF-8 character that was read as Windows-1252 or Latin-1: its first byte, and a second one.
_GARBLED = re.compile("[\u00c2-\u00f4](?:[\u0080-\u00bf]|[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])|\ufffd")
_EMAIL = re.compile(
    r"(?<![\w@./+-])[\w.+-]{1,64}(?:@|\s?[(\[]\s?(?:at|arobase|@)\s?[)\]]\s?)"
    r"[\w-]{1,63}(?:(?:\.|\s?[(\[](?:dot|point)[)\]]\s?)[\w-]{1,63}){1,5}(?![\w@])",
    re.IGNORECASE,
)
_ARROBA = re.compile(r"[(\[]\s?(?:at|arobase|@)\s?[)\]]", re.IGNORECASE)
# The search for phone numbers needs at least seven digits in a row; dates, amounts and coordinates are
# alone on their lines.
_RUN = re.compile(r"\d(?:[ ().-]{0,2}\d){6}.*")
_NO_PHONE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:]+)?|\d+(?:\.\d+)?|\d+\.\d+, -?\d+\.\d+")
_WORDS_FOR_PHONE = (
    r"tel|phone|telephone|mobile|call|whatsapp|sms|text|tél|téléphone|telefon|telefono|teléfono|telefone|"
    r"portable|handy|celular|móvil|numéro"
)
_PHONE = re.compile(
    r"(?<![\w/+.-])(?:\+[1-9](?:[ ().-]{0,2}\d){7,13}|0\d(?:[ .-]\d{2}){4}|\(\d{3}\) ?\d{3}[ -]\d{4}|"
    r"\d{3}([-.])\d{3}\1\d{4})(?![\w-])"
    rf"|\b(?:{_WORDS_FOR_PHONE})\b\.?[ :=]{{0,3}}(?:\+?\d(?:[ ().-]{{0,2}}\d){{6,13}})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Texts:
    """The texts of a header. ``whole`` is all of them, one per line: a single search in it is enough for
    nearly every file, which has nothing odd."""

    typed: tuple[tuple[Location, str], ...]
    whole: str

    def urls(self) -> Iterator[tuple[Location, str]]:
        """The texts that are web addresses."""
        return ((at, text) for at, text in self.typed if text.startswith(("http://", "https://")))


def texts_of(typed: Iterable[tuple[Location, str | None]]) -> Texts:
    """The texts of a header without accounts, contact, maintainers' names on the git host, Wi-Fi and print
    settings."""
    kept = tuple((at, text) for at, text in typed if text and _APART.isdisjoint(at))
    return Texts(kept, "\n".join(text for _, text in kept))


def parts_of(fact: Fact, at: Location = ()) -> Iterator[tuple[Location, Fact]]:
    """A fact and all facts inside it."""
    yield at, fact
    for name, value in fact.__dict__.items():
        if isinstance(value, Fact):
            yield from parts_of(value, (*at, name))
        elif type(value) is tuple:
            for number, item in enumerate(value):
                if isinstance(item, Fact):
                    yield from parts_of(item, (*at, name, number))


def leftovers(texts: Texts) -> Oddities:
    """Leftovers of a template, and texts that only say "not known"."""
    lower = texts.whole.lower()
    maybe = may_be_a_template(lower) or _WHOLE_LINE.search(lower) or _SAMPLE_HOST.search(lower)
    for at, text in texts.typed:
        if maybe and (finding := _leftover(text)):
            yield at, finding
        elif at == ("venue", "name") and _VENUE.fullmatch(text):
            yield at, kinds.DOUBTFUL(text)


def may_be_a_template(lower: str) -> bool:
    """Whether a long text, in lower case, may have leftovers of a template in any of its lines."""
    return any(word in lower for word in _WORDS)


def _leftover(text: str) -> Finding | None:
    if text.startswith("http"):
        return kinds.SAMPLE_HOST(text) if _SAMPLE_HOST.match(text) else None
    if len(text) < 60 and _WHOLE.fullmatch(text):
        return kinds.TEMPLATE(text)
    if len(text) < 60 and _DOUBTFUL.fullmatch(text):
        return kinds.DOUBTFUL(text)
    if len(text) < 20 and _UNKNOWN.fullmatch(text):
        return kinds.UNKNOWN(text)
    found = _WITHIN.search(text)
    return kinds.TEMPLATE(found[0]) if found else None


def markup(texts: Texts) -> Oddities:
    """HTML in fields for plain text."""
    if not _MARKUP.search(texts.whole):
        return
    for at, text in texts.typed:
        found = None if text.startswith("http") else _MARKUP.search(text)
        if found:
            yield at, kinds.MARKUP(found[0])


def garbled(texts: Texts) -> Oddities:
    """Text that was written in one encoding and read in another."""
    if texts.whole.isascii() or not _GARBLED.search(texts.whole):
        return
    for at, text in texts.typed:
        meant = _ungarbled(text)
        if meant or "\ufffd" in text:
            yield at, kinds.GARBLED(text, quoted(meant) if meant else None)


def _ungarbled(text: str) -> str | None:
    if not _GARBLED.search(text):
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


def private(texts: Texts) -> Oddities:
    """E-mail addresses and phone numbers in any text that is not a web address."""
    if not may_be_private(texts.whole):
        return
    for at, text in texts.typed:
        if not text.startswith("http"):
            for _, finding in privacy_of(text):
                yield at, finding


def may_be_private(text: str) -> bool:
    """Whether a long text may have private data in any of its lines."""
    if "@" in text or _ARROBA.search(text):
        return True
    return any(not _NO_PHONE.fullmatch(run[0]) for run in _RUN.finditer(text))


def privacy_of(text: str) -> Iterator[tuple[int, Finding]]:
    """E-mail addresses and phone numbers in a text, each with its offset."""
    if "@" in text or _ARROBA.search(text):
        for found in _EMAIL.finditer(text):
            yield found.start(), kinds.EMAIL(found[0])
    for found in _PHONE.finditer(text):
        yield found.start(), kinds.PHONE(found[0])


def template_words(text: str) -> Iterator[tuple[int, Finding]]:
    """Traces of a template in a text, each with its offset."""
    for found in _WITHIN.finditer(text):
        yield found.start(), kinds.TEMPLATE(found[0])
