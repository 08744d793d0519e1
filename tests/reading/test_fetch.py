import gzip
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from typing import NamedTuple

import pytest

from onrecord.errors import FetchError, InputError, InputNotText, InputTooLarge
from onrecord.reading import load
from onrecord.reading.fetch import fetch, without_credentials
from onrecord.reading.fetch_network import is_public
from onrecord.settings import Settings

LIMITS = Settings(fetch_seconds=10.0, max_bytes=50_000, max_redirects=3)
IMPATIENT = replace(LIMITS, fetch_seconds=0.5)
STORY = "The mayor of Tarn Dale said on Friday that the bridge would stay shut until the floods are over. " * 3
ARTICLE = f'<p>{STORY} See <a href="/why">the reasons</a> for it.</p><p>{STORY}Nobody was hurt.</p>'
PAGE = f"<html lang=en><title>Bridge shut</title><article>{ARTICLE}</article></html>"

type Answer = Callable[["Handler"], None]


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopped = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        # the reader has had enough: that is what many of these tests are about
        with suppress(BrokenPipeError, ConnectionResetError):
            ANSWERS[self.path.partition("?")[0]](self)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def answer(
        self, status: int = 200, body: bytes = b"", media_type: str = "text/html; charset=utf-8", **more: str | None
    ) -> None:
        self.send_response(status)
        headers = {"Content_Type": media_type, "Content_Length": str(len(body))} | more
        for name, value in headers.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, what: bytes) -> None:
        while not self.server.stopped.wait(0.05):
            self.wfile.write(what)
            self.wfile.flush()

    def drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip(b"a")

    def drip_body(self) -> None:
        self.answer(Content_Length=None)
        self.drip(b"word ")

    def wait(self) -> None:
        self.server.stopped.wait(5)

    def flood(self) -> None:
        self.answer(Content_Length=None)
        while not self.server.stopped.is_set():
            self.wfile.write(b"word " * 10_000)

    def hello(self) -> None:
        self.wfile.write(b"hello\r\n\r\n")

    def wants_cookie(self) -> None:
        if "seen=1" in (self.headers["Cookie"] or ""):
            self.answer(body=PAGE.encode())
        else:
            self.answer(403)


def packed(body: bytes) -> Answer:
    return lambda h: h.answer(body=gzip.compress(body), Content_Encoding="gzip")


def to(location: str) -> Answer:
    return lambda h: h.answer(302, Location=location)


ANSWERS: dict[str, Answer] = {
    "/news/bridge.html": lambda h: h.answer(body=PAGE.encode()),
    "/plain": lambda h: h.answer(body="Brücke".encode("latin-1"), media_type="text/plain; charset=ISO-8859-1"),
    "/untyped": lambda h: h.answer(body=PAGE.encode(), Content_Type=None),
    "/packed": packed(PAGE.encode()),
    "/bomb": packed(b"0" * 3_000_000),
    "/cut": lambda h: h.answer(body=gzip.compress(PAGE.encode())[:60], Content_Encoding="gzip"),
    "/damaged": lambda h: h.answer(body=b"not gzip at all", Content_Encoding="gzip"),
    "/brotli": lambda h: h.answer(body=b"abc", Content_Encoding="br"),
    "/broken": lambda h: h.answer(500),
    "/gone": lambda h: h.answer(404),
    "/once": to("/news/bridge.html"),
    "/for-ever": to("/for-ever"),
    "/to-ftp": to("ftp://files.invalid/x"),
    "/to-nonsense": to("http://[::1/"),
    "/sets-cookie": lambda h: h.answer(302, Location="/wants-cookie", Set_Cookie="seen=1; Path=/"),
    "/wants-cookie": Handler.wants_cookie,
    "/pdf": lambda h: h.answer(body=b"%PDF-1.7", media_type="application/pdf"),
    "/json": lambda h: h.answer(body=b"{}", media_type="application/json"),
    "/big": lambda h: h.answer(body=b"a" * 60_000),
    "/flood": Handler.flood,
    "/drip-headers": Handler.drip_headers,
    "/drip-body": Handler.drip_body,
    "/silent": Handler.wait,
    "/not-http": Handler.hello,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.stopped.set()
        running.shutdown()
        thread.join()


def test_a_page_is_fetched_with_its_type_and_charset(server):
    fetched = fetch(f"{server.address}/news/bridge.html", LIMITS)
    assert fetched.data == PAGE.encode()
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    assert server.asked[-1][1]["User-Agent"] == "onrecord/0.1"


def test_a_fetched_page_is_a_document_with_its_address(server):
    document = load(f"{server.address}/once", LIMITS)
    assert document.url == f"{server.address}/news/bridge.html"
    assert (document.name, document.location) == ("bridge", f"{server.address}/once")
    assert document.links[0].target == f"{server.address}/why"
    assert document.links[0].span.of(document.text) == "the reasons"


def test_a_page_without_a_path_is_named_for_its_host(server, monkeypatch):
    monkeypatch.setitem(ANSWERS, "/", ANSWERS["/news/bridge.html"])
    assert load(server.address, LIMITS).name == "127.0.0.1"


def test_a_fetched_text_is_decoded_as_its_header_says(server):
    document = load(f"{server.address}/plain", LIMITS)
    assert (document.text, document.media_type) == ("Brücke", "text/plain")


@pytest.mark.parametrize("path", ["/untyped", "/packed", "/sets-cookie"])
def test_a_page_is_read_however_it_is_sent(server, path):
    assert STORY.strip() in load(server.address + path, LIMITS).text


class Bad(NamedTuple):
    path: str
    error: type[InputError]
    words: str
    limits: Settings = LIMITS


BAD = [
    Bad("/broken", FetchError, "answered 500 Internal Server Error"),
    Bad("/gone", FetchError, "answered 404 Not Found"),
    Bad("/for-ever", FetchError, "redirected more than 3 times"),
    Bad("/to-ftp", FetchError, "redirected to 'ftp://files.invalid/x', which is not an http or https address"),
    Bad("/to-nonsense", FetchError, "the answer is not proper HTTP"),
    Bad("/silent", FetchError, "no complete answer within 0.5 s", IMPATIENT),
    Bad("/drip-headers", FetchError, "no complete answer within 0.5 s", IMPATIENT),
    Bad("/drip-body", FetchError, "no complete answer within 0.5 s", IMPATIENT),
    Bad("/flood", InputTooLarge, "sent more than 0.05 MB"),
    Bad("/big", InputTooLarge, "sent more than 0.05 MB"),
    Bad("/bomb", InputTooLarge, "sent more than 0.05 MB"),
    Bad("/cut", FetchError, "breaks off"),
    Bad("/damaged", FetchError, "damaged"),
    Bad("/brotli", FetchError, "packed as 'br', which was not asked for"),
    Bad("/pdf", InputNotText, "sent application/pdf, which is neither text nor HTML"),
    Bad("/json", InputNotText, "sent application/json, which is neither text nor HTML"),
    Bad("/not-http", FetchError, "the answer is not proper HTTP"),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.path)
def test_a_bad_answer_is_one_clear_line_in_time(server, case):
    began = time.monotonic()
    with pytest.raises(case.error) as caught:
        load(server.address + case.path, case.limits)
    assert case.words in str(caught.value)
    assert str(caught.value).startswith(f"{server.address}{case.path}: ")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 5


def test_a_closed_port_refuses_the_connection():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody else gets it meanwhile
        with pytest.raises(FetchError, match="refused the connection"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", LIMITS)


def test_a_server_without_tls_gives_no_secure_connection(server):
    with pytest.raises(FetchError, match="no secure connection"):
        fetch(server.address.replace("http", "https"), LIMITS)


@pytest.mark.parametrize(
    "url", ["ftp://courier.invalid/a", "file:///etc/hosts", "http://", "http://[::1/x", "https:///x"]
)
def test_an_address_that_is_not_on_the_web_is_refused(url):
    with pytest.raises(FetchError, match="not an http or https address"):
        fetch(url, LIMITS)


def test_an_unknown_host_cannot_be_resolved(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError) as caught:
        fetch("http://courier.invalid/a", LIMITS)
    assert str(caught.value) == "http://courier.invalid/a: the address cannot be resolved"


def test_a_slow_resolver_counts_against_the_time(monkeypatch):
    release = threading.Event()

    def slow(*args, **kwargs):
        release.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(FetchError, match=r"within 0\.1 s"):
        fetch("http://courier.invalid/a", Settings(fetch_seconds=0.1))
    release.set()


def test_credentials_are_sent_and_never_shown(server):
    address = server.address.replace("//", "//ann:s3cret@")
    fetch(f"{address}/news/bridge.html", LIMITS)
    assert server.asked[-1][1]["Authorization"].startswith("Basic ")
    with pytest.raises(FetchError) as caught:
        load(f"{address}/broken", LIMITS)
    assert "s3cret" not in str(caught.value)
    document = load(f"{address}/news/bridge.html", LIMITS)
    assert "s3cret" not in repr(document)


def test_credentials_do_not_follow_a_redirect_to_another_host(server, monkeypatch):
    elsewhere = server.address.replace("127.0.0.1", "127.0.0.2")
    monkeypatch.setitem(ANSWERS, "/away", to(f"{elsewhere}/x"))
    with pytest.raises(FetchError):
        fetch(server.address.replace("//", "//ann:s3cret@") + "/away", LIMITS)
    assert all("Authorization" not in headers for path, headers in server.asked if path == "/x")


@pytest.mark.parametrize("url", ["http://ann:pw@h.invalid/x", "HTTPS://ann@h.invalid/x", "http://a:b@c@h.invalid/x"])
def test_what_stands_before_the_host_is_left_out(url):
    assert without_credentials(url).lower().endswith("//h.invalid/x")


def test_a_private_address_is_refused_where_that_is_asked(server):
    with pytest.raises(FetchError, match="on a private network"):
        fetch(server.address, LIMITS, allow_private=False)
    numeric = server.address.replace("127.0.0.1", "2130706433")
    with pytest.raises(FetchError, match="on a private network"):
        fetch(numeric, LIMITS, allow_private=False)


def test_one_private_address_among_public_ones_is_refused(monkeypatch):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(FetchError, match="on a private network"):
        fetch("http://courier.invalid/", LIMITS, allow_private=False)


PRIVATE = (
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 fe80::1 fc00::1 ::ffff:10.0.0.1"
)
WRAPPED = "2002:7f00:1:: 64:ff9b::a00:1 ::"


@pytest.mark.parametrize("address", [*PRIVATE.split(), *WRAPPED.split()])
def test_an_address_that_is_not_on_the_open_internet_is_known(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_is_known(address):
    assert is_public(ip_address(address))
