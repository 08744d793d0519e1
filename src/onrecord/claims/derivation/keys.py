"""What a document is looked up by: passages, long quotations, its address, its publisher and week.

Each sentence has a MinHash of its word shingles (Broder 1997) in bands, so that two sentences that share most of their
words are likely to share a key: with half of their shingles in common half of such pairs do, and an article has many.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.claims.derivation.naming import namings
from onrecord.claims.derivation.outlets import plain_outlet
from onrecord.claims.derivation.words import Words, words_of
from onrecord.language.quotes import quotations
from onrecord.model import Document, Moment, Span

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 3
BANDS, ROWS = 5, 3
FEWEST_SHINGLES = 6
MOST_SENTENCES = 400
MOST_LINKS = 100
MOST_AUTHORS = 5
LONG_QUOTATION = 8
"""Words from which on a quotation tells where it comes from; "a long way to go" is said by everybody."""
WEEKS = 2
"""How far back a report that is named without an address may lie."""
_SEPARATOR = "\x1f"
UNDATED, ANY_TIME = "undated", "any"
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|cmp|ref)=", re.IGNORECASE)


def document_keys(document: Document) -> tuple[str, ...]:
    """What the document is found by: its passages, address and publisher, and those that it names and links to, so that
    an earlier report that comes to the record later finds it too."""
    words = words_of(document)
    named = dict.fromkeys(n.outlet for n in namings(document))
    found = [
        *passage_keys(words),
        *quotation_keys(words),
        *(k for n in named for k in keys_at(n, document.published, "n")),
    ]
    found += [f"l{url_key(link.target)}" for link in document.links[:MOST_LINKS]]
    if document.url:
        found.append(url_key(document.url))
    for maker in filter(None, (document.publisher, *document.authors[:MOST_AUTHORS])):
        found += keys_at(maker, document.published, "w")
    return tuple(dict.fromkeys(found))


def lookup_keys(words: Words, named: Iterable[str]) -> list[str]:
    """What the documents that the one with ``words`` may derive from, or that may derive from it, are found by."""
    document = words.document
    found = [
        *passage_keys(words),
        *quotation_keys(words),
        *(k for n in named for k in keys_near(n, document.published, "w")),
    ]
    found += [url_key(link.target) for link in document.links[:MOST_LINKS]]
    if document.url:
        found.append(f"l{url_key(document.url)}")
    if document.publisher:
        found += keys_near(document.publisher, document.published, "n", step=1)
    return list(dict.fromkeys(found))


def passage_keys(words: Words) -> Iterator[str]:
    for sentence in words.sentences[:MOST_SENTENCES]:
        shingles = list(dict.fromkeys(shingles_of(words.words[sentence.first : sentence.last])))
        if len(shingles) < FEWEST_SHINGLES:
            continue
        minimal = _minhash(shingles)
        for band in range(BANDS):
            yield f"p{band}:{_short(*minimal[band * ROWS : (band + 1) * ROWS])}"


def shingles_of(words: tuple[str, ...], size: int = SHINGLE) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(size)), strict=False)


@cache
def _empty() -> "MinHash":
    # loaded here, since datasketch brings SciPy, which takes half a second
    from datasketch import MinHash  # noqa: PLC0415

    # The scheme is named because keys are kept: a new default would hash the same words to others.
    return MinHash(num_perm=BANDS * ROWS, seed=1, scheme="affine32")


def _minhash(shingles: list[tuple[str, ...]]) -> list[int]:
    one = _empty().copy()
    one.update_batch([" ".join(shingle).encode("utf-8", "surrogatepass") for shingle in shingles])
    return [int(value) for value in one.hashvalues]


def quotation_keys(words: Words) -> Iterator[str]:
    for first, last in long_quotations(words):
        yield f"q:{_short(*words.words[first : first + LONG_QUOTATION])}"
        yield f"q:{_short(*words.words[last - LONG_QUOTATION : last])}"


def long_quotations(words: Words) -> Iterator[tuple[int, int]]:
    """The quotations of enough words, as [first, last) of the article's words."""
    for quotation in quotations(words.document.text):
        first, last = words.between(Span(quotation.inner_start, quotation.inner_end))
        if last - first >= LONG_QUOTATION:
            yield first, last


def url_key(address: str) -> str:
    """Of an address without its scheme, "www.", fragment, tracking and last slash: copies of it differ in these."""
    try:
        parts = urlsplit(address.strip())
        name = parts.hostname or ""
    except ValueError:  # no address, as pages have them too
        return f"u:{_short(address)}"
    host = name.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    query = "&".join(q for q in parts.query.split("&") if q and not _TRACKING.match(q))
    return f"u:{_short(host, parts.path.rstrip('/'), query)}"


def keys_at(name: str, at: Moment | None, table: str) -> list[str]:
    """Of ``name`` in the week of ``at``, and at any time; table "w" holds who published, "n" who is named."""
    return [_made(name, when, table) for when in (_week(at.start.date()) if at else UNDATED, ANY_TIME)]


def keys_near(name: str, at: Moment | None, table: str, step: int = -1) -> list[str]:
    """Of what :func:`keys_at` was put under in the week of ``at`` or the next ones: before it, or with a ``step`` of 1
    after it. At any time where ``at`` is not known."""
    if at is None:
        return [_made(name, ANY_TIME, table)]
    weeks = [_week(at.start.date() + step * timedelta(weeks=n)) for n in range(WEEKS + 1)]
    return [_made(name, when, table) for when in (*weeks, UNDATED)]


def _made(name: str, when: str, table: str) -> str:
    return f"{table}:{_short(plain_outlet(name), when)}"


def _week(day: date) -> str:
    return "{}-{}".format(*day.isocalendar()[:2])


def _short(*fields: object) -> str:
    """A hash of ten digits: a key is one of many, so that two of one hash by chance do no harm."""
    written = _SEPARATOR.join(map(str, fields)).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=5).hexdigest()
