"""One address to its bytes, within a time, a size and a number of redirects."""

import re
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

import httpcore
import httpx

from onrecord.errors import FetchError, InputNotText, InputTooLarge
from onrecord.reading.fetch_network import BoundedTransport, Deadline, OutOfTime, PrivateAddress, Unresolvable
from onrecord.settings import Settings

USER_AGENT = "onrecord/0.1"
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
XML_TYPES = frozenset({"application/xml", "text/xml"})
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,text/*;q=0.8,*/*;q=0.1",
    "Accept-Encoding": "gzip",
}
_USER = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """``data`` after decompression, ``url`` after redirects and without credentials; "" for a type not given."""

    data: bytes
    url: str
    media_type: str
    charset: str | None


def without_credentials(url: str) -> str:
    """``url`` as it may be shown and stored: a user name or password before the host is left out."""
    return _USER.sub(r"\1", url.strip())


def fetch(url: str, settings: Settings, *, allow_private: bool = True) -> Fetched:
    """What is at ``url``; FetchError, InputTooLarge or InputNotText, each naming the address that was asked for.

    With ``allow_private`` False a host that resolves to a private, loopback or link-local address is refused, at every
    redirect. Proxies set in the environment are not used: a proxy would do the resolving.
    """
    deadline = Deadline(settings.fetch_seconds)
    shown = without_credentials(url)
    with _clear_errors(shown, settings), BoundedTransport(deadline, allow_private=allow_private) as transport:
        client = httpx.Client(transport=transport, headers=_HEADERS, timeout=None, trust_env=False)  # noqa: S113
        with client:
            return _follow(client, _Asked(url, shown), settings, deadline)


@dataclass(frozen=True, slots=True)
class _Asked:
    url: str
    shown: str


def _follow(client: httpx.Client, asked: _Asked, settings: Settings, deadline: Deadline) -> Fetched:
    url = asked.url
    for _ in range(settings.max_redirects + 1):
        at = _checked(url, asked.shown)
        # credentials go into a header of their own: httpx logs the addresses that it asks for
        auth = (at.username, at.password) if at.userinfo else None
        response = client.send(client.build_request("GET", at.copy_with(userinfo=b"")), stream=True, auth=auth)
        try:
            if not response.has_redirect_location:
                return _fetched(response, asked.shown, settings, deadline)
            url = _joined(at, response.headers["location"])
        finally:
            response.close()
    raise FetchError(asked.shown, f"redirected more than {settings.max_redirects} times")


def _joined(at: httpx.URL, location: str) -> str:
    try:
        return str(at.join(location))
    except (httpx.InvalidURL, ValueError):
        return location  # refused as no address at the next step


def _checked(url: str, shown: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        raise FetchError(shown, "not an http or https address") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        target = without_credentials(url)[:200]
        via = "" if target == shown[:200] else f"redirected to {target!r}, which is "
        raise FetchError(shown, f"{via}not an http or https address")
    return parsed


def _fetched(response: httpx.Response, shown: str, settings: Settings, deadline: Deadline) -> Fetched:
    if not response.is_success:
        raise FetchError(shown, f"answered {response.status_code} {response.reason_phrase[:80]}".rstrip())
    media_type, charset = _content_type(response.headers.get("content-type", ""))
    if media_type and not media_type.startswith("text/") and media_type not in HTML_TYPES | XML_TYPES:
        raise InputNotText(shown, f"sent {media_type[:80]}, which is neither text nor HTML")
    data = _body(response, shown, settings.max_bytes, deadline)
    return Fetched(data, without_credentials(str(response.url)), media_type, charset)


def _content_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    return (message.get_content_type() if header.strip() else ""), charset if isinstance(charset, str) else None


def _body(response: httpx.Response, shown: str, limit: int, deadline: Deadline) -> bytes:
    data = bytearray()
    for piece in _unpacked(response, shown, limit):
        data += piece
        if len(data) > limit:
            raise InputTooLarge(shown, f"sent more than {limit / _MEGABYTE:g} MB")
        deadline.left()
    return bytes(data)


def _unpacked(response: httpx.Response, shown: str, limit: int) -> Iterator[bytes]:
    """The body, at most ``limit`` bytes a piece after decompression: a bomb is seen before it fills the memory."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        yield from response.iter_raw()
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(shown, f"sent the page packed as {packing[:40]!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=47)  # gzip and zlib, told apart by their first bytes
    for piece in response.iter_raw():
        yield unpacker.decompress(piece, limit + 1)
    if not unpacker.eof:
        raise FetchError(shown, "sent a compressed page that breaks off")


@contextmanager
def _clear_errors(shown: str, settings: Settings) -> Iterator[None]:
    """Turns what goes wrong below into one clear line."""
    try:
        yield
    except (OutOfTime, httpx.TimeoutException, httpcore.TimeoutException):
        raise FetchError(shown, f"no complete answer within {settings.fetch_seconds:g} s") from None
    except Unresolvable:
        raise FetchError(shown, "the address cannot be resolved") from None
    except PrivateAddress:
        raise FetchError(shown, "refused: the address is on a private network") from None
    except zlib.error:
        raise FetchError(shown, "sent a compressed page that is damaged") from None
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpx.StreamError,
        httpcore.ProtocolError,
        httpcore.NetworkError,
    ) as error:
        raise FetchError(shown, _network_words(error)) from None
    except (OSError, ValueError) as error:
        raise FetchError(shown, f"the connection failed ({type(error).__name__})") from None


def _network_words(error: BaseException) -> str:
    causes = list(_causes(error))
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "refused the connection"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "the address cannot be resolved"
    secure = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if secure:
        return f"no secure connection ({getattr(secure, 'verify_message', '') or secure.reason or 'TLS failed'})"
    if isinstance(error, httpcore.ProtocolError | httpx.ProtocolError):
        return "the answer is not proper HTTP"
    return "the connection broke off"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
