"""Files for programs: JSON, BibTeX and the bundle's own lists have the shape of their twin's, and hold the texts exactly."""

import hashlib
import json
import re
import xml.etree.ElementTree as ET
import zipfile

from seen import Reader
from verdict import Verdict

KML = "{http://www.opengis.net/kml/2.2}"
# All that may follow a backslash.
COMMAND = re.compile(r"\\(textbackslash\{\}|textbraceleft\{\}|textbraceright\{\}|textasciitilde\{\}|textasciicircum\{\}|[&%$#_])")
UNESCAPED = {"textbackslash{}": "\\", "textbraceleft{}": "{", "textbraceright{}": "}", "textasciitilde{}": "~", "textasciicircum{}": "^"}


def judge(hostile, twin, slots, document, where):
    """Judges all of a case's files for programs."""
    verdict = Verdict("JSON, KML, BibTeX and bundle (Python)")
    for name in ["case.geojson", "case.csl.json", "case.ftm.json"]:
        data(verdict, hostile[name].path, twin[name].path, slots, f"{where} {name}")
    round_trip(verdict, hostile["case.wake.json"].path, document, f"{where} case.wake.json")
    kml(verdict, hostile["case.kml"].path, twin["case.kml"].path, slots, f"{where} case.kml")
    bib(verdict, hostile["case.bib"].path, twin["case.bib"].path, slots, f"{where} case.bib")
    bundle(verdict, hostile["bundle.zip"].path, twin["bundle.zip"].path, f"{where} bundle.zip")
    return verdict


def values(path):
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line] if path.name.endswith("ftm.json") else json.loads(text)


def shape(value):
    """Names and kinds, without what they hold."""
    if isinstance(value, dict):
        # A language is there if its tag is known, which depends on what it holds.
        return {key: shape(inner) for key, inner in value.items() if key != "language"}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return type(value).__name__


def strings(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def data(verdict, hostile, twin, slots, where):
    """JSON with the shape of its twin, and each text in it."""
    read, plain = values(hostile), values(twin)
    if shape(read) != shape(plain):
        verdict.find(where, "its shape is not that of its twin")
    missing, compared = Reader(slots, "\n".join(strings(plain))).missing("\n".join(strings(read)), "exact")
    verdict.find_all(where, missing)
    verdict.saw("texts", compared)


def round_trip(verdict, path, document, where):
    """Every text that was imported is exported letter by letter."""
    out = set(strings(json.loads(path.read_text(encoding="utf-8"))))
    codes = {place["locode"] for place in document["places"]} if isinstance(document, dict) else set()
    odd = {code for code in codes if not (code.isascii() and code.isprintable())}
    given = [text for text in strings(document) if "Qz" in text and text not in odd]
    # Identifiers are kept without the spaces around them, and codes of places in capitals.
    known = out | {text.strip() for text in out}
    lost = [text for text in given if text not in known and text.strip() not in known and "".join(text.split()).upper() not in out]
    verdict.find_all(where, (f"{text[:80]!r} is not exported as it was imported" for text in lost))
    verdict.saw("texts imported and exported", len(given))


def kml(verdict, hostile, twin, slots, where):
    """A globe's file with the elements of its twin; `<` before a letter is `‹`, since viewers read texts as HTML."""
    read, plain = ET.parse(hostile), ET.parse(twin)
    if [element.tag for element in read.iter()] != [element.tag for element in plain.iter()]:
        verdict.find(where, "its elements are not those of its twin")
    text, plain_text = ("\n".join(tree.getroot().itertext()) for tree in (read, plain))
    if re.search(r"<[A-Za-z/!?]", text):
        verdict.find(where, "a text of it would be a tag to a viewer")
    flat = lambda text: text.replace("‹", "<").replace("\u2039", "<")
    missing, compared = Reader(slots, plain_text).missing(text, "xml", flat)
    verdict.find_all(where, missing)
    verdict.saw("texts", compared)


def bib(verdict, hostile, twin, slots, where):
    """Entries as its twin's, braces that balance, and no command but those that stand for a letter."""
    text, plain = hostile.read_text(encoding="utf-8"), twin.read_text(encoding="utf-8")
    found, expected = entries(text), entries(plain)
    if [(kind, key) for kind, key, _ in found] != [(kind, key) for kind, key, _ in expected]:
        verdict.find(where, "its entries are not those of its twin")
    if stray := beside(text):
        verdict.find(where, f"an entry ends too early, before {stray[:40]!r}")
    for _, key, value in found:
        rest = COMMAND.sub("", value)
        if "\\" in rest:
            at = rest.index("\\")
            verdict.find(where, f"{key} has the command {rest[at : at + 30]!r}")
    unescaped = COMMAND.sub(lambda match: UNESCAPED.get(match.group(1), match.group(1)), text)
    is_address = lambda slot: "url" in slot.field
    missing, compared = Reader(slots, plain).missing(unescaped, "line", skip=is_address)
    verdict.find_all(where, missing)
    verdict.saw("texts", compared)


def beside(text):
    """What stands between the entries and is no remark."""
    lines, at = [], 0
    for _, _, value in entries(text):
        start = text.index(value, at)
        lines.append(text[at:start])
        at = start + len(value) + 1
    lines.append(text[at:])
    own = re.compile(r"@\w+\{[^,\s]*,|^%.*$", re.MULTILINE)
    return "".join(own.sub("", part) for part in lines).strip()


def entries(text):
    """Kind, key and content of each entry, by counting braces as BibTeX does: escaped ones too."""
    found, at = [], 0
    while match := re.compile(r"@(\w+)\{([^,\s]*),").search(text, at):
        depth, end = 1, match.end()
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        found.append((match.group(1), match.group(2), text[match.end() : end - 1]))
        at = end
    return found


def bundle(verdict, hostile, twin, where):
    """A bundle with the members and labels of its twin, whose hashes are right."""
    with zipfile.ZipFile(hostile) as archive, zipfile.ZipFile(twin) as other:
        for name in archive.namelist():
            if name.startswith(("/", "..")) or "/../" in name or "\\" in name or ":" in name:
                verdict.find(where, f"a member is called {name!r}")
        labels = [re.findall(r"(?m)^([^\s:]+):", read(a, "bag-info.txt")) for a in (archive, other)]
        if labels[0] != labels[1]:
            verdict.find(where, "the labels of bag-info.txt are not those of its twin")
        heads = [[line for line in read(a, "README.txt").splitlines() if not re.search("Qz", line)] for a in (archive, other)]
        if len(heads[0]) != len(heads[1]):
            verdict.find(where, "README.txt has lines that its twin has not")
        top = archive.namelist()[0].split("/")[0]
        manifest = read(archive, "/manifest-sha256.txt").splitlines()
        if len(manifest) != len(read(other, "/manifest-sha256.txt").splitlines()):
            verdict.find(where, "its manifest does not list as many files as its twin's")
        for line in manifest:
            sha, name = line.split("  ", 1)
            member = next((n for n in archive.namelist() if n in (name, f"{top}/{name}")), None)
            if member is None or hashlib.sha256(archive.read(member)).hexdigest() != sha:
                verdict.find(where, f"{name!r} does not have its hash")
            verdict.saw("members")
        if shape(json.loads(read(archive, "ro-crate-metadata.json"))["@graph"]) != shape(json.loads(read(other, "ro-crate-metadata.json"))["@graph"]):
            verdict.find(where, "ro-crate-metadata.json does not have the shape of its twin")


def read(archive, ending):
    name = next(name for name in archive.namelist() if f"/{name}".endswith("/" + ending.lstrip("/")))
    return archive.read(name).decode("utf-8")
