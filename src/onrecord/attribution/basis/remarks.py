"""What an outlet remarks on the sources of others: "did not cite sources", "could not be independently verified".

A remark is found by its words and attached by grammar to the statement that it qualifies: as part of that statement's
sentence ("said, without citing evidence"), by its subject, which names the source of an earlier statement ("the
magazine did not say who its sources were"), or by a subject that names what was said ("the claim could not be
verified").
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution.acts import act_of
from onrecord.attribution.basis.heads import article, head_of, words_of
from onrecord.attribution.basis.remark_words import OUTLET_CHECKS, REMARK, SAID_THINGS
from onrecord.attribution.basis.sourcing import Antecedent, Reader, kind_of_noun, reader_of
from onrecord.attribution.nested.subjects import DEEPEST
from onrecord.language.quotes import overlapping
from onrecord.model import Act, Document, Remark, Sourcing, Span, Statement

FARTHEST = 4_000
"""Characters around a remark within which stands what it qualifies."""
_STEM = 4
"""Letters that a noun shares with its verb: "claim" and "claimed", "allegation" and "alleged"."""
_FARTHEST = 3
"""Sentences before a remark in which what it qualifies is sought, where its subject does not name the source."""


def remarks(
    document: Document, tokens: Doc, statements: Sequence[Statement], antecedent: Antecedent | None = None
) -> list[Remark]:
    """The remarks outside quotations and outside what others are said to have said, each with what it qualifies.

    A remark for which no statement can be found is left out. ``antecedent`` as in :func:`~.sourcing.bases`.
    """
    reader = reader_of(document, tokens, antecedent)
    ordered = sorted((s for s in statements if s.cue or s.content), key=lambda s: s.extent)
    starts = [s.extent.start for s in ordered]
    out: list[Remark] = []
    for span in remark_spans(document, tokens):
        if overlapping(document.text, reader.marks, span.start, span.end):
            continue
        near = slice(bisect_left(starts, span.start - FARTHEST), bisect_right(starts, span.end + FARTHEST))
        qualified = _qualified(span, ordered[near], reader)
        if qualified is not None:
            out.append(Remark(span, qualified.id))
    return out


def remark_spans(document: Document, tokens: Doc) -> list[Span]:
    """Where the words of a remark stand in what is read of the document."""
    found = (Span(*m.span()) for part in document.reading_spans() for m in REMARK.finditer(document.text, *part))
    return [span for span in found if tokens.char_span(*span, alignment_mode="expand") is not None]


def _qualified(span: Span, statements: Sequence[Statement], reader: Reader) -> Statement | None:
    verb = _verb(span, reader.tokens)
    own = _governing(verb, statements)
    if own is not None:
        return own
    outside = [s for s in statements if not any(c.overlaps(span) for c in (*s.content, *s.cue))]
    if len(outside) < len(statements) and _is_told(span, statements):
        return None  # somebody's statement that others gave no proof is theirs, not the writer's remark
    before = [s for s in outside if s.extent.start < span.start]
    subject = _subject(verb)
    if subject is not None and not _names_what_was_said(subject):
        return _of_source(subject, before, reader) or _checked(span, before, reader)
    return _spoken_of(subject, span, before, reader)


def _spoken_of(subject: Token | None, span: Span, before: Sequence[Statement], reader: Reader) -> Statement | None:
    """What "the claim" or "the report" is: what was claimed or reported last, else what was said last, no denial."""
    stem = subject.lower_[:_STEM] if subject is not None and len(subject) > _STEM else None
    near = [s for s in before if _is_near(span, s, reader)]
    for statement in reversed(near):
        if any(t.lower_.startswith(stem) for t in words_of(reader.tokens, statement.cue) if stem is not None):
            return statement
    put_forward = [s for s in near if act_of(s, reader.tokens).value not in (Act.DENIES, Act.DECLINES)]
    return _nearest(span, put_forward or near, reader)


def _verb(span: Span, tokens: Doc) -> Token:
    """The word of the remark that the rest of it hangs on."""
    words = words_of(tokens, [span])
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside or t.head == t), words[0])


def _governing(verb: Token, statements: Sequence[Statement]) -> Statement | None:
    """The statement in whose clause the remark stands as "without citing" or "providing no" does."""
    if verb.dep_ not in ("prep", "advcl", "pcomp", "acl", "dep") and verb.lower_ != "without":
        return None
    above = verb
    for _ in range(DEEPEST):
        if above.head == above:
            break
        above = above.head
        cued = [s for s in statements if any(c.start <= above.idx < c.end for c in s.cue)]
        if cued:
            return cued[0]
    return _same_sentence(verb, statements)


def _same_sentence(verb: Token, statements: Sequence[Statement]) -> Statement | None:
    """Where the parse does not say whose remark it is: the statement whose cue stands nearest in its sentence."""
    sentence = verb.sent
    near = [s for s in statements if s.cue and sentence.start_char <= s.cue[0].start < sentence.end_char]
    return min(near, key=lambda s: (abs(s.cue[0].start - verb.idx), s.id), default=None)


def _is_told(span: Span, statements: Iterable[Statement]) -> bool:
    return any(c.start <= span.start and span.end <= c.end for s in statements for c in s.content)


def _subject(verb: Token) -> Token | None:
    for _ in range(DEEPEST):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None or verb.head == verb:
            return own
        if verb.dep_ not in ("conj", "xcomp", "aux", "auxpass", "neg", "acomp", "advcl", "prep", "pobj", "dobj"):
            return None
        verb = verb.head
    return None


def _names_what_was_said(subject: Token) -> bool:
    return subject.lower_ in SAID_THINGS and subject.lower_ not in ("it", "they")


def _of_source(subject: Token, before: Sequence[Statement], reader: Reader) -> Statement | None:
    """The nearest earlier statement whose source is what the remark's subject names."""
    for statement in reversed(before):
        head = head_of(words_of(reader.tokens, statement.source))
        if statement.speaker is not None and _last_name(subject) == statement.speaker.name.lower().rpartition(" ")[2]:
            return statement  # "German magazine Der Spiegel reported": the parse hangs the name on its noun
        if head is not None and _same_source(subject, head, reader):
            return statement
    return None


def _same_source(subject: Token, head: Token, reader: Reader) -> bool:
    if _last_name(subject) == _last_name(head) and subject.lower_ not in ("it", "they", "he", "she"):
        return True
    if subject.tag_.startswith("PRP"):
        return _resolves_to(subject, head, reader)
    if article(subject) != "definite" or subject.tag_.startswith("NNP"):
        return False
    kinds = (kind_of_noun(subject, reader), kind_of_noun(head, reader))
    return kinds[0] is kinds[1] or kinds == (Sourcing.MEDIA, Sourcing.ORGANISATION)


def _resolves_to(pronoun: Token, head: Token, reader: Reader) -> bool:
    found = reader.antecedent(Span(pronoun.idx, pronoun.idx + len(pronoun))) if reader.antecedent is not None else None
    if found is not None:
        named = head_of(words_of(reader.tokens, [found]))
        return named is not None and _last_name(named) == _last_name(head)
    one = kind_of_noun(head, reader) in (Sourcing.PERSON, Sourcing.EXPERT, Sourcing.ANONYMOUS)
    return one == (pronoun.lower_ in ("he", "she"))


def _last_name(token: Token) -> str:
    return token.lower_.removesuffix("'s").removesuffix("’s")


def _checked(span: Span, before: Sequence[Statement], reader: Reader) -> Statement | None:
    """ "The Courier could not verify the report": the subject is who checked, not who said it."""
    if not OUTLET_CHECKS.search(span.of(reader.document.text)):
        return None
    return _nearest(span, before, reader)


def _nearest(span: Span, before: Sequence[Statement], reader: Reader) -> Statement | None:
    """The nearest earlier outermost statement, a few sentences back at most."""
    outer = [s for s in before if s.parent is None and s.source] or [s for s in before if s.parent is None]
    if not outer:
        return None
    return outer[-1] if _is_near(span, outer[-1], reader) else None


def _is_near(span: Span, statement: Statement, reader: Reader) -> bool:
    between = reader.tokens.char_span(statement.extent.start, span.end, alignment_mode="expand")
    return between is not None and sum(t.is_sent_start is True for t in between[1:]) <= _FARTHEST
