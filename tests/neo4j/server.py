"""A real Neo4j for the tests: one that is named, one from Docker, or one fetched through Maven and started here."""

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CACHE = Path(os.environ.get("JINMAI_CACHE", ROOT / ".cache")) / "neo4j"
OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
QUICK = "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1"  # starts in half the time; a benchmark sets JINMAI_NEO4J_JVM
JVM_FOLDERS = ("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines")


@dataclass(frozen=True)
class Release:
    """A server release: its version, the class that starts it, and the least Java that runs it."""

    version: str
    main: str
    java: int


RELEASES = {
    "lts": Release("5.26.18", "org.neo4j.server.CommunityEntryPoint", 17),
    "current": Release("2026.05.0", "org.neo4j.server.Neo4jCommunity", 21),
}


@dataclass(frozen=True)
class Server:
    """A running server and how to log in."""

    url: str
    username: str
    password: str


class Unavailable(Exception):
    """No server can be had here; the message says why."""


def find_java(least: int) -> str:
    """Return a `java` of at least that version, the oldest that will do."""
    found = []
    candidates = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    for folder in JVM_FOLDERS:
        candidates += sorted(Path(folder).glob("*")) if Path(folder).is_dir() else []
    programs = [str(home / "bin" / "java") for home in candidates if (home / "bin" / "java").is_file()]
    programs += [path for path in [shutil.which("java")] if path]
    for program in programs:
        told = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', told)
        if version and int(version[1]) >= least:
            found.append((int(version[1]), program))
    if not found:
        raise Unavailable(f"no Java {least} or newer under {', '.join(JVM_FOLDERS)}, in JAVA_HOME or on the path")
    return min(found)[1]


def fetch(release: Release) -> Path:
    """Return the folder with the server's jars, fetched once through Maven."""
    jars = CACHE / release.version
    if (jars / "complete").exists():
        return jars
    maven = shutil.which("mvn")
    if not maven:
        raise Unavailable("no Maven to fetch the server with")
    command = [maven, "-q", "-B", "-f", str(Path(__file__).with_name("pom.xml")), "dependency:copy-dependencies"]
    command += [f"-Dneo4j.version={release.version}", f"-DoutputDirectory={jars}", "-DincludeScope=runtime"]
    for attempt in range(3):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            (jars / "complete").touch()
            return jars
        time.sleep(5 * (attempt + 1))
    raise Unavailable(f"Maven could not fetch Neo4j {release.version}: {done.stdout[-500:]}")


def free_port() -> int:
    """Return a port on loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def local(release: Release) -> Iterator[Server]:
    """Start the release on loopback, on a free port and with a generated password, and stop it at the end."""
    java, jars = find_java(release.java), fetch(release)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="jinmai-neo4j-") as folder:
        home = Path(folder)
        (home / "conf").mkdir()
        (home / "conf" / "neo4j.conf").write_text(
            f"server.default_listen_address=127.0.0.1\nserver.bolt.listen_address=127.0.0.1:{port}\n"
            f"server.http.enabled=false\nserver.https.enabled=false\ndbms.usage_report.enabled=false\n"
            f"server.memory.pagecache.size=256m\n"
        )
        command = [
            java,
            *os.environ.get("JINMAI_NEO4J_JVM", QUICK).split(),
            *OPENS,
            "-cp",
            f"{jars}/*",
            release.main,
            f"--home-dir={home}",
            f"--config-dir={home / 'conf'}",
        ]
        with open(home / "output", "wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            _await(process, home)
            yield _log_in(f"bolt://127.0.0.1:{port}")
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: "subprocess.Popen[bytes]", home: Path, seconds: int = 90) -> None:
    log = home / "logs" / "neo4j.log"
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if log.exists() and "Started." in log.read_text(errors="replace"):
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    told = (log.read_text(errors="replace") if log.exists() else "") + (home / "output").read_text(errors="replace")
    raise Unavailable(f"Neo4j did not start: {told[-800:]}")


def _log_in(url: str) -> Server:
    import neo4j

    password = secrets.token_urlsafe(16)
    with neo4j.GraphDatabase.driver(url, auth=("neo4j", "neo4j")) as driver:
        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=password, database_="system")
    return Server(url, "neo4j", password)


@contextlib.contextmanager
def docker(release: Release) -> Iterator[Server]:
    """Start the release in Docker where an engine answers."""
    program = shutil.which("docker")
    if not program or subprocess.run([program, "info"], capture_output=True, check=False).returncode:
        raise Unavailable("no Docker engine answers")
    port, password = free_port(), secrets.token_urlsafe(16)
    image = f"neo4j:{release.version}-community"
    command = [
        program,
        "run",
        "-d",
        "--rm",
        "-p",
        f"127.0.0.1:{port}:7687",
        "-e",
        f"NEO4J_AUTH=neo4j/{password}",
        image,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"Docker could not start {image}: {done.stderr[-300:]}")
    try:
        server = Server(f"bolt://127.0.0.1:{port}", "neo4j", password)
        _await_bolt(server)
        yield server
    finally:
        subprocess.run([program, "stop", done.stdout.strip()], capture_output=True, check=False)


def _await_bolt(server: Server, seconds: int = 90) -> None:
    import neo4j

    until = time.monotonic() + seconds
    while True:
        try:
            with neo4j.GraphDatabase.driver(server.url, auth=(server.username, server.password)) as driver:
                driver.verify_connectivity()
            return
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError, OSError) as error:
            if time.monotonic() > until:
                raise Unavailable(f"Neo4j in Docker did not answer: {error}") from error
            time.sleep(0.5)


@contextlib.contextmanager
def running(name: str = "lts") -> Iterator[Server]:
    """Give a server: `JINMAI_TEST_NEO4J` (with NEO4J_USERNAME, NEO4J_PASSWORD) where set, else Docker's, else Maven's.

    Raises `Unavailable` with every reason where there is none.
    """
    if url := os.environ.get("JINMAI_TEST_NEO4J"):
        yield Server(url, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
        return
    reasons = []
    for way in (docker, local):
        with contextlib.ExitStack() as stack:
            try:
                server = stack.enter_context(way(RELEASES[name]))
            except Unavailable as reason:
                reasons.append(str(reason))
                continue
            yield server
            return
    raise Unavailable("; ".join(reasons))
