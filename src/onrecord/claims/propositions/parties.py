"""Who takes part in what a content tells, and as what: who acts, who gives, who gets, with whom, where."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from onrecord.actors.gazetteer import place
from onrecord.actors.names import without_legal_form
from onrecord.attribution.nested.subjects import DEEPEST
from onrecord.claims.propositions.mentions import Mentions, Named
from onrecord.claims.propositions.stems import stem
from onrecord.model import ActorKind, Party, Role, Span

_PREPOSITIONS = {
    "to": Role.GOAL,
    "for": Role.GOAL,
    "from": Role.SOURCE,
    "by": Role.AGENT,
    "with": Role.WITH,
    "against": Role.PATIENT,
    **dict.fromkeys(("in", "at", "near", "on", "outside", "around", "inside", "off"), Role.PLACE),
}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_FIRST = frozenset({"i", "me", "my"})
PLACE_KIND = "place"


@cache
def transfer_words() -> dict[str, frozenset[str]]:
    """Stems of verbs and nouns of giving and getting, by class."""
    table = json.loads(files("onrecord.claims.propositions").joinpath("transfer_words.json").read_text("utf-8"))
    return {name: frozenset(map(stem, text.split())) for name, text in table.items()}


def parties(
    tokens: Doc, content: Sequence[Span], event: Token | None, mentions: Mentions, speaker: str = ""
) -> tuple[Party, ...]:
    """Each once; ``speaker`` is whom "I" stands for."""
    found = [*_actors(tokens, content, event, mentions), *_places(tokens, content, event, mentions)]
    found += _first_person(tokens, content, event, speaker)
    return tuple({(p.name or p.spelt, p.role): p for p in found}.values())


def _actors(tokens: Doc, content: Sequence[Span], event: Token | None, mentions: Mentions) -> Iterator[Party]:
    for named in mentions.within(content):
        head = _token_at(tokens, named.mention.head)
        if head is not None and head.tag_ not in ("WP", "WDT", "WP$"):
            yield _party(tokens.text, named, role_of(head, event))


def _party(text: str, named: Named, role: Role) -> Party:
    mention, actor = named
    spelt = " ".join(mention.span.of(text).split())
    country = actor.country or (None if actor.named else _country_of(actor.name)) or _country_of(spelt)
    if actor.kind.value is ActorKind.COUNTRY and country:
        return Party(country.lower(), role, spelt, country, actor.kind.value.value)
    name = normal(actor.name) if actor.named else ""
    return Party(name, role, spelt, country, actor.kind.value.value)


def normal(name: str) -> str:
    """A name in lower case without article, legal form and possessive ending."""
    bare = without_legal_form(" ".join(name.split()).lower()).removeprefix("the ").strip(" ,.")
    return bare.removesuffix("'s").removesuffix("’s")


def _country_of(words: str) -> str | None:
    """The country whose name or people a description has in it: "a Chinese manufacturer", "Russian officials"."""
    parts = words.split()
    if len(parts) < 2:
        return None
    found = (place(w.strip(",.’'")) for w in parts if w[:1].isupper())
    return next((p.name for p in found if p is not None and p.form in ("people", "name")), None)


def _places(tokens: Doc, content: Sequence[Span], event: Token | None, mentions: Mentions) -> Iterator[Party]:
    """Names of places that are no actors."""
    held = {n.mention.head for n in mentions.within(content)}
    for span in content:
        within = tokens.char_span(span.start, span.end, alignment_mode="contract")
        for name in within.ents if within is not None else ():
            root = Span(name.root.idx, name.root.idx + len(name.root))
            if name.label_ in _PLACES and root not in held:
                yield Party(normal(name.text), role_of(name.root, event), name.text, kind=PLACE_KIND)


def _first_person(tokens: Doc, content: Sequence[Span], event: Token | None, speaker: str) -> Iterator[Party]:
    if not speaker:
        return
    for span in content:
        for token in tokens.char_span(span.start, span.end, alignment_mode="contract") or ():
            if token.lower_ in _FIRST:
                yield Party(normal(speaker), role_of(token, event), token.text, kind=ActorKind.PERSON.value)


def _token_at(tokens: Doc, span: Span) -> Token | None:
    held = tokens.char_span(span.start, span.end, alignment_mode="expand")
    return held.root if held is not None else None


def role_of(head: Token, event: Token | None) -> Role:
    """What the noun phrase of ``head`` does in the clause it stands in, or in ``event``, whose agent it may be."""
    head = _first_of(head)
    bare, governor = _bare_role(head)
    if bare is Role.AGENT and event is not None and governor != event and _agent_of(event) == head:
        governor = event
    return _in_transfer(bare, governor, head)


def _first_of(head: Token) -> Token:
    """Of "Venn and Orsund", the word whose relation both have."""
    for _ in range(DEEPEST):
        if head.dep_ != "conj" or not head.head.tag_.startswith(("NN", "PRP")):
            break
        head = head.head
    return head


def _bare_role(head: Token) -> tuple[Role, Token]:
    dep, governor = head.dep_, head.head
    if dep in ("nsubj", "csubj"):
        return Role.AGENT, governor
    if dep in ("nsubjpass", "dobj"):
        return Role.PATIENT, governor
    if dep == "dative":
        return Role.GOAL, governor
    if dep == "poss":
        return (Role.AGENT if stem(governor.text) in _transfer_nouns() else Role.OTHER), governor
    if dep == "pobj" and governor.dep_ == "dative":
        return Role.GOAL, governor.head
    if dep == "pobj":
        return _PREPOSITIONS.get(governor.lower_, Role.OTHER), governor.head
    return Role.OTHER, governor


def _in_transfer(role: Role, governor: Token, head: Token) -> Role:
    """Whoever sells, gives; whoever buys, gets; "from" and "with" a seller."""
    words, found = transfer_words(), stem(governor.text)
    if found in words["give"] | words["give_nouns"]:
        return Role.SOURCE if role is Role.AGENT else role
    if found in words["get"] | words["get_nouns"]:
        return {Role.AGENT: Role.GOAL, Role.WITH: Role.SOURCE}.get(role, role)
    if role is Role.GOAL and head.head.lower_ == "for":
        return Role.OTHER
    return role


def _transfer_nouns() -> frozenset[str]:
    return transfer_words()["give_nouns"] | transfer_words()["get_nouns"]


def _agent_of(event: Token) -> Token | None:
    """The subject of the event's verb, or of the verb above it that lends it one: "is in talks about buying"."""
    token = event
    for _ in range(DEEPEST):
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return subject if subject.dep_ == "nsubj" else None
        if token.head == token or token.dep_ in ("relcl", "advcl"):
            return None
        token = token.head
    return None
