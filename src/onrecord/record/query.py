"""What a person types into a search box, taken as words, never as a database's query syntax."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import RecordError

MAX_TERMS = 64

# A minus counts only before a word ("-ruled out", not "re-elect"); an open quotation runs to the end.
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"(?P<star>\*)?|$)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to find, or to leave out; with ``prefix`` its last word may go on."""

    words: str
    prefix: bool = False
    excluded: bool = False


def parse(query: str) -> list[Term]:
    """The terms of a query; RecordError where it has no word to find, or far too many."""
    clean = "".join(c if c.isprintable() and not "\ud800" <= c <= "\udfff" else " " for c in query)
    terms = [_term(match) for match in _TERM.finditer(clean.translate(_QUOTES))]
    terms = [term for term in terms if _has_letters(term.words)]
    if not terms:
        raise RecordError(f"no word to look for in {_shown(query)}")
    if all(term.excluded for term in terms):
        raise RecordError(f"only words to leave out in {_shown(query)}: add one to look for")
    if len(terms) > MAX_TERMS:
        raise RecordError(f"{len(terms)} words to look for are more than {MAX_TERMS}")
    return terms


def _term(match: re.Match[str]) -> Term:
    excluded = match["minus"] is not None
    if match["word"] is None:
        return Term(match["phrase"], prefix=match["star"] is not None, excluded=excluded)
    words = match["word"].rstrip("*")
    return Term(words, prefix=words != match["word"], excluded=excluded)


def _has_letters(words: str) -> bool:
    return any(unicodedata.category(c)[0] in "LN" for c in words)


def _shown(query: str) -> str:
    return ascii(query if len(query) <= 60 else query[:59] + "...")


def fts5(terms: Iterable[Term]) -> str:
    """The terms in the syntax of SQLite's FTS5, each in quotation marks so that none is read as an operator.

    All that is left out goes into one OR: FTS5 counts each NOT toward the depth that it allows.
    """
    wanted = " ".join(_quoted(term) for term in terms if not term.excluded)
    unwanted = " OR ".join(_quoted(term) for term in terms if term.excluded)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _quoted(term: Term) -> str:
    return f'"{term.words.replace(chr(34), chr(34) * 2)}"' + "*" * term.prefix
