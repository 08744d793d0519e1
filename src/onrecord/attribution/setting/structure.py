"""Statements that the setting of a text shows: a transcript's turns, a signed quotation, a headline's
colon, a quotation that goes on.

What structure settles stands beside what the encoder found, never twice.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.attribution.form import form_of
from onrecord.attribution.setting.headlines import headlines
from onrecord.attribution.setting.labels import names_no_speaker
from onrecord.attribution.setting.signed import signed
from onrecord.attribution.setting.transcripts import CONFIDENCE, Turn, statement_of, turns
from onrecord.attribution.spans import joined
from onrecord.attribution.token_spans import TokenSpans
from onrecord.attribution.voice.actor_words import is_actor_name, names_actor
from onrecord.language.quotes import Quotation
from onrecord.model import Document, Form, SectionKind, Span, Statement, hull

_MOST_PARAGRAPHS = 100
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})


def structured(document: Document, attributions: Sequence[Statement], doc: Doc) -> list[Statement]:
    """``attributions`` without those of labels that name nobody, with those of turns and headlines, in text order."""
    places = TokenSpans(document.text, doc)
    named = Counter(t.lower_ for t in doc if is_actor_name(t))
    kept = [s for s in attributions if not _of_label(document, places, s, named)]
    spoken = _apart([*turns(document), *signed(document, places)])
    if spoken:
        kept = _among_turns(document, kept, spoken)
    kept = [_set_out(document, s) for s in kept]
    kept += list(headlines(document, places, kept))
    return sorted(_continued(document, places, kept), key=lambda s: (s.extent, s.id))


def _set_out(document: Document, statement: Statement) -> Statement:
    """A quotation that a colon sets out as a paragraph of its own goes to the end of that paragraph."""
    text, content = document.text, statement.content
    if len(content) != 1 or not statement.cue:
        return statement
    before = text[statement.cue[-1].start : content[0].start]
    end = text.find("\n", content[0].end)
    end = len(text) if end < 0 else end
    rest = text[content[0].end : end]
    if not before.rstrip().endswith(":") or "\n" not in before or not rest.strip(" .!?") or "“" in rest or '"' in rest:
        return statement
    whole = text[content[0].start : end].rstrip().removesuffix(".")
    return replace(statement, content=(Span(content[0].start, content[0].start + len(whole)),))


def _of_label(document: Document, places: TokenSpans, statement: Statement, named: Counter[str]) -> bool:
    """ "Note: …", or the place that a report comes from ("WASHINGTON: The ministry said …")."""
    text = document.text
    if len(statement.source) != 1 or text[statement.cue[0].start : statement.cue[-1].end].strip() != ":":
        return False
    source = statement.source[0]
    if names_no_speaker(source.of(text)):
        return True
    opens = not text[text.rfind("\n", 0, source.start) + 1 : source.start].strip()
    section = document.section_at(source.start)
    in_body = section is not None and section.kind is SectionKind.BODY
    return opens and in_body and source.of(text).isupper() and not _may_speak(places, source, statement.content, named)


def _may_speak(places: TokenSpans, label: Span, content: Sequence[Span], named: Counter[str]) -> bool:
    """Whether a label in capitals is somebody and not a place, which the name finder need not know ("DOLNA: …"): an
    office, a name that comes up again as somebody's, or one whose words are in the first person or in quotation marks.
    """
    tokens = [places.doc[i] for i in places.tokens(label)]
    if tokens and all(t.ent_type_ in ("GPE", "LOC") for t in tokens):
        return False
    again = any(named[t.lower_] > is_actor_name(t) for t in tokens)
    said = (places.doc[i].lower_ for i in sorted(places.inside(content)))
    quoted = form_of(places.text, content, places.near(hull(content))) is not Form.INDIRECT
    return again or quoted or any(names_actor(t) for t in tokens) or not _FIRST_PERSON.isdisjoint(said)


def _apart(spoken: Iterable[Turn]) -> list[Turn]:
    """The turns in order, without one that overlaps one before it: a signed quotation within a transcript's turn."""
    out: list[Turn] = []
    for turn in sorted(spoken, key=lambda t: t.extent):
        if not out or out[-1].extent.end <= turn.extent.start:
            out.append(turn)
    return out


def _among_turns(document: Document, statements: Iterable[Statement], spoken: Sequence[Turn]) -> list[Statement]:
    """The turns, and what else was found: it hangs on the turn that it is in, and is cut where that ends."""
    starts = [turn.extent.start for turn in spoken]
    sure = dict.fromkeys(spoken, CONFIDENCE)
    inside: list[tuple[Turn, Statement]] = []
    outside: list[Statement] = []
    for statement in statements:
        cue = hull(statement.cue or statement.content)
        turn = spoken[max(0, bisect_right(starts, cue.start) - 1)]
        if turn.content.start <= cue.start < turn.content.end:
            inside.append((turn, statement))
        elif turn.extent.start <= cue.start < turn.extent.end:
            sure[turn] = max(sure[turn], statement.confidence)
        elif not any(hull(statement.content).overlaps(t.extent) for t in _near(spoken, starts, statement)):
            outside.append(statement)
    made = {turn: statement_of(document, turn, sure[turn]) for turn in spoken}
    hung = (_hung(made[turn], turn.content, s) for turn, s in inside)
    return [*made.values(), *(s for s in hung if s is not None), *outside]


def _near(spoken: Sequence[Turn], starts: Sequence[int], statement: Statement) -> Sequence[Turn]:
    extent = hull(statement.content)
    return spoken[max(0, bisect_right(starts, extent.start) - 1) : bisect_right(starts, extent.end)]


def _hung(turn: Statement, limit: Span, statement: Statement) -> Statement | None:
    content = tuple(
        Span(max(s.start, limit.start), min(s.end, limit.end)) for s in statement.content if s.overlaps(limit)
    )
    if not content or content == turn.content:
        return None
    return replace(statement, content=content, parent=turn.id)


def _continued(document: Document, places: TokenSpans, statements: Sequence[Statement]) -> list[Statement]:
    """A quotation without a closing mark goes on in the next paragraph that begins with an opening one."""
    opens = {q.start: q for q in places.marks}
    ends = {q.end: q for q in places.marks if not q.closed}
    taken = sorted((span, s.id) for s in statements for span in s.content)
    renamed: dict[str, str] = {}
    out = []
    for statement in statements:
        more = _following(document, statement, opens, ends, taken)
        whole = replace(statement, content=joined(document.text, [*statement.content, *more])) if more else statement
        renamed[statement.id] = whole.id
        out.append(whole)
    return [s if s.parent is None else replace(s, parent=renamed.get(s.parent, s.parent)) for s in out]


def _following(
    document: Document,
    statement: Statement,
    opens: dict[int, Quotation],
    ends: dict[int, Quotation],
    taken: Sequence[tuple[Span, str]],
) -> list[Span]:
    more: list[Span] = []
    quotation = ends.get(statement.content[-1].end) if statement.content else None
    while quotation is not None and not quotation.closed and len(more) < _MOST_PARAGRAPHS:
        start = _next_paragraph(document.text, quotation.end)
        quotation = opens.get(start)
        if quotation is None or _is_taken(Span(quotation.start, quotation.end), statement.id, taken):
            break
        if document.section_at(start) is None:
            break
        more.append(Span(quotation.start, quotation.end))
    return more


def _next_paragraph(text: str, at: int) -> int:
    """The first character of the next line with words; -1 where this one goes on."""
    end = text.find("\n", at)
    if end < 0 or text[at:end].strip():
        return -1
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _is_taken(span: Span, own: str, taken: Sequence[tuple[Span, str]]) -> bool:
    at = bisect_right(taken, (Span(span.end, span.end), ""))
    return any(span.overlaps(s) and id_ != own for s, id_ in taken[max(0, at - 8) : at])
