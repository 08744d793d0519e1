"""What a stretch of text counts and measures: numbers in digits and words, with their units and how they are meant."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.claims.propositions.number_words import MEASURES, NUMBER, PERCENT, SIGNS, VAGUE, value
from onrecord.claims.propositions.parse import Parse
from onrecord.claims.propositions.stems import stem
from onrecord.model import Bound, Quantity, Span

_BEFORE = {
    Bound.LEAST: r"(?:more|greater|larger|higher|no (?:fewer|less)) than|not less than|over|at least|above|upwards of"
    r"|exceed(?:s|ed|ing)?|a minimum of",
    Bound.MOST: r"up to|at most|(?:no|not) more than|(?:fewer|less|lower|smaller) than|under|below|as many as"
    r"|as much as|a maximum of",
    Bound.ABOUT: r"about|around|some|roughly|approximately|nearly|almost|an? estimated|estimated|close to|circa|~"
    r"|an average of",
}
_BEFORE_RE = {bound: re.compile(rf"(?:^|\W)(?:{words})\s*$", re.IGNORECASE) for bound, words in _BEFORE.items()}
_AFTER_RE = {
    Bound.LEAST: re.compile(r"\s*(?:-plus|or (?:more|above|higher))(?!\w)", re.IGNORECASE),
    Bound.MOST: re.compile(r"\s*or (?:fewer|less|under|lower)(?!\w)", re.IGNORECASE),
}
_NO_MORE = re.compile(r"(?:no|not) more than\s*$", re.IGNORECASE)
_LOOK_BACK = 20
"""Characters before a number in which its bound stands."""
_MOST_BETWEEN = 5
"""Words between a number and the noun that it counts."""
_TIME_UNITS = frozenset(map(stem, "second minute hour day week month year decade century".split()))  # noqa: SIM905
_PERIODS = ("DATE", "TIME")
_TOLLS = frozenset(map(stem, ("dead", "death", "fatality", "toll", "lives")))
_DEATH = stem("death")
_YEARS = range(1500, 2101)


def quantities(parse: Parse, within: Sequence[Span]) -> tuple[Quantity, ...]:
    """In the order of the text, each spelling once. Dates, ordinals and numbers that are names are left out."""
    found = (q for span in within for q in _in(parse, span))
    return tuple(dict.fromkeys(found))


def _in(parse: Parse, span: Span) -> Iterator[Quantity]:
    text = parse.text
    for match in NUMBER.finditer(text, span.start, span.end):
        held = parse.covering(Span(*match.span()))
        if _is_other(match, held):
            continue
        low, high = _values(match)
        if low is None or high is None:
            continue
        before = text[max(span.start, match.start() - _LOOK_BACK) : match.start()]
        bound = _bound(match, before, text[match.end() : min(match.end() + _LOOK_BACK, span.end)])
        unit, end = _unit(match, held, span.end)
        spelt = " ".join(text[_start(match, before) : end].split())
        yield Quantity(min(low, high), max(low, high), unit, bound, spelt)


def _values(match: re.Match[str]) -> tuple[float | None, float | None]:
    if match["vague"]:
        return VAGUE[match["vague"].lower()]
    low = value(match["low"])
    high = value(match["high"]) if match["high"] else low
    scale = re.search(r"[a-z]+$", match["high"] or "", re.IGNORECASE)
    if scale and match["low"][-1].isdigit() and low < high / 1e3:
        low = value(match["low"] + " " + scale[0])  # "2 to 3 million"
    return low, high


def _bound(match: re.Match[str], before: str, after: str) -> Bound:
    found = [bound for bound, words in _BEFORE_RE.items() if words.search(before)]
    if len(found) > 1:  # "no more than" ends like "more than"
        return Bound.MOST if _NO_MORE.search(before) else Bound.LEAST
    if found:
        return found[0]
    if match["plus"]:
        return Bound.LEAST
    return next((bound for bound, words in _AFTER_RE.items() if words.match(after)), _own_bound(match))


def _own_bound(match: re.Match[str]) -> Bound:
    return Bound.ABOUT if match["vague"] or (match["low"] or "").lower() == "a dozen" else Bound.EXACT


def _start(match: re.Match[str], before: str) -> int:
    """Where the words that bound it begin, else the number."""
    bounds = [words.search(before) for words in _BEFORE_RE.values()]
    starts = [b.start() + (0 if b[0][:1].isalnum() or b[0][:1] == "~" else 1) for b in bounds if b]
    return match.start() - len(before) + min(starts) if starts else match.start()


def _is_other(match: re.Match[str], held: list[Token]) -> bool:
    """A date, a year, an ordinal or a name's number ("Article 5"), and "one" that counts nothing."""
    if match["sign"] or match["percent"] or match["measure"]:
        return False
    last = held[-1]
    following = last.nbor() if last.i + 1 < len(last.doc) else last
    if last.ent_type_ in _PERIODS and stem(following.text.lstrip("-")) not in _TIME_UNITS | {"-"}:
        return True
    spelt = (match["low"] or "").lower()
    if spelt.isdigit() and len(spelt) == 4 and int(spelt) in _YEARS and not match["high"] and last.dep_ != "nummod":
        return True
    if spelt == "one" and (last.dep_ != "nummod" or last.head.i < last.i):
        return True
    before = held[0].nbor(-1) if held[0].i else last
    return before.tag_ in ("NN", "NNP") and not following.tag_.startswith(("NN", "JJ", "IN"))


def _unit(match: re.Match[str], held: list[Token], stop: int) -> tuple[str, int]:
    """What is counted, and where the words for it end."""
    if match["percent"]:
        return PERCENT, match.end()
    if match["sign"]:
        return SIGNS[match["sign"].strip().lower()], match.end()
    if match["measure"]:
        measure = match["measure"].lower()
        return stem(MEASURES.get(measure, measure)), match.end()
    noun = _counted(held[-1], stop)
    if noun is not None:
        return _named(noun), noun.idx + len(noun)
    above = _counted_before(held[0])
    return (_named(above) if above is not None else ""), match.end()


def _named(noun: Token) -> str:
    lowered = noun.lower_
    found = stem(MEASURES.get(lowered, lowered))
    return _DEATH if found in _TOLLS else found


def _counted(number: Token, stop: int) -> Token | None:
    """The last noun of the phrase that the number opens: "100 military drones", "100 of its drones"."""
    doc, found = number.doc, None
    for token in doc[number.i + 1 : number.i + 1 + _MOST_BETWEEN]:
        if token.idx >= stop:
            break
        if token.tag_.startswith("NN"):
            found = token
            if token.ent_type_ != "" and token.nbor(-1).text in "-–" and token.tag_ == "NNP":
                break
        elif found is not None or not _goes_between(token):
            break
    return found


def _goes_between(token: Token) -> bool:
    if token.text in "-–'‘“\"«":
        return True
    return token.tag_.startswith(("JJ", "VBN", "VBG", "PRP$", "DT", "RB")) or token.lower_ == "of"


def _counted_before(number: Token) -> Token | None:
    """ "the toll rose to 100", "the dead numbered 100": the subject of its verb, unless it has an object."""
    head = number.head
    if head.dep_ != "prep" or head.lower_ not in ("to", "at", "of", "by"):
        return None
    verb = head.head
    if verb.tag_.startswith("NN"):
        return verb
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_.startswith("NN")), None)
