"""Writes everything that Wakeline can write of a case, and keeps what it said."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = ["panel", "brief", "draft", "memo"]
KINDS = ["visits", "shipments", "vessels", "places", "exhibits", "claims", "findings", "events"]
SECONDS = 600


@dataclass(frozen=True)
class Output:
    """One file: what it is, where it lies, what was said while it was written, and whether that succeeded."""

    name: str
    path: Path
    said: str
    code: int


def commands(folder):
    """Each output with its command line, the program and the case left out."""
    found = {}
    for template in TEMPLATES:
        for ending in ["pdf", "docx", "html", "md"]:
            found[f"{template}.{ending}"] = ["report", "--template", template]
    for kind in KINDS:
        found[f"{kind}.csv"] = ["export", "--kind", kind]
    for ending in ["xlsx", "md", "geojson", "kml", "bib", "csl.json", "ftm.json", "wake.json"]:
        found[f"case.{ending}"] = ["export"]
    for view in ["svg", "pdf"]:
        found[f"figure.{view}"] = ["figure", "--view", "timeline"]
    found["bundle.zip"] = ["bundle"]
    return {name: (words, folder / name) for name, words in found.items()}


def run(words, **more):
    """Runs a program to its end; its answer, with what it said as text."""
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False, **more)


def make_case(program, document, case):
    """Makes a case file from its JSON form. Returns what was said if it was refused, else nothing."""
    answer = run([program, "new", case, "--from", document, "--force"])
    return None if answer.returncode == 0 else answer.stderr.strip() or f"exit code {answer.returncode}"


def write(program, case, folder, only=None):
    """Writes all outputs of a case, two at a time. `only` chooses by name."""
    def one(item):
        name, (words, path) = item
        answer = run([program, words[0], case, path, *words[1:], "--force"])
        return Output(name, path, answer.stdout + answer.stderr, answer.returncode)

    wanted = [item for item in commands(folder).items() if only is None or only(item[0])]
    with ThreadPoolExecutor(2) as pool:
        return {output.name: output for output in pool.map(one, wanted)}
