"""On whose word a statement rests: its source's kind, the words that show it, and why a source is not named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.attribution.basis import anonymity, pronouns
from onrecord.attribution.basis.heads import (
    RELATIVE,
    article,
    counted,
    head_of,
    is_plural,
    joined,
    relative,
    span_of,
    words_of,
)
from onrecord.attribution.basis.names import (
    Names,
    expert_words,
    introduced_as_expert,
    is_outlet,
    kind_of_name,
    name_run,
    names_of,
)
from onrecord.attribution.basis.words import like_nouns, source_words
from onrecord.attribution.nested.subjects import noun_phrase
from onrecord.language.quotes import Quotation, overlapping, quotations
from onrecord.model import Answer, Basis, Document, Sourcing, Span, Statement

Antecedent = Callable[[Span], Span | None]
"""From the span of a mention ("he", "the firm") to that of an earlier one that names who it stands for, if known."""

FEW = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *map(str, range(2, 11))))
_KNOWING = ("familiar", "close", "briefed", "knowledge", "aware", "involved", "privy")
_REPORTS = frozenset(
    {"report", "reports", "account", "accounts", "interview", "piece", "dispatch", "investigation", "review"}
)
_SOMEONE = frozenset({"someone", "somebody", "one", "another"})
_NOBODY = frozenset({"nobody", "none"})
_VAGUE = frozenset(
    {"many", "some", "most", "others", "few", "several", "all", "those", "everyone", "everybody", "more"}
)
_PEOPLE = frozenset({"person", "withheld", "expert", "spokesperson"})
_MOST_STEPS = 4
"""Links from pronoun to pronoun that are followed."""

Kind = tuple[Sourcing, list[Token]]
"""A kind of source, and the words that show it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the sourcing of a document's statements is read from; see :func:`bases`."""

    document: Document
    tokens: Doc
    names: Names
    marks: Sequence[Quotation]
    antecedent: Antecedent | None = None


def bases(
    document: Document, tokens: Doc, statements: Iterable[Statement], antecedent: Antecedent | None = None
) -> dict[str, Basis]:
    """The basis of each statement, by its id."""
    reader = reader_of(document, tokens, antecedent)
    return {statement.id: basis_of(statement, reader) for statement in statements}


def reader_of(document: Document, tokens: Doc, antecedent: Antecedent | None = None) -> Reader:
    return Reader(document, tokens, names_of(tokens), quotations(document.text), antecedent)


def basis_of(statement: Statement, reader: Reader) -> Basis:
    """The sourcing of ``statement``. A statement without source rests on nobody's word, as its cue shows."""
    words = words_of(reader.tokens, statement.source)
    head = head_of(words)
    if head is None:
        return Basis(Answer(Sourcing.NOBODY, statement.cue))
    kind, shown = _several(head, words, statement, reader)
    spans = tuple(dict.fromkeys(span_of(run) for run in _runs(shown)))
    if kind is Sourcing.NOBODY:
        return Basis(Answer(kind, spans))
    described = _described(head, statement, shown)
    reason = (
        anonymity.reason_in(reader.document.text, *anonymity.sentence_of(head)) if kind is Sourcing.ANONYMOUS else None
    )
    return Basis(Answer(kind, spans), described, reason)


def _runs(words: Sequence[Token]) -> list[list[Token]]:
    """``words`` in stretches without gaps."""
    out: list[list[Token]] = []
    for token in sorted(set(words), key=lambda t: t.i):
        if out and token.i == out[-1][-1].i + 1:
            out[-1].append(token)
        else:
            out.append([token])
    return out


def _described(head: Token, statement: Statement, shown: Sequence[Token]) -> Span:
    """The words that name or describe the source: its own, or for a pronoun those of whom it stands for."""
    inside = [t for t in shown if any(s.start <= t.idx < s.end for s in statement.source)]
    if head.lower_ not in pronouns.THIRD | RELATIVE or len(inside) == len(shown):
        return Span(statement.source[0].start, statement.source[-1].end)
    return span_of([t for t in shown if t not in inside])


def _several(head: Token, words: Sequence[Token], statement: Statement, reader: Reader) -> Kind:
    """The kind of a source that may name several: that of the first, unless they are people and a body."""
    found = [_kind(t, statement, reader) for t in joined(head, {t.i for t in words})]
    kinds = {kind for kind, _ in found}
    own = [t for t, before in zip(words[1:], words, strict=False) if t.lower_ in ("i", "me") and before.lower_ == "and"]
    if own and found[0][0] is not Sourcing.AUTHOR:  # "my brothers and I"
        return _first_person(own[0], statement, reader), own
    best = (
        Sourcing.GROUP if len(kinds) > 1 and Sourcing.GROUP in kinds and Sourcing.PERSON not in kinds else found[0][0]
    )
    return best, [t for kind, shown in found for t in shown if kind is best or len(kinds) == 1] or found[0][1]


def _kind(head: Token, statement: Statement, reader: Reader, steps: int = 0) -> Kind:
    head = counted(head)
    if head.lower_ in RELATIVE and head.tag_ in ("WP", "WDT", "WP$", "IN", "DT"):
        stands_for = relative(head)
        if stands_for is not None and steps < _MOST_STEPS:
            return _kind(stands_for, statement, reader, steps + 1)
    if pronouns.is_first(head):
        return _first_person(head, statement, reader), [head]
    if head.lower_ in pronouns.THIRD:
        return _third_person(head, statement, reader, steps)
    return _named_or_described(head, reader)


def _first_person(head: Token, statement: Statement, reader: Reader) -> Sourcing:
    """The writer, but in a quotation whoever is quoted."""
    quoted = overlapping(reader.document.text, reader.marks, head.idx, head.idx + len(head))
    return Sourcing.PERSON if quoted or statement.parent is not None else Sourcing.AUTHOR


def _third_person(head: Token, statement: Statement, reader: Reader, steps: int) -> Kind:
    stands_for = _resolved(head, reader)
    if stands_for is None or steps >= _MOST_STEPS:
        return pronouns.default(head.lower_), [head]
    kind, shown = _kind(stands_for, statement, reader, steps + 1)
    if kind is Sourcing.PERSON and head.lower_ in pronouns.MANY and not stands_for.conjuncts and _is_body(head):
        kind = Sourcing.GROUP
    return kind, [head, *shown]


def _is_body(pronoun: Token) -> bool:
    return pronoun.lower_ not in ("each", "both")


def _resolved(head: Token, reader: Reader) -> Token | None:
    if reader.antecedent is not None:
        found = reader.antecedent(Span(head.idx, head.idx + len(head)))
        if found is not None:
            return head_of(words_of(reader.tokens, [found]))
    return pronouns.nearest_mention(head, lambda t: _named_or_described(t, reader)[0])


def kind_of_noun(head: Token, reader: Reader) -> Sourcing:
    """The kind of source that ``head``, a noun or a pronoun, would be."""
    if head.lower_ in pronouns.FIRST | pronouns.THIRD:
        return pronouns.default(head.lower_)
    return _named_or_described(counted(head), reader)[0]


def _named_or_described(head: Token, reader: Reader) -> Kind:
    known = head.is_title and head.lower_ in reader.names.people
    if known or (head.tag_.startswith("NNP") and not _common(head, reader)):
        return _name(head, reader)
    return _description(head, reader)


def _common(head: Token, reader: Reader) -> bool:
    """A general noun that only a headline or its place writes with a capital."""
    run = name_run(head)
    if is_outlet(run, reader.names) or head.ent_type_ == "PERSON":
        return False
    kind = source_words().kind(head.text)
    of_people = kind in ("person", "withheld", "expert", "collective", "spokesperson") and run[0] != head
    return kind is not None and (of_people or (len(run) == 1 and head.ent_type_ in ("", "ORG", "NORP")))


def _name(head: Token, reader: Reader) -> Kind:
    shown = introduced_as_expert(head)
    kind = kind_of_name(head, reader.names, reader.document.publisher)
    run = name_run(head)
    if kind in (Sourcing.PERSON, Sourcing.EXPERT) and shown is not None:
        return Sourcing.EXPERT, [*run, *shown]
    if kind is Sourcing.EXPERT:
        introduced = words_of(reader.tokens, [reader.names.experts[run[-1].lower_.removesuffix("'s")]])
        return kind, [*run, *introduced]
    if kind is Sourcing.ORGANISATION and is_plural(head) and head.ent_type_ == "NORP":
        return Sourcing.GROUP, run
    return kind, run


def _description(head: Token, reader: Reader) -> Kind:
    """A source that is no name: "the ministry", "a senior official", "critics"."""
    if head.lower_ in _SOMEONE:
        return _one_of(head, reader)
    if head.lower_ in _NOBODY:
        return Sourcing.NOBODY, [head]
    if head.lower_ in _VAGUE or head.tag_ == "CD":
        return (Sourcing.ANONYMOUS if head.lower_ in FEW and not _share(head) else Sourcing.GROUP), [head]
    kind = source_words().kind(head.text) or _suffixed(head) or like_nouns().nearest(head.vocab, head.lower_)
    named = next((c for c in head.children if c.dep_ == "appos" and c.tag_.startswith("NNP")), None)
    if named is not None and (kind in _PEOPLE or named.ent_type_ == "PERSON") and not is_plural(head):
        expert = introduced_as_expert(named)
        return (Sourcing.EXPERT if expert else Sourcing.PERSON), [*name_run(named), *(expert or [])]
    return _of_kind(kind, head, reader), _phrase(head)


def _one_of(head: Token, reader: Reader) -> Kind:
    """ "one of the officials" is somebody unnamed, "one of the surveys" a document."""
    of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    below = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if below is None:
        return Sourcing.ANONYMOUS, [head]
    kind, shown = _named_or_described(below, reader)
    people = kind in (Sourcing.GROUP, Sourcing.PERSON, Sourcing.NOBODY)
    return (Sourcing.ANONYMOUS if people else kind), [head, *shown]


def _share(number: Token) -> bool:
    """ "eight in ten voters" are no eight people."""
    following = number.doc[number.i + 1 : number.i + 4]
    return any(t.tag_ == "CD" or t.lower_ == "every" for t in following)


def _phrase(head: Token) -> list[Token]:
    """The noun with what stands before it."""
    return [head.doc[i] for i in noun_phrase(head) if i <= head.i]


def _suffixed(head: Token) -> str | None:
    """ "campaigners", "storekeepers": an unlisted noun in the plural that ends as people's do."""
    if head.tag_.startswith("NN") and head.lower_.endswith(
        ("ers", "ors", "ists", "ians", "men", "women", "ants", "ees")
    ):
        return "person"
    return None


def _of_kind(kind: str | None, head: Token, reader: Reader) -> Sourcing:
    match kind:
        case "document":
            return Sourcing.MEDIA if _is_media_report(head, reader.names) else Sourcing.DOCUMENT
        case "media":
            return Sourcing.MEDIA
        case "organisation":
            return Sourcing.ORGANISATION
        case "spokesperson":
            return Sourcing.ANONYMOUS if _left_unnamed(head) else Sourcing.ORGANISATION
        case "expert":
            return Sourcing.EXPERT
        case "thing":
            return Sourcing.NOBODY
        case "collective" if head.tag_ in ("NN", "NNP") or head.lower_ in ("folks", "folk"):
            return Sourcing.GROUP
        case "person" | "withheld" | "collective":
            return _person(head, withheld=kind == "withheld")
        case _ if is_plural(head) or head.ent_type_ == "NORP":
            return Sourcing.GROUP
        case _:
            return Sourcing.NOBODY


def _person(head: Token, *, withheld: bool) -> Sourcing:
    """People described: withheld, known by an office or a tie, or only a kind of people."""
    if _left_unnamed(head) or head.lower_ in ("source", "sources"):
        return Sourcing.ANONYMOUS
    if expert_words(head) is not None:
        return Sourcing.EXPERT
    if _plural(head) or head.lower_ == "people":
        few = any(c.dep_ == "nummod" and c.lower_ in FEW and not _of_share(c) for c in head.children)
        return Sourcing.ANONYMOUS if few else Sourcing.GROUP
    if withheld or article(head) == "indefinite":
        return Sourcing.ANONYMOUS
    return Sourcing.PERSON


def _of_share(number: Token) -> bool:
    """ "(eight in) ten voters"."""
    return number.i > 0 and number.nbor(-1).lower_ in ("in", "of", "every")


def _plural(head: Token) -> bool:
    """Headlines make names of plural nouns ("Parents Rally")."""
    stem = head.lower_.removesuffix("s")
    return is_plural(head) or (head.tag_ == "NNP" and stem != head.lower_ and source_words().kind(stem) is not None)


def _left_unnamed(head: Token) -> bool:
    """ "people familiar with the talks", "an aide who asked not to be named"."""
    below = [t for t in head.subtree if t.i > head.i and head in (t.head, t.head.head)]
    if any(t.lower_ in _KNOWING for t in (*below, *head.doc[head.i + 1 : head.i + 2])):
        return True
    return anonymity.phrase_in(head.sent.text) is not None


def _is_media_report(head: Token, names: Names) -> bool:
    """ "a news report", "a report in the Courier", "reports"."""
    if head.lower_ not in _REPORTS:
        return False
    below = [c for c in head.children if c.dep_ in ("compound", "amod", "poss", "nmod")]
    below += [
        d
        for c in head.children
        if c.dep_ in ("prep", "agent") and c.lower_ in ("in", "by", "from", "on", "of")
        for d in c.children
    ]
    for word in below:
        if word.tag_.startswith("NNP") and is_outlet(name_run(word), names):
            return True
        if source_words().kind(word.text) == "media":
            return True
    return head.lower_ == "reports" and not below
