"""What a document says of the names in it: who is a person, who was introduced as an expert, what is an outlet.

A name's second mention is often too bare to tell ("Venn", "the Courier"), and the name finder errs on bare names most.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.attribution.basis.heads import span_of
from onrecord.attribution.basis.words import source_words
from onrecord.model import Sourcing, Span

_NAMING = frozenset({"compound", "appos", "nmod", "amod", "flat"})


@dataclass(frozen=True, slots=True)
class Names:
    """``people``: last names, in lower case, of those whom the document names in full or with a title; ``experts``:
    last name -> the words that introduce an expert; ``outlets``: names, in lower case, that it calls a magazine."""

    people: frozenset[str]
    experts: Mapping[str, Span]
    outlets: frozenset[str]


def names_of(tokens: Doc) -> Names:
    people: set[str] = set()
    experts: dict[str, Span] = {}
    outlets: set[str] = set()
    for name in tokens.ents:
        head = name.root
        last = next((t for t in reversed(name) if t.is_alpha), head)
        if name.label_ == "PERSON" and (len(name) > 1 or titled(head)):
            people.add(last.lower_)
            shown = introduced_as_expert(head)
            if shown is not None:
                experts.setdefault(last.lower_, span_of(shown))
    for token in tokens:
        if token.tag_.startswith("NN") and token.is_title and _called_outlet(token):
            outlets.add(plain_name(span_text(name_run(token))))
    return Names(frozenset(people), experts, frozenset(outlets))


def plain_name(text: str) -> str:
    """Lower case, without article and possessive."""
    words = text.lower().replace("’", "'").removesuffix("'s").removesuffix("'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def titled(head: Token) -> bool:
    """ "Mr. Venn", "Senator Venn"."""
    before = [c for c in head.children if c.i < head.i and c.dep_ in ("compound", "nmod", "amod")]
    if head.i and head.nbor(-1).tag_.startswith("NNP"):
        before.append(head.nbor(-1))
    return any(c.text in source_words().names["honorifics"] for c in before)


def name_run(head: Token) -> list[Token]:
    """The capitalised words around ``head`` that make up one name with it."""
    start = end = head.i
    doc = head.doc
    while start and doc[start - 1].tag_.startswith("NNP") and _same_name(doc[start - 1], head):
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].tag_.startswith("NNP") and doc[end + 1].head.i in range(start, end + 2):
        end += 1
    return list(doc[start : end + 1])


def _same_name(before: Token, head: Token) -> bool:
    above = before
    while above != head and above.dep_ in ("compound", "nmod", "amod", "flat") and above.head != above:
        above = above.head
    return above == head


def introduced_as_expert(head: Token) -> list[Token] | None:
    """The words that make a name an expert's: "economist Ona Brand", "Ona Brand, a professor at Orsund"."""
    beside = [c for c in head.children if c.dep_ in _NAMING]
    if head.dep_ == "appos":
        beside.append(head.head)
    for noun in [d for c in beside for d in (c, *c.conjuncts)]:
        found = expert_words(noun)
        if found is not None:
            return found
    return None


def expert_words(noun: Token) -> list[Token] | None:
    """``noun`` where it names an expert, with the institute where it takes that to make one."""
    if source_words().kind(noun.text) == "expert":
        return [noun]
    if noun.lower_ in source_words().names["posts"]:
        institutes = source_words().names["institutes"]
        where = [t for t in noun.subtree if t.lower_ in institutes and t.i != noun.i]
        # a former pupil of a school knows no more of its field than others
        return [noun, *where[:1]] if where and not any(t.lower_ == "former" for t in noun.children) else None
    if noun.lower_ in source_words().names["practices"]:
        field = [c for c in noun.children if c.lower_ in source_words().names["fields"]]
        return [*field, noun] if field else None
    return None


def _called_outlet(head: Token) -> bool:
    """ "the magazine Vinkel", "Vinkel, a weekly", "the Vinkel newspaper"."""
    first = name_run(head)[0]
    before = first.nbor(-1) if first.i else None
    beside = [c for c in head.children if c.dep_ == "appos" or c == before]
    if head.dep_ == "appos" or (head.dep_ in ("compound", "nmod") and head.head.i == head.i + 1):
        beside.append(head.head)
    return any(source_words().kind(t.text) == "media" and t.tag_ in ("NN", "NNS") for t in beside)


def kind_of_name(head: Token, names: Names, publisher: str | None) -> Sourcing:
    """The kind of source that the name with ``head`` names; a name that shows nothing is taken for a person's."""
    run = name_run(head)
    if publisher and plain_name(span_text(run)) == plain_name(publisher):
        return Sourcing.AUTHOR
    if is_outlet(run, names):
        return Sourcing.MEDIA
    last = run[-1].lower_.removesuffix("'s")
    if titled(head) or last in names.people or head.lower_ in names.people:
        return Sourcing.EXPERT if last in names.experts else Sourcing.PERSON
    return _by_parts(run) or (Sourcing.PERSON if _has_office(run) else None) or _by_label(head) or _by_look(run)


def _has_office(run: list[Token]) -> bool:
    """ "harbour minister Orla Venn", "Orla Venn, the harbour minister": a name of which people's words are said."""
    beside = [c for t in run for c in t.children if c.dep_ == "appos" or (c.dep_ in _NAMING and c.i == run[0].i - 1)]
    if run[0].i and run[0].nbor(-1).head in run:
        beside.append(run[0].nbor(-1))
    return any(
        source_words().kind(t.text) in ("person", "expert", "spokesperson") and not t.tag_.endswith("S") for t in beside
    )


def span_text(run: list[Token]) -> str:
    return " ".join(t.text for t in run)


def is_outlet(run: list[Token], names: Names) -> bool:
    """Whether the name is a known outlet's, is called one in the document, or ends as outlets' names do."""
    text = span_text(run)
    bare = text.removeprefix("The ").removeprefix("the ")
    listed = source_words().names["outlets"]
    if bare in listed or text in listed or plain_name(text) in names.outlets:
        return True
    return len(run) > 1 and run[-1].text in source_words().names["outlet_parts"]


def _by_parts(run: list[Token]) -> Sourcing | None:
    """ "Orsund Port Authority", "Clean Harbour Act": what a name's own words say; a surname may be such a word."""
    if run[0].ent_type_ == "PERSON" and run[-1].ent_type_ == "PERSON":
        return None
    parts = source_words().names
    if run[-1].text in parts["document_parts"]:
        return Sourcing.DOCUMENT
    if any(t.text in parts["organisation_parts"] for t in run):
        return Sourcing.ORGANISATION
    return None


def _by_label(head: Token) -> Sourcing | None:
    match head.ent_type_:
        case "PERSON":
            return Sourcing.PERSON
        case "ORG" | "GPE" | "FAC" | "LOC":
            return Sourcing.ORGANISATION
        case "NORP":
            return Sourcing.GROUP
        case "LAW" | "WORK_OF_ART":
            return Sourcing.DOCUMENT
    return None


def _by_look(run: list[Token]) -> Sourcing:
    if run[-1].tag_ == "NNPS":
        return Sourcing.GROUP
    return Sourcing.ORGANISATION if len(run) == 1 and run[0].is_upper and len(run[0]) <= 5 else Sourcing.PERSON
