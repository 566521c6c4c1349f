"""xmllint, ElementTree and LibreOffice: every XML part is well-formed, and a document reads as what was put in."""

import functools
import re
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from office import convert
from outputs import TEMPLATES, run
from seen import Reader
from verdict import Verdict

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Relations that may leave the file.
OUTWARD = re.compile(r'TargetMode="External"')
# Fields of a document that act when it is opened.
ACTS = re.compile(r"DDE|INCLUDE|MACROBUTTON|HYPERLINK|\bLINK\b|IMPORT|QUERY")


def judge_xml(hostile, where):
    """Every XML file and every part of a package, read by two parsers; pages as HTML."""
    verdict = Verdict("well-formed (xmllint, ElementTree)")
    with tempfile.TemporaryDirectory(prefix="judge-xml-") as folder:
        parts = []
        for name, output in hostile.items():
            if name.endswith((".docx", ".xlsx")):
                parts += unpack(output.path, Path(folder, name), f"{where} {name}", verdict)
            elif name.endswith((".kml", ".svg")):
                parts.append((output.path, f"{where} {name}"))
        well_formed(verdict, parts)
        for name in [f"{template}.html" for template in TEMPLATES]:
            html(verdict, hostile[name].path, f"{where} {name}")
    for name in ["case.kml", "figure.svg"]:
        harmless(verdict, hostile[name].path, f"{where} {name}")
    return verdict


def unpack(package, folder, where, verdict):
    """The XML parts of a package as files; what in them acts or leads anywhere but to the web is found here."""
    parts = []
    with zipfile.ZipFile(package) as archive:
        bad = archive.testzip()
        if bad:
            verdict.find(where, f"{bad} is damaged")
        for at, name in enumerate(archive.namelist()):
            if not name.endswith((".xml", ".rels", ".svg")):
                continue
            data = archive.read(name)
            path = folder / f"{at}.xml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            parts.append((path, f"{where} {name}"))
            if name.endswith(".rels"):
                for target in re.findall(r'Target="([^"]*)" TargetMode="External"', data.decode()):
                    if not re.match(r"(https?://|mailto:)", target):
                        verdict.find(where, f"{name} leads to {target[:80]}")
            for field in re.findall(r'w:instr="([^"]*)"', data.decode(errors="replace")):
                if ACTS.search(field):
                    verdict.find(where, f"{name} has the field {field[:80]}")
            if re.search(rb"<w:(object|control|altChunk|subDoc)\b|<f>", data):
                verdict.find(where, f"{name} embeds something or calculates")
    return parts


def well_formed(verdict, parts):
    """Both parsers read every part."""
    for at in range(0, len(parts), 100):
        some = parts[at : at + 100]
        answer = run(["xmllint", "--noout", "--huge", *[path for path, _ in some]])
        for path, where in some:
            lines = [line for line in answer.stderr.splitlines() if line.startswith(f"{path}:") and " error " in line]
            verdict.find_all(where, (line.split(":", 2)[-1].strip()[:160] for line in lines), 2)
            try:
                ET.parse(path)
            except ET.ParseError as error:
                verdict.find(where, f"ElementTree: {error}")
            verdict.saw("XML parts")
        if answer.returncode != 0 and not answer.stderr:
            verdict.find("xmllint", f"ended with {answer.returncode}")


def html(verdict, path, where):
    """A page by the HTML parser of libxml2, which knows the elements of HTML 4 and no later ones. From memory: read in pieces, a
    reference that ends with a piece is an error to its version 2.9."""
    answer = run(["xmllint", "--html", "--memory", "--noout", "--huge", path])
    later = re.compile(r"Tag (main|header|section|figure|figcaption|aside|bdi|svg) invalid")
    errors = [line for line in answer.stderr.splitlines() if " error : " in line and not later.search(line)]
    verdict.find_all(where, (line.split(":", 2)[-1].strip()[:160] for line in errors), 3)
    verdict.saw("pages")


def harmless(verdict, path, where):
    """A map or a picture holds no script, no handler and nothing to load."""
    for _, element in ET.iterparse(path):
        tag = element.tag.split("}")[-1]
        if tag in {"script", "foreignObject", "image", "iframe", "a", "NetworkLink", "Icon", "href", "GroundOverlay", "Style", "style", "animate", "set"}:
            verdict.find(where, f"it has <{tag}>")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or (name.endswith("href") and not value.startswith("#")):
                verdict.find(where, f"{tag} has {name}={value[:60]}")
    verdict.saw("pictures and maps")


def judge_docx(hostile, twin, slots, where):
    """Documents as LibreOffice reads them: the texts, as many notes as there are marks, and pages for one of them."""
    verdict = Verdict("DOCX (LibreOffice)")
    names = [f"{template}.docx" for template in TEMPLATES if f"{template}.docx" in hostile]
    with tempfile.TemporaryDirectory(prefix="judge-docx-") as folder:
        read = convert([hostile[name].path for name in names], "fodt", Path(folder))
        with_twins(twin, names)
        for name, made in zip(names, read):
            document(verdict, hostile[name].path, made, twin[name].path.with_suffix(".fodt"), slots, f"{where} {name}")
        printed = convert([hostile[names[0]].path], "pdf", Path(folder))[0]
        pages = re.search(r"Pages:\s+(\d+)", run(["pdfinfo", printed]).stdout)
        if not pages or int(pages.group(1)) < 2:
            verdict.find(f"{where} {names[0]}", "LibreOffice prints no pages of it")
        else:
            verdict.saw("pages", int(pages.group(1)))
    return verdict


def with_twins(twin, names):
    """The twins as LibreOffice reads them, made once beside them."""
    wanted = [twin[name].path for name in names if not twin[name].path.with_suffix(".fodt").exists()]
    if wanted:
        convert(wanted, "fodt", wanted[0].parent)


def document(verdict, docx, made, twin, slots, where):
    """One document against its twin, and its notes against its marks."""
    marks = notes_in(docx)
    tree = ET.parse(made)
    notes = len(tree.findall(f".//{TEXT}note"))
    if notes != marks:
        verdict.find(where, f"{marks} marks of notes, and LibreOffice reads {notes}")
    missing, compared = Reader(slots, twin_body(twin)).missing(body(tree), "tokens")
    verdict.find_all(where, missing)
    verdict.saw("texts", compared)
    verdict.saw("notes", notes)


@functools.lru_cache(4)
def twin_body(path):
    return body(ET.parse(path))


def notes_in(docx):
    with zipfile.ZipFile(docx) as archive:
        text = archive.read("word/document.xml").decode()
    return len(re.findall(r"<w:(?:footnote|endnote)Reference ", text))


def body(tree):
    """What is read of a document; LibreOffice writes runs of spaces and breaks as elements, and white space does not count."""
    root = tree.getroot().find(f"{OFFICE}body")
    return "".join(root.itertext()) if root is not None else ""
