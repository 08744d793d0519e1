"""Connections whose every step ends at one deadline, and that go only where they may.

httpx bounds each read by itself, so a server that sends a byte now and then is never late. Here each step gets what is
left of the whole time. Names are resolved here too, so that the address that was checked is the one connected to.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class OutOfTime(Exception):
    """The deadline has passed."""


class Unresolvable(Exception):
    """No address is known for the host."""


class PrivateAddress(Exception):
    """The host is on a private network, and that is not allowed."""


class Deadline:
    """A point in time by which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; OutOfTime when there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise OutOfTime
        return seconds


def is_public(address: Address) -> bool:
    """Whether ``address``, and any address wrapped in it, is on the open internet."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return all(is_public(one) for one in inner if one)


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of ``host``; Unresolvable where there are none, OutOfTime when the resolver is too slow."""
    answers: list[list[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.append(error)
        else:
            answers.append(list(dict.fromkeys(str(row[4][0]) for row in found)))

    # the system's resolver cannot be told to stop: a thread that nobody waits for is left behind
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not answers:
        raise OutOfTime
    if not isinstance(answers[0], list) or not answers[0]:
        raise Unresolvable
    return answers[0]


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # the deadline is ours
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._plain = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | None = None
        for address in self._allowed(resolve(host, port, self._deadline)):
            try:
                stream = self._plain.connect_tcp(address, port, self._deadline.left(), local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure or httpcore.ConnectError("no address to connect to")

    def _allowed(self, addresses: list[str]) -> list[str]:
        # one private address among public ones is how a hostile name gets past a check: all must be public
        if not self._allow_private and not all(is_public(ipaddress.ip_address(a)) for a in addresses):
            raise PrivateAddress
        return addresses


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close:
            close()


class BoundedTransport(httpx.BaseTransport):
    """What httpx sends its requests through; raises the exceptions of this module and of httpcore."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        backend = _Backend(deadline, allow_private=allow_private)
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(
            httpcore.Request(request.method, target, headers=request.headers.raw, content=request.stream)
        )
        body = answer.stream
        if not isinstance(body, Iterable):
            raise httpcore.ProtocolError("the answer cannot be read in order")
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(body), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()
