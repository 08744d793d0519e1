"""A baseline that anyone could write in an afternoon: common cue verbs, sentences and quotation marks, by regex.

In a sentence that has one of the verbs (or "according to") outside quotation marks, the content is what is quoted;
where the sentence goes beyond the quotation, what follows the verb and its source, or what precedes them where they
end the sentence. The source is the nearest name or pronoun before the verb, or after it where none is before. It has
seen no labels; a model has to beat it by a good way to be worth its weight.
"""

import re
from collections.abc import Iterator

from evaluation.split import Attribution, Predictions, Spans, Split

VERBS = (
    "said|says|say|saying|told|tells|added|adds|argued|argues|claimed|claims|announced|reported|reports|believes|"
    "believe|thinks|think|thought|suggested|suggests|noted|notes|wrote|writes|warned|called|insisted|stated|tweeted|"
    "asked|acknowledged|explained|declared"
)
"""The usual forms of about 25 verbs."""

FEWEST = len("a few words")
"""Characters after the verb from which on they, rather than what stands before it, are the content."""

_CUE = re.compile(rf"\b(?P<preposition>[Aa]ccording to)\b|\b(?:{VERBS})\b")
_PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e|[Ww]ho)\b"
_NAME = r"(?:\b(?:[Tt]he|[Aa]n?) )?\b[A-Z][\w.’'-]*(?: (?:of |the |and )?[A-Z][\w.’'-]*)*"
_SOURCE = re.compile(f"{_PRONOUN}|{_NAME}")
_NOT_SOURCE = re.compile(r"But|And|In|On|At|As|If|When|While|That|This|Still|So|According")
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[^\sA-Z.][.!?])[”\"’')]*\s+(?=[“\"‘A-Z])")
_SHORT_FORM = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|St|Jr|Sr|Lt|Col|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$")
_EDGES = " \t,:;-–—."

Pair = tuple[int, int]


def predict(gold: Split) -> Predictions:
    """Attributions of every text of a split; its labels are not looked at."""
    return {name: attributions(text) for name, (text, _) in gold.items()}


def attributions(text: str) -> list[Attribution]:
    """At most one a sentence."""
    return [found for sentence in sentences(text) if (found := _in_sentence(text, *sentence))]


def sentences(text: str) -> Iterator[Pair]:
    """Spans of sentences; none goes over a line end or stops inside quotation marks."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        quoted = _quoted(text, *line.span())
        for stop in _SENTENCE_END.finditer(text, *line.span()):
            inside = any(s < stop.start() < e - 1 for s, e in quoted)
            if not inside and not _SHORT_FORM.search(text, start, stop.start()):
                yield start, stop.end()
                start = stop.end()
        yield start, line.end()


def _quoted(text: str, start: int, end: int) -> list[Pair]:
    return [m.span() for m in _QUOTED.finditer(text, start, end)]


def _in_sentence(text: str, start: int, end: int) -> Attribution | None:
    quoted = _quoted(text, start, end)
    cue = next((m for m in _CUE.finditer(text, start, end) if not _inside(m.start(), quoted)), None)
    if cue is None:
        return None
    named = [m.span() for m in _SOURCE.finditer(text, start, end) if not _NOT_SOURCE.fullmatch(m.group())]
    source = _source([span for span in named if not _inside(span[0], quoted)], cue)
    content = _content(text, (start, end), (cue.span(), *source), quoted)
    return Attribution(source, (cue.span(),), content) if content else None


def _inside(position: int, spans: list[Pair]) -> bool:
    return any(start <= position < end for start, end in spans)


def _source(named: list[Pair], cue: re.Match[str]) -> Spans:
    before = [span for span in named if span[1] <= cue.start()][-1:]
    after = [span for span in named if span[0] >= cue.end()][:1]
    return tuple(after if cue["preposition"] else before or after)


def _content(text: str, sentence: Pair, attributing: Spans, quoted: list[Pair]) -> Spans:
    """``attributing`` is the cue and, where there is one, the source."""
    cue = attributing[0]
    if quoted and all(q[1] <= cue[0] or not text[cue[1] : q[0]].strip(_EDGES) for q in quoted):
        return tuple(quoted)
    before = _trim(text, sentence[0], min(start for start, _ in attributing))
    after = _trim(text, max(end for _, end in attributing), sentence[1])
    chosen = after if after[1] - after[0] >= FEWEST else before
    return (chosen,) if chosen[0] < chosen[1] else ()


def _trim(text: str, start: int, end: int) -> Pair:
    kept = text[start:end].strip(_EDGES)
    at = start + text[start:end].find(kept)
    return at, at + len(kept)
