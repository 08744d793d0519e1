"""Quotations inside a content that stand next to a verb of saying: "she told him, ‘You are fired’"."""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution.nested import cues
from onrecord.attribution.nested.complements import is_passive
from onrecord.attribution.nested.embedded import Embedded, cue_group, hypothetical, negated
from onrecord.attribution.nested.subjects import subject_of
from onrecord.language.quotes import Quotation

REACH = 5
"""Tokens between a verb of saying and the quotation at most: "told the waiter, ‘…’"."""
_STOPS = '.!?;”’"“‘'


def quoted_inside(
    doc: Doc, marks: Sequence[Quotation], inside: Collection[int], taken: Collection[int]
) -> list[Embedded]:
    """One for each quotation that a verb among the tokens ``inside`` introduces, or that it follows."""
    places, out = set(inside), []
    for mark in marks:
        span = doc.char_span(mark.start, mark.end, alignment_mode="contract")
        if span is None or not places.issuperset(t.i for t in span):
            continue
        verb = _introducing(doc, span.start, places) or _following(doc, span.end, places)
        if verb is None or verb.i in taken or (_asks(verb) and "?" not in span.text):
            continue
        content, cue = tuple(range(span.start, span.end)), cue_group(verb)
        source = tuple(i for i in subject_of(verb) if i not in content)
        if source and doc[source[0]].text.lower() != "you":
            rate = cues.CONSTRUCTIONS[cues.QUOTED]
            out.append(Embedded(verb.i, source, cue, content, cues.QUOTED, rate))
    return out


def _introducing(doc: Doc, start: int, places: set[int]) -> Token | None:
    for token in _steps(doc, range(start - 1, max(start - 1 - REACH, -1), -1), places):
        if says(token):
            return token
        if token.tag_[:2] not in ("NN", "PR", "DT", "JJ") and token.text not in ",:" and token.dep_ != "prt":
            return None
    return None


def _following(doc: Doc, end: int, places: set[int]) -> Token | None:
    """A verb after a quotation that closes with a comma or a question, and whose subject comes after it too."""
    if doc[end - 1].text not in ",!?" and doc[max(end - 2, 0)].text not in ",!?" and not doc[end - 1].is_punct:
        return None
    for token in _steps(doc, range(end, min(end + REACH, len(doc))), places):
        if says(token):
            source = subject_of(token)
            return token if source and source[0] >= end else None
    return None


def _asks(verb: Token) -> bool:
    """What is asked “twice” is no question asked."""
    return cues.lexicon().lemma("verbs", verb.text) == "ask"


def _steps(doc: Doc, order: range, places: set[int]) -> Iterator[Token]:
    for i in order:
        if i not in places or doc[i].text in _STOPS:
            return
        yield doc[i]


def says(token: Token) -> bool:
    if not token.tag_.startswith("VB") or is_passive(token) or negated(token) or hypothetical(token):
        return False
    return cues.lexicon().lemma("verbs", token.text) in cues.SPEAKING
