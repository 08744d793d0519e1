"""How claims, their origins and what would fall look to a person at the command line."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from onrecord.claims.origins import Node, OriginTree, Root
from onrecord.claims.overview import Claims
from onrecord.claims.withdrawal import Falls, Remaining
from onrecord.console import SHOWN_CHARACTERS, cut, harmless, one_line
from onrecord.export import claim_words as words
from onrecord.export.words import count
from onrecord.model import Claim, Link, LinkKind, Origin, Statement, quoted

TITLE_CHARACTERS = 160
BESIDE_SHOWN = 12


def show_listed(console: Console, claims: Claims, claim: Claim) -> None:
    """A claim in two lines: what it says; where it is told, what it rests on, and its id."""
    tree = claims.origins(claim)
    _say(console, cut(claim.title, TITLE_CHARACTERS), "bold")
    disputed = sum(beside.link.kind is LinkKind.CONTRADICTS for beside in claims.beside(claim))
    facts = [*words.summary(claim, tree), *[f"{disputed} contradicting"] * bool(disputed), claim.id]
    _say(console, "    " + " · ".join(facts), "dim")


def show_claim(console: Console, claims: Claims, claim: Claim, why: bool) -> None:
    tree = claims.origins(claim)
    _say(console, claim.title, "bold")
    _say(console, "    " + " · ".join([*words.summary(claim, tree), claim.id]), "dim")
    standing = claims.standings(claim)
    if warning := words.warning(tree, standing.values()):
        _say(console, f"    {warning}")
    _heading(console, "Who says so")
    for statement in claim.statements:
        _show_statement(console, claims, statement, words.STANDINGS[standing[statement.id]])
    _heading(console, "Where it comes from")
    show_origins(console, claims, claim, why)
    _show_answers(console, claims, claim)
    _show_beside(console, claims, claim, why)
    if why:
        _show_links(console, claims, "Why its statements are one claim", claim.links)
    _show_if_withdrawn(console, tree)


def _show_statement(console: Console, claims: Claims, statement: Statement, standing: str) -> None:
    document = claims.documents[statement.document_id]
    said = quoted(document.text, statement.content) or quoted(document.text, statement.cue)
    line = Text("  ")
    line.append(words.who(statement, document.text, document), style="bold")
    line.append(f"  {standing}  ", style="italic")
    line.append(f"“{cut(one_line(said), SHOWN_CHARACTERS)}”")
    console.print(harmless(line))
    start, end = statement.extent
    within = f", within {statement.parent}" if statement.parent else ""
    place = f"{words.outlet(document)}, characters {start}-{end}, {statement.id}{within}"
    facts = [words.day(statement, document), *words.sureness(statement), place]
    _say(console, "      " + " · ".join(fact for fact in facts if fact), "dim")


def show_origins(console: Console, claims: Claims, claim: Claim, why: bool) -> None:
    console.print(origin_tree(claims, claim, why), soft_wrap=False)  # each line is folded under its branch


def origin_tree(claims: Claims, claim: Claim, why: bool) -> Tree:
    """The origins of a claim and the documents that rest on each, as a tree."""
    found = claims.origins(claim)
    title = Text(cut(claim.title, TITLE_CHARACTERS), style="bold")
    title.append(f"  {count(found.independent, 'independent origin')}", style="not bold dim")
    tree = Tree(harmless(title), guide_style="dim")
    for root in found.roots:
        branch = tree.add(harmless(_root_words(root)))
        for node in root.below:
            _add_node(branch, claims, node, root.origin, why)
    for node in found.unsourced:
        _add(tree, claims, node, words.NO_SOURCE, why)
    for statement in found.denied:
        document = claims.documents[statement.document_id]
        line = Text(words.who(statement, document.text, document), style="bold")
        line.append(f"  denies it, in {words.outlet(document)}", style="not bold")
        tree.add(harmless(line))
    if not (found.roots or found.unsourced or found.denied):
        tree.add(Text("nobody reports it", style="dim"))
    return tree


def _root_words(root: Root) -> Text:
    line = Text(words.origin_name(root.origin), style="bold")
    line.append(f"  {words.ORIGINS[root.origin.kind]}", style="not bold dim")
    if root.remarks:
        line.append(f"  its own source: {words.remarks(root.remarks)}", style="not bold")
    return line


def _add_node(branch: Tree, claims: Claims, node: Node, origin: Origin | None, why: bool) -> None:
    below = _add(branch, claims, node, words.role(origin, node.document_id), why)
    for each in node.below:
        _add_node(below, claims, each, None, why)


def _add(branch: Tree, claims: Claims, node: Node, role: str, why: bool) -> Tree:
    document = claims.documents[node.document_id]
    line = Text(words.dated_outlet(document))
    line.append(f"  {role}  ", style="italic")
    for statement in node.statements[:1]:
        said = quoted(document.text, statement.content) or quoted(document.text, statement.cue)
        line.append(f"“{cut(one_line(said), TITLE_CHARACTERS)}”", style="dim")
    if len(node.statements) > 1:
        line.append(f" and {len(node.statements) - 1} more", style="dim")
    line.append(f"  {document.id}", style="dim")
    if why:
        found = (f"{words.LINKS[link.kind]}: {words.compared(r)}" for link in node.because for r in link.reasons)
        for reason in dict.fromkeys(found):
            line.append(f"\n{reason}", style="dim")
    return branch.add(harmless(line))


def _show_answers(console: Console, claims: Claims, claim: Claim) -> None:
    found = claims.answers(claim)
    if not found:
        return
    _heading(console, "Answered by")
    standing = {s.id: claims.standings(claims.holding(s.id))[s.id] for s in found}
    for statement in found:
        _show_statement(console, claims, statement, words.STANDINGS[standing[statement.id]])


def _show_beside(console: Console, claims: Claims, claim: Claim, why: bool) -> None:
    found = claims.beside(claim)
    if not found:
        return
    _heading(console, "Beside it")
    for other, link, outward in found[:BESIDE_SHOWN]:
        relation = words.LINKS[link.kind] if outward else words.PASSIVE[link.kind]
        line = Text("  ")
        line.append(f"{relation}: ", style="italic")
        line.append(cut(other.title, TITLE_CHARACTERS))
        console.print(harmless(line))
        speakers = dict.fromkeys(_who(claims, s) for s in other.statements)
        about = [", ".join(list(speakers)[:4]), f"score {link.score:.2f}", other.id]
        _say(console, "      " + " · ".join(about), "dim")
        if why:
            _show_reasons(console, link)
    left = len(found) - BESIDE_SHOWN
    if left > 0:
        _say(console, f"  and {left} more; --json has all", "dim")


def _who(claims: Claims, statement: Statement) -> str:
    document = claims.documents[statement.document_id]
    return words.who(statement, document.text, document)


def _show_links(console: Console, claims: Claims, heading: str, links: Iterable[Link]) -> None:
    found = list(links)
    if not found:
        return
    _heading(console, heading)
    for link in found:
        one, other = (_end_words(claims, end) for end in (link.one, link.other))
        line = Text(f"  {one} ")
        line.append(words.LINKS[link.kind], style="italic")
        line.append(f" {other}")
        console.print(harmless(line))
        _say(console, f"      score {link.score:.2f}", "dim")
        _show_reasons(console, link)


def _end_words(claims: Claims, end: object) -> str:
    if isinstance(end, Origin):
        return words.origin_name(end)
    document = claims.documents[end.document_id]  # type: ignore[attr-defined]
    said = one_line(quoted(document.text, end.spans))  # type: ignore[attr-defined]
    return f"“{cut(said, words.WORDING_LIMIT)}” ({words.outlet(document)})"


def _show_reasons(console: Console, link: Link) -> None:
    for reason in link.reasons:
        _say(console, f"      {words.compared(reason)}", "dim")


def _show_if_withdrawn(console: Console, tree: OriginTree) -> None:
    if tree.independent == 1 and len(tree.roots) == 1:
        name = words.origin_name(tree.roots[0].origin)
        _say(console, f"\nWithout {name}, nothing in this record supports the claim.")


def show_falls(console: Console, claims: Claims, name: str, found: Falls) -> None:
    """What falls if a document or an origin, called ``name``, is withdrawn."""
    lost, weakened = count(len(found.lost), "claim"), len(found.weakened)
    _say(
        console, f"If {name} is withdrawn: {lost} left with no report, {weakened} with one origin; nothing was changed."
    )
    if found.lost:
        _heading(console, "Left with no report")
    for claim in found.lost:
        _say(console, f"  {cut(claim.title, TITLE_CHARACTERS)}")
        _say(console, f"      {count(len(claim.document_ids), 'document')} · {claim.id}", "dim")
    _show_remaining(console, claims, "Left with one origin", found.weakened)
    _show_remaining(console, claims, "Still stand", found.standing)
    if not (found.lost or found.weakened or found.standing):
        _say(console, "No claim on the record rests on it.")


def _show_remaining(console: Console, claims: Claims, heading: str, found: Sequence[Remaining]) -> None:
    if found:
        _heading(console, heading)
    for one in found:
        _say(console, f"  {cut(one.claim.title, TITLE_CHARACTERS)}")
        on = [words.origin_name(root.origin) for root in one.tree.roots] or ["reports that name no source"]
        fallen = ", ".join(words.outlet(claims.documents[id_]) for id_ in one.fallen)
        _say(console, f"      rests on {'; '.join(on)}")
        _say(console, f"      falls: {fallen} · {one.claim.id}", "dim")


def _say(console: Console, words: str, style: str = "") -> None:
    console.print(harmless(Text(words, style=style)))


def _heading(console: Console, words: str) -> None:
    console.print(f"\n{words}", style="bold")
