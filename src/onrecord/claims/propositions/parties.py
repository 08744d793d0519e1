"""Who takes part in what a content tells, and as what: who acts, who gives, who gets, with whom, where."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from onrecord.actors.gazetteer import place
from onrecord.actors.names import without_legal_form
from onrecord.attribution.nested.subjects import DEEPEST
from onrecord.claims.propositions.mentions import Mentions, Named
from onrecord.claims.propositions.parse import Parse
from onrecord.claims.propositions.stems import stem
from onrecord.model import ActorKind, Party, Role, Span, Speaker

_PREPOSITIONS = {
    "to": Role.GOAL,
    "for": Role.GOAL,
    "from": Role.SOURCE,
    "by": Role.AGENT,
    "with": Role.WITH,
    "against": Role.PATIENT,
    **dict.fromkeys(("in", "at", "near", "on", "outside", "around", "inside", "off"), Role.PLACE),
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PEOPLES = frozenset({"GPE", "NORP"})
_FIRST = frozenset({"i", "me", "my"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_ACTING = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.COUNTRY, ActorKind.OUTLET})
_LONGEST_PLACE = 6
"""Words of a place's name."""
PLACE_KIND = "place"


@cache
def transfer_words() -> dict[str, frozenset[str]]:
    """Stems of verbs and nouns of giving and getting, by class."""
    table = json.loads(files("onrecord.claims.propositions").joinpath("transfer_words.json").read_text("utf-8"))
    return {name: frozenset(map(stem, text.split())) for name, text in table.items()}


def parties(
    parse: Parse, content: Sequence[Span], event: Token | None, mentions: Mentions, speaker: str = ""
) -> tuple[Party, ...]:
    """Each once; ``speaker`` is whom "I" stands for."""
    named = list(mentions.within(content))
    found = [p for n in named if (p := _party(parse, n, event)) is not None]
    heads = {n.mention.head for n in named}
    for token in parse.inside(content):
        if token.ent_type_ in _PLACES and token.ent_iob_ == "B" and _name_head(token) not in heads:
            found.append(_place(token, event))
        elif speaker and token.lower_ in _FIRST:
            found.append(Party(normal(speaker), role_of(token, event), token.text, kind=ActorKind.PERSON.value))
    return tuple({(p.name or p.spelt, p.role): p for p in found}.values())


def speaking_party(speaker: Speaker, event: Token | None) -> Party:
    """Whoever says that they will do it."""
    found = place(speaker.name) if speaker.kind is ActorKind.COUNTRY else None
    role = _in_transfer(Role.AGENT, event, event) if event is not None else Role.AGENT
    return Party(normal(speaker.name), role, speaker.name, found.name if found else None, speaker.kind.value)


def _party(parse: Parse, named: Named, event: Token | None) -> Party | None:
    """None where it is not sure who is meant, and for a thing that has no name."""
    mention, actor, sure = named
    head = parse.head(mention.head)
    if head is None or not sure or head.tag_ in _RELATIVE:
        return None
    role, spelt = role_of(head, event), " ".join(mention.span.of(parse.text).split())
    kind = actor.kind.value
    if kind is ActorKind.COUNTRY and actor.country:
        return Party(actor.country.lower(), role, spelt, actor.country, kind.value)
    country = _country_of(parse.covering(mention.span))
    if actor.named:
        return Party(normal(actor.name), role, spelt, country, kind.value)
    return Party("", role, spelt, country, kind.value) if country or kind in _ACTING else None


def normal(name: str) -> str:
    """A name in lower case without article, legal form and possessive ending."""
    bare = without_legal_form(" ".join(name.split()).lower()).removeprefix("the ").strip(" ,.")
    return bare.removesuffix("'s").removesuffix("’s")


def _country_of(phrase: Sequence[Token]) -> str | None:
    """The country whose name or people stands in a description: "a Chinese manufacturer", "Russian officials"."""
    found = (place(t.text) for t in phrase if t.ent_type_ in _PEOPLES)
    return next((p.name for p in found if p is not None and p.form in ("people", "name")), None)


def _name_head(first: Token) -> Span:
    root = first
    for token in first.doc[first.i : first.i + _LONGEST_PLACE]:
        if token.i > first.i and token.ent_iob_ != "I":
            break
        root = token
    return Span(root.idx, root.idx + len(root))


def _place(first: Token, event: Token | None) -> Party:
    """A name of a place that is no actor."""
    end = _name_head(first).end
    spelt = first.doc.text[first.idx : end] if end > first.idx + len(first) else first.text
    country = place(spelt)
    return Party(
        normal(spelt), role_of(first.doc[first.i], event), spelt, country.name if country else None, PLACE_KIND
    )


def role_of(head: Token, event: Token | None) -> Role:
    """What the noun phrase of ``head`` does in the clause it stands in, or in ``event``, whose agent it may be."""
    head = _first_of(head)
    bare, governor = _bare_role(head)
    if event is not None and governor != event and head.dep_ in _SUBJECTS and _agent_of(event) == head:
        bare, governor = Role.AGENT, event
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
        return {Role.AGENT: Role.SOURCE, Role.PATIENT: Role.GOAL}.get(role, role)  # nobody gives an actor away
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
            return None if subject.dep_ == "nsubjpass" and token == event else subject
        above = token.head
        if above == token or token.dep_ in ("relcl", "advcl"):
            return None
        told = next((c for c in above.children if c.dep_ == "dobj" and c.i < token.i), None)
        if token.dep_ == "xcomp" and told is not None:
            return told
        token = above
    return None
