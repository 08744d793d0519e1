"""Refusals to speak, found by grammar: "declined to comment", "did not respond", "could not be reached"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.attribution.basis.refusal_forms import Refusal, all_verbs, conditional, refusal_at
from onrecord.attribution.basis.sourcing import Reader, kind_of_noun, reader_of
from onrecord.attribution.token_spans import TokenSpans
from onrecord.language.quotes import overlapping
from onrecord.model import Act, Answer, Document, Form, Margin, Sourcing, Span, Statement

CONFIDENCE = 0.7
"""Share of the 126 refusals found in PolNeAR's train and dev texts whose cue its readers marked (89); reading the other
37, all but a few are refusals that they passed over."""

_CANNOT_SPEAK = frozenset({Sourcing.NOBODY, Sourcing.DOCUMENT})


def refusals(document: Document, tokens: Doc, known: Sequence[Statement] = ()) -> list[Statement]:
    """``known`` and the refusals of the document, in text order.

    A statement of ``known`` whose cue shares words with a refusal's is that refusal: it is given the act. One that lies
    in the content of a known statement is its child; what somebody says in quotation marks is left to them.
    """
    reader = reader_of(document, tokens)
    places = _Places(TokenSpans(document.text, tokens), known)
    kept = {s.id: s for s in known}
    for found in _all(reader):
        cue = _span(tokens, found.cue)
        declined = Answer(Act.DECLINES, (cue,))
        same = places.cued(found.cue)
        for key in same:
            kept[key] = replace(kept[key], margin=replace(kept[key].margin, act=declined))
        if not same:
            made = _statement(found, reader, places.holder(found.cue))
            kept[made.id] = made
    return sorted(kept.values(), key=lambda s: (s.extent, s.id))


class _Places:
    """The known statements by the tokens of their cues and contents."""

    def __init__(self, places: TokenSpans, known: Sequence[Statement]) -> None:
        self._cues: dict[int, list[str]] = {}
        self._holders: dict[int, tuple[int, str]] = {}
        for statement in known:
            id_, size = statement.id, sum(c.end - c.start for c in statement.content)
            for i in places.inside(statement.cue):
                self._cues.setdefault(i, []).append(id_)
            for i in places.inside(statement.content):
                self._holders[i] = min(self._holders.get(i, (size, id_)), (size, id_))

    def cued(self, tokens: Iterable[int]) -> list[str]:
        """Ids of the statements whose cues share one of ``tokens``."""
        return list(dict.fromkeys(id_ for i in tokens for id_ in self._cues.get(i, ())))

    def holder(self, tokens: Sequence[int]) -> str | None:
        """Id of the statement with the shortest content that holds all of ``tokens``' ends."""
        first, last = (self._holders.get(i) for i in (min(tokens), max(tokens)))
        return first[1] if first is not None and first == last else None


def _all(reader: Reader) -> list[Refusal]:
    read = TokenSpans(reader.document.text, reader.tokens).inside(reader.document.reading_spans())
    told: set[int] = set()

    def speaks(noun: Token) -> bool:
        return kind_of_noun(noun, reader) not in _CANNOT_SPEAK

    out: list[Refusal] = []
    for verb in all_verbs(iter(reader.tokens)):
        if verb.i not in read or _in_quotation(verb, reader) or _asks(verb):
            continue
        found = None if conditional(verb) else refusal_at(verb, speaks)
        if found is not None and not _of_some_reader(verb) and told.isdisjoint(found.cue):
            told.update(found.cue)
            out.append(found)
    return out


def _in_quotation(verb: Token, reader: Reader) -> bool:
    return bool(overlapping(reader.document.text, reader.marks, verb.idx, verb.idx + len(verb)))


def _asks(verb: Token) -> bool:
    return verb.sent.text.rstrip(' \n”"’').endswith("?")


def _of_some_reader(verb: Token) -> bool:
    """ "the reader who did not comment" says which reader; "Venn, who did not comment" tells of a refusal."""
    if verb.dep_ != "relcl" or verb.head.tag_.startswith("NNP"):
        return False
    start = min(t.i for t in verb.subtree)
    return not (start and verb.doc[start - 1].is_punct)


def _statement(found: Refusal, reader: Reader, parent: str | None) -> Statement:
    cue = _span(reader.tokens, found.cue)
    source = _spans(reader.tokens, [i for i in found.source if i not in found.cue])
    content = _spans(reader.tokens, [i for i in found.content if i not in found.cue and i not in found.source])
    return Statement(
        document_id=reader.document.id,
        source=source,
        cue=(cue,),
        content=content,
        form=Form.INDIRECT,
        confidence=CONFIDENCE,
        parent=parent,
        margin=Margin(act=Answer(Act.DECLINES, (cue,))),
    )


def _span(tokens: Doc, indices: Sequence[int]) -> Span:
    first, last = tokens[min(indices)], tokens[max(indices)]
    return Span(first.idx, last.idx + len(last))


def _spans(tokens: Doc, indices: Sequence[int]) -> tuple[Span, ...]:
    """The stretches of ``indices``, without punctuation at their edges."""
    out: list[list[int]] = []
    for i in sorted(indices):
        if out and i == out[-1][-1] + 1:
            out[-1].append(i)
        else:
            out.append([i])
    return tuple(_span(tokens, run) for run in (_bare(tokens, r) for r in out) if run)


def _bare(tokens: Doc, run: list[int]) -> list[int]:
    while run and (tokens[run[-1]].is_punct or tokens[run[-1]].is_space):
        run = run[:-1]
    while run and (tokens[run[0]].is_punct or tokens[run[0]].is_space):
        run = run[1:]
    return run
