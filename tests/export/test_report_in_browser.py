"""The report in a real browser: what its script does, and that it asks nobody for anything."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from onrecord.export.report import render
from onrecord.model import ActorKind, Document, Form, Section, SectionKind, Span, Speaker, Statement
from tests.export.test_claims_in_report import page as of_claims

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian's package chromium)")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
TEXTS = {
    "ferries": "Orla Venn said the ferries sail again.",
    "bridge": "Tam Brask said the bridge stays shut.",
}


def told(name: str, text: str) -> tuple[Document, list[Statement]]:
    document = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),), name=name, title=name.title())
    said = text.index("said")
    source = Span(0, said - 1)
    speaker = Speaker(source.of(text), ActorKind.PERSON, source)
    content = Span(said + 5, len(text) - 1)
    return document, [
        Statement(document.id, (source,), (Span(said, said + 4),), (content,), Form.INDIRECT, 0.9, speaker)
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    pairs = [told(name, text) for name, text in TEXTS.items()]
    path.write_text(render(pairs, made=datetime(2024, 3, 1, tzinfo=UTC)), encoding="utf-8")
    return Path(path).as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report_of_claims(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("claims") / "report.html"
    path.write_text(of_claims(), encoding="utf-8")
    return Path(path).as_uri()


@pytest.fixture
def page(browser: Browser, report: str) -> Iterator[Page]:
    yield from quietly(browser, report)


@pytest.fixture
def claims_page(browser: Browser, report_of_claims: str) -> Iterator[Page]:
    yield from quietly(browser, report_of_claims)


def quietly(browser: Browser, report: str) -> Iterator[Page]:
    """The report, opened; it must not complain, nor ask anybody for anything."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        trouble: list[str] = []
        opened.on("console", lambda message: trouble.append(message.text))
        opened.on("pageerror", lambda error: trouble.append(str(error)))
        opened.on("request", lambda request: None if request.url.startswith("file:") else trouble.append(request.url))
        opened.goto(report)
        yield opened
        assert trouble == []


def test_searching_hides_what_does_not_match_and_says_how_much_does(page: Page):
    ferries, bridge = (page.get_by_role("article", name=name.title()) for name in TEXTS)
    page.locator("#query").fill("bridge")
    expect(ferries).to_be_hidden()
    expect(bridge).to_be_visible()
    expect(page.locator("#found")).to_have_text("1 statement, 1 document")
    page.locator("#query").fill("")
    expect(ferries).to_be_visible()


def test_a_slash_goes_to_the_search_field(page: Page):
    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()


def test_hovering_a_source_lights_its_whole_statement(page: Page):
    page.get_by_text("Orla Venn", exact=True).first.hover()
    expect(page.locator(".card.on")).to_have_count(1)
    expect(page.locator(".card.on")).to_contain_text("the ferries sail again")


def test_on_a_phone_a_tap_opens_the_statement_and_nothing_is_cut_off(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".document .text .note").first.click()
    expect(page.locator("#sheet")).to_be_visible()
    expect(page.locator("#sheet")).to_contain_text("Orla Venn")


def test_a_folded_claim_opens_where_a_link_leads_to_it(claims_page: Page):
    claim = claims_page.locator(".claim").first
    claim.locator("summary").first.click()
    expect(claim.locator(".parts")).to_be_hidden()
    claims_page.locator(".card .of a").first.click()
    expect(claim.locator(".parts")).to_be_visible()


def test_searching_hides_the_claims_that_do_not_match(claims_page: Page):
    claims_page.locator("#query").fill("forty")
    expect(claims_page.locator(".claim:visible")).to_have_count(2)
    claims_page.locator("#query").fill("pier is shut")
    expect(claims_page.locator(".claim:visible")).to_have_count(0)


def test_claims_fit_a_phone_and_the_tree_keeps_its_order(claims_page: Page):
    claims_page.set_viewport_size({"width": 390, "height": 844})
    assert claims_page.evaluate("document.documentElement.scrollWidth") <= 390
    boxes = claims_page.locator(".claim").first.locator(".origins .box")
    lefts = [box["x"] for n in range(3) if (box := boxes.nth(n).bounding_box()) is not None]
    assert lefts == sorted(lefts)
    assert lefts[0] < lefts[1] < lefts[2]
