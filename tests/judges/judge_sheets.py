"""LibreOffice: tables and workbooks hold no formula, numbers are numbers, and texts come back exactly.

A table is read as it is meant, and as programs read it whose list separator is another one: a table opened with a double
click is parted at semicolons in much of the world.
"""

import csv
import functools
import io
import re
import shutil
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from office import convert
from outputs import KINDS
from seen import INVISIBLE, SPACE, Reader
from verdict import Verdict

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
LEADS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
# Field separators, a quote, UTF-8, first row; no columns, language; quoted fields are not all texts, special numbers are read,
# and what looks like a formula is one, as in Excel.
SEPARATORS = {"comma": "44", "semicolon": "59", "tab": "9", "bar": "124", "any": "44/59/9/124"}


def judge(cases, where):
    """Judges the tables and workbooks of several cases: pairs of (outputs, document, twin's outputs, slots)."""
    verdict = Verdict("tables and workbooks (LibreOffice)")
    with tempfile.TemporaryDirectory(prefix="judge-sheets-") as folder:
        tables, books = [], []
        for at, (outputs, document, twin, slots) in enumerate(cases):
            for kind in KINDS:
                tables.append(shutil.copy(outputs[f"{kind}.csv"].path, Path(folder, f"{at}-{kind}.csv")))
                exact(verdict, outputs[f"{kind}.csv"].path, twin[f"{kind}.csv"].path, slots, f"{where[at]} {kind}.csv")
            books.append(shutil.copy(outputs["case.xlsx"].path, Path(folder, f"{at}-book.xlsx")))
            del document
        formulas_of_tables(verdict, [Path(path) for path in tables], folder)
        for at, made in enumerate(convert([Path(path) for path in books], "fods", Path(folder, "books"))):
            book(verdict, made, cases[at], where[at])
    return verdict


def formulas_of_tables(verdict, tables, folder):
    """No cell of a table is a formula, with any separator."""
    for separator, code in SEPARATORS.items():
        filters = f"CSV:{code},34,76,1,,0,false,true,false,false,false,-1"
        for source, made in zip(tables, convert(tables, "fods", Path(folder, separator), filters)):
            found = formulas(made)
            verdict.saw("readings of tables")
            verdict.find_all(f"{source.name} parted at {separator}", found, 3)


def formulas(path):
    """The formulas of a spreadsheet, and how often it links to something outside."""
    found = []
    for _, element in ET.iterparse(path):
        formula = element.get(f"{TABLE}formula")
        if formula is not None:
            found.append(f"a formula: {formula[:100]}")
        if element.tag in (f"{TABLE}dde-link", f"{TABLE}table-source"):
            found.append(f"a link: {element.tag}")
        if element.tag != f"{TABLE}table-cell":
            continue
        for inner in list(element):
            element.remove(inner)
    return found


def cells(path):
    """The cells of a spreadsheet that hold something: type, value, text."""
    for _, element in ET.iterparse(path):
        if element.tag == f"{TABLE}table-cell" and element.get(f"{OFFICE}value-type"):
            text = "\n".join("".join(part.itertext()) for part in element)
            yield element.get(f"{OFFICE}value-type"), element.get(f"{OFFICE}value"), text


def book(verdict, made, case, where):
    """A workbook as LibreOffice reads it: no formula, numbers as numbers, every text as it was."""
    outputs, _, twin, slots = case
    verdict.find_all(f"{where} case.xlsx", formulas(made))
    found = list(cells(made))
    numbers = {value for kind, value, _ in found if kind == "float"}
    for wanted in ["1235.5", "168679"]:
        if wanted not in numbers:
            verdict.find(f"{where} case.xlsx", f"{wanted} is no number")
    verdict.saw("numbers", len(numbers))
    reader = Reader(slots, twin_text(twin["case.xlsx"].path))
    missing, compared = reader.missing("\n".join(text for _, _, text in found), "xml", without_direction)
    verdict.find_all(f"{where} case.xlsx", missing)
    verdict.saw("texts", compared)
    del outputs


@functools.lru_cache(2)
def twin_text(path):
    """The texts of a twin's workbook."""
    with tempfile.TemporaryDirectory(prefix="judge-book-") as folder:
        plain = convert([path], "fods", Path(folder))[0]
        return "\n".join(text for _, _, text in cells(plain))


def without_direction(text):
    """LibreOffice drops what a cell of its own format cannot hold; what shows something must be there."""
    return text.translate({0xFFFD: None})


def rows(path):
    """The cells of a table; breaks within them stay as they are."""
    csv.field_size_limit(1 << 30)
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def exact(verdict, hostile, twin, slots, where):
    """A table gives back every text exactly once the apostrophes that the format documents are taken away."""
    read = [rows(path) for path in (hostile, twin)]
    if [len(row) for row in read[0]] != [len(row) for row in read[1]]:
        verdict.find(where, "rows or cells are not those of its twin")
        return
    naive = {found for row in read[0] for cell in row for found in starts(cell)}
    verdict.find_all(where, (f"parted at other marks, a cell begins with {found!r}" for found in sorted(naive)), 3)
    expected = {slot.token: slot for slot in slots}
    for row, plain_row in zip(*read):
        for cell, plain in zip(row, plain_row):
            token = re.fullmatch(r"((?:(?!Qz).)*?)word ?(Qz\d{5}z)", plain)
            if re.fullmatch(r"-?\d+(\.\d+)?", plain) and cell != plain:
                verdict.find(where, f"the number {plain} is {cell!r}")
            elif token and token.group(2) in expected:
                text = expected[token.group(2)].payload.text
                verdict.saw("cells")
                if (token.group(1) + text).strip() not in unneutralised(cell):
                    verdict.find_all(where, [f"{text[:60]!r} comes back as {unneutralised(cell)[:80]!r}"])


def starts(cell):
    """Beginnings of formulas in a cell for a program that parts it at other marks, and at breaks, whatever is quoted."""
    if re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return []
    parts = re.split(r"[;\t|\r\n]", cell)
    bare = [part.lstrip("\"" + "".join(map(chr, INVISIBLE)) + SPACE) for part in parts]
    return [part[:20] for part in bare if part[:1] and part[0] in LEADS]


_SKIPPED = re.escape("'\"" + "".join(chr(c) for c in sorted(INVISIBLE)) + "".join(c for c in SPACE if c not in "\t\r\n"))
_FIRST = re.compile(f"^'(?=[{_SKIPPED}]*[{re.escape(LEADS)}])")
_LATER = re.compile(f"(?<=[;\t|\r\n])'(?=[{_SKIPPED}]*[{re.escape(LEADS.translate({9: None, 10: None, 13: None}))}])")


def unneutralised(cell):
    """The text of a cell: an apostrophe before what could begin a formula is not part of it."""
    return _FIRST.sub("", _LATER.sub("", cell))
