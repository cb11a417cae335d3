"""What a Neo4j server or the way to it says when something is wrong, in words that tell what to try."""

import functools
import re
import socket
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions as failures

from graph.cypher_scope import unknown
from graph.cypher_tokens import tokens
from graph.ontology import load
from graph.store import QueryError, StoreBusy, StoreError

LEAST = (5, 26)  # the oldest server that is supported
_READ_ONLY = ("NotALeader", "ForbiddenOnReadOnlyDatabase", "ReadOnly")
_UNKNOWN = {"01N50": "label", "01N51": "type of relation", "01N52": "property"}  # GQL status codes
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration")


class NodeThere(StoreError):
    """A node was to be made that is there already."""


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
        return StoreError(f"{url} has no such database: check the name in the URL, or NEO4J_DATABASE")
    if isinstance(error, failures.UnsupportedServerProduct):
        return too_old(url, "an old version")
    if name == "ConstraintValidationFailed":
        return NodeThere(f"{url} has a node of that id already: {getattr(error, 'message', None) or error}")
    if name == "DeadlockDetected" or name.startswith("LockClient"):
        return StoreBusy(f"another process is writing to {url}: try again")
    if "OutOfMemory" in name or "MemoryPool" in name:
        return StoreError(f"{url} has not memory enough for this: ask for less, or give the server a larger heap")
    if isinstance(error, (failures.DriverError, OSError, ValueError)):
        return StoreError(f"{url} cannot be reached: {_unreachable(url)}")
    return StoreError(f"{url}: {getattr(error, 'message', None) or error}")


def query_error(error: Exception, timeout: float | None, url: str) -> StoreError:
    """Return what is wrong with a query; what is wrong with the way to the server stays a `StoreError`."""
    name = (getattr(error, "code", None) or "").rpartition(".")[2]
    if timeout and (name in _TIMED_OUT or "timeout" in str(getattr(error, "message", "")).lower()):
        return QueryError(f"stopped after {timeout:g} seconds: ask for less, or allow more time")
    if name == "AccessMode":
        return QueryError("this writes: run it with --write if it shall")
    if name == "ExecutionFailed":  # the statement's own values, such as a negative length of a text
        return QueryError(f"{error.message}: change the values that the statement reckons with")  # type: ignore[attr-defined]
    if isinstance(error, failures.ClientError) and not isinstance(error, failures.AuthError) and name not in _READ_ONLY:
        return QueryError(str(error.message))
    return explained(error, url)


def too_old(url: str, version: str) -> StoreError:
    """Return the error for a server that is too old."""
    return StoreError(f"{url} runs Neo4j {version}, which is too old: {LEAST[0]}.{LEAST[1]} or newer is needed")


def _says_read_only(error: Exception) -> bool:
    message = str(getattr(error, "message", "") or "").lower()
    return "read-only" in message or "read only" in message or "no write operations are allowed" in message


def _unreachable(url: str) -> str:
    """Return why the server cannot be reached, found by trying its port: the driver's own words differ from case to case."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "localhost", parts.port or 7687), timeout=3):
            return "what answers there does not speak Bolt; check the port, 7687 as a rule"
    except socket.gaierror:
        return "no host of that name is known; check the URL"
    except ConnectionRefusedError:
        return "nothing listens there; check the port, and that the server runs (docker compose up -d)"
    except TimeoutError:
        return "it does not answer; check the host, and firewalls on the way"
    except OSError as error:
        return f"there is no way to that host ({error.strerror or error}); check the URL and the network"
    except ValueError as error:
        return f"the URL is not one of a server ({error})"


def refuse_unknown(summary: neo4j.ResultSummary, cypher: str) -> None:
    """Raise `QueryError` for a label, relation or property that the ontology does not know, as the embedded store does."""
    for told in summary.gql_status_objects:
        kind = _UNKNOWN.get(told.gql_status)
        found = re.search(r"`(.+?)`", told.status_description) if kind else None
        if kind and found and found[1] not in _known()[kind]:
            said = (t.start for t in tokens(cypher) if t.text.strip("`") == found[1])
            raise QueryError(str(unknown(kind, found[1], _known()[kind], cypher, next(said, 0))))


@functools.cache
def _known() -> dict[str, set[str]]:
    loaded = load()
    shown = {prop.name for prop in loaded.properties() if not prop.hidden}
    return {"label": set(loaded.labels), "type of relation": set(loaded.relations), "property": shown}
