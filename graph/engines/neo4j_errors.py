"""What a Neo4j server or the way to it says when something is wrong, in words that tell what to try."""

import socket
from collections.abc import Iterator

from neo4j import exceptions as failures

from graph.store import QueryError, StoreBusy, StoreError

LEAST = (5, 26)  # the oldest server that is supported
_READ_ONLY = ("NotALeader", "ForbiddenOnReadOnlyDatabase", "ReadOnly")
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration")


def explained(error: Exception, url: str) -> StoreError:
    """Return the driver's error as one of ours."""
    code = getattr(error, "code", None) or ""
    name = code.rpartition(".")[2]
    if isinstance(error, failures.WriteServiceUnavailable) or name in _READ_ONLY or _says_read_only(error):
        return StoreError(
            f"{url} only reads: write through the member that leads, or give a neo4j:// URL, which finds it by itself"
        )
    if name == "CredentialsExpired":
        return StoreError(
            f"{url} wants its first password changed before it is used: `ALTER CURRENT USER SET PASSWORD …`"
        )
    if name == "AuthenticationRateLimit":
        return StoreError(f"{url} refuses to log in after too many wrong passwords: wait some seconds")
    if isinstance(error, failures.AuthError):
        return StoreError(
            f"{url} does not accept the user name or the password: check NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if name == "DatabaseNotFound":
        return StoreError(f"{url} has no such database: check NEO4J_DATABASE")
    if isinstance(error, failures.UnsupportedServerProduct):
        return too_old(url, "an old version")
    if name == "DeadlockDetected" or name.startswith("LockClient"):
        return StoreBusy(f"another process is writing to {url}: try again")
    if "OutOfMemory" in name or "MemoryPool" in name:
        return StoreError(f"{url} has not memory enough for this: ask for less, or give the server a larger heap")
    if isinstance(error, (failures.DriverError, OSError, ValueError)):
        return StoreError(f"{url} cannot be reached: {_unreachable(error)}")
    return StoreError(f"{url}: {getattr(error, 'message', None) or error}")


def query_error(error: Exception, timeout: float | None, url: str) -> StoreError:
    """Return what is wrong with a query; what is wrong with the way to the server stays a `StoreError`."""
    name = (getattr(error, "code", None) or "").rpartition(".")[2]
    if timeout and (name in _TIMED_OUT or "timeout" in str(getattr(error, "message", "")).lower()):
        return QueryError(f"stopped after {timeout:g} seconds: ask for less, or allow more time")
    if name == "AccessMode":
        return QueryError("this writes: run it with --write if it shall")
    if isinstance(error, failures.ClientError) and not isinstance(error, failures.AuthError) and name not in _READ_ONLY:
        return QueryError(str(error.message))
    return explained(error, url)


def too_old(url: str, version: str) -> StoreError:
    """Return the error for a server that is too old."""
    return StoreError(f"{url} runs Neo4j {version}, which is too old: {LEAST[0]}.{LEAST[1]} or newer is needed")


def _says_read_only(error: Exception) -> bool:
    message = str(getattr(error, "message", "") or "").lower()
    return "read-only" in message or "read only" in message or "no write operations are allowed" in message


def _unreachable(error: BaseException) -> str:
    chain = list(_chain(error))
    told = " ".join(map(str, chain))
    if any(isinstance(e, socket.gaierror) for e in chain) or "resolve" in told:
        return "no host of that name is known; check the URL"
    if any(isinstance(e, ConnectionRefusedError) for e in chain) or "refused" in told:
        return "nothing listens there; check the port, and that the server runs (docker compose up -d)"
    if any(isinstance(e, TimeoutError) for e in chain) or "timed out" in told:
        return "it does not answer; check the host, and firewalls on the way"
    if "unreachable" in told.lower() or "No route" in told:
        return "there is no way to that host; check the URL and the network"
    return (
        f"what answers there does not speak Bolt; check the port, 7687 as a rule ({str(error).splitlines()[0][:120]})"
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
