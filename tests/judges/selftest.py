"""Shows that each judge can fail: every one is given good files, which it must pass, and bad ones, each of which it must find.

A judge that finds nothing in a bad file proves nothing about a good one.
"""

import json
import subprocess
import zipfile
from pathlib import Path

import judge_data
import judge_documents
import judge_intake
import judge_pages
import judge_pdf
import judge_sheets
from case import Slot
from office import convert
from outputs import run
from payloads import Payload
from seen import Reader
from verdict import Verdict

SLOT = Slot("field", Payload("<b>&amp;"), "Qz00001z")
TEXT = "&lt;b&gt;&amp;amp; Qz00001z"
PAGE = "<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title></head><body>{}</body></html>"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


class Trials:
    """Counts which bad files were found and which were not."""

    def __init__(self, folder):
        self.folder, self.failed, self.done = folder, [], 0

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def must(self, what, verdict, find):
        """A verdict with or without findings, as it must be."""
        self.done += 1
        if bool(verdict.findings) != find:
            self.failed.append(f"{what}: {'nothing is found' if find else verdict.findings[:2]}")
        elif not find and not verdict.passed:
            self.failed.append(f"{what}: it looked at nothing")


def selftest(browser, folder):
    """Tries every judge. Returns the exit code."""
    trials = Trials(Path(folder))
    for part in [pages, markdown, tables, documents, printed, traces, data, intake, verdicts]:
        part(trials, browser)
    print(f"{trials.done} trials of the judges, {len(trials.failed)} of them wrong")
    for line in trials.failed:
        print(f"  {line}")
    return 1 if trials.failed else 0


def pages(trials, browser):
    good = trials.file("good.html", PAGE.format(f"<p>{TEXT}</p>"))
    bad = {
        "a script": "<script>alert(1)</script>", "a script that only marks": "<script>window.judged=1</script>",
        "a handler": "<img src=x onerror=alert(1)>", "a dialog": "<svg onload=alert(1)>", "a picture from elsewhere": '<img src="http://judge.invalid/x.png">',
        "a style from elsewhere": "<style>body{background:url(http://judge.invalid/x)}</style>", "a frame": "<iframe srcdoc=x></iframe>",
        "a link that is a script": '<a href="javascript:alert(1)">x</a>', "a link to a file": '<a href="file:///etc/passwd">x</a>',
        "a refresh": '<meta http-equiv=refresh content="0;url=http://judge.invalid/">', "a form": "<form action=x></form>", "a comment": "<!-- x -->",
        "a style of an element": "<p style=color:red>x</p>",
    }
    verdict = Verdict("pages")
    judge_pages.page(verdict, browser, good, good, [SLOT], "good", "tokens")
    trials.must("a good page", verdict, False)
    for at, (what, markup) in enumerate(bad.items()):
        page = trials.file(f"bad-{at}.html", PAGE.format(f"<p>{TEXT}</p>{markup}"))
        verdict = Verdict("pages")
        judge_pages.page(verdict, browser, page, good, [SLOT], what, "tokens")
        trials.must(f"page with {what}", verdict, True)
    for what, text in {"a lost text": "nothing", "a text as markup": "<b>&amp;amp;</b> Qz00001z", "a text without its end": "&lt;b Qz00001z"}.items():
        verdict = Verdict("pages")
        judge_pages.page(verdict, browser, trials.file("bad.html", PAGE.format(text)), good, [SLOT], what, "tokens")
        trials.must(f"page with {what}", verdict, True)


def markdown(trials, browser):
    known = (judge_pages.MARKDOWN_TAGS, judge_pages.MARKDOWN_ATTRIBUTES)
    good = judge_pages.rendered(trials.file("good.md", "\\<b\\>\\&amp; Qz00001z\n"))
    texts = {"nothing": "\\<b\\>\\&amp; Qz00001z", "a script": "<script>alert(1)</script>\n\n\\<b\\>\\&amp; Qz00001z", "a picture": "![x](http://judge.invalid/x) \\<b\\>\\&amp; Qz00001z",
             "a tag": "<b>&amp; Qz00001z", "a bad link": "\\<b\\>\\&amp; Qz00001z [x](file:///etc/passwd)", "an open fence": "```x Qz00001z\n"}
    for what, text in texts.items():
        verdict = Verdict("markdown")
        judge_pages.page(verdict, browser, judge_pages.rendered(trials.file("bad.md", text)), good, [SLOT], what, "tokens", known)
        trials.must(f"Markdown with {what}", verdict, what != "nothing")


def tables(trials, _):
    good = trials.file("good.csv", '"id","name"\r\n"V-1","\'=1+1 Qz00001z"\r\n"V-2",-126.52\r\n')
    twin = trials.file("twin.csv", '"id","name"\r\n"V-1","word Qz00001z"\r\n"V-2",-126.52\r\n')
    slot = [Slot("field", Payload("=1+1"), "Qz00001z")]
    bad = {
        "a bare formula": '"id","name"\r\n"V-1",=1+1 Qz00001z\r\n"V-2",-126.52\r\n', "a quoted formula": '"id","name"\r\n"V-1","=1+1 Qz00001z"\r\n"V-2",-126.52\r\n',
        "one after a break": '"id","name"\r\n"V-1","\'=1+1 Qz00001z\n=1+1"\r\n"V-2",-126.52\r\n', "one after a semicolon": '"id","name"\r\n"V-1","\'=1+1 Qz00001z;=2"\r\n"V-2",-126.52\r\n',
        "a changed text": '"id","name"\r\n"V-1","\'=1+2 Qz00001z"\r\n"V-2",-126.52\r\n', "a number as a text": '"id","name"\r\n"V-1","\'=1+1 Qz00001z"\r\n"V-2","\'-126.52"\r\n',
        "a lost row": '"id","name"\r\n"V-1","\'=1+1 Qz00001z"\r\n',
    }
    for what, text in {"nothing": good.read_text(), **bad}.items():
        verdict = Verdict("tables")
        path = trials.file("table.csv", text)
        judge_sheets.exact(verdict, path, twin, slot, what)
        if what in ("nothing", "a bare formula", "a quoted formula", "one after a break"):
            judge_sheets.formulas_of_tables(verdict, [path], trials.folder)
            if what != "nothing" and not any("a formula" in finding for finding in verdict.findings):
                trials.failed.append(f"LibreOffice makes no formula of {what}")
        trials.must(f"table with {what}", verdict, what != "nothing")
    sheet = trials.file("sheet.csv", '"a",=SUM(1;2)\r\n')
    if not judge_sheets.formulas(convert([sheet], "fods", trials.folder)[0]):
        trials.failed.append("formulas of a workbook are not counted")


def docx(path, body, relations=RELATIONS):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", WORD.replace("{}", body))
    return path


def documents(trials, _):
    run_of = lambda text: f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    good = docx(trials.folder / "good.docx", run_of(TEXT))
    made = convert([good], "fodt", trials.folder)[0]
    cases = {
        "nothing": run_of(TEXT), "a lost text": run_of("nothing"), "a mark without a note": run_of(TEXT) + '<!-- <w:footnoteReference w:id="5"/> -->',
        "a field that acts": f'<w:p><w:fldSimple w:instr=" DDEAUTO x "><w:r><w:t>{TEXT}</w:t></w:r></w:fldSimple></w:p>',
    }
    for at, (what, body) in enumerate(cases.items()):
        path = docx(trials.folder / f"case-{at}.docx", body)
        verdict = Verdict("docx")
        judge_documents.document(verdict, path, convert([path], "fodt", trials.folder)[0], made, [SLOT], what)
        judge_documents.unpack(path, trials.folder / f"parts-{at}", what, verdict)
        trials.must(f"document with {what}", verdict, what != "nothing")
    parts = {"nothing": "<a>x</a>", "a control character": "<a>\x01</a>", "no end": "<a>", "an unknown entity": "<a>&lol;</a>", "a noncharacter": "<a>\uffff</a>"}
    for what, text in parts.items():
        verdict = Verdict("xml")
        judge_documents.well_formed(verdict, [(trials.file("part.xml", text), what)])
        trials.must(f"part with {what}", verdict, what != "nothing")
        if what != "nothing" and not any("ElementTree" not in finding for finding in verdict.findings):
            trials.failed.append(f"xmllint does not find {what}")
    svg = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    for what, text in {"nothing": "<rect/>", "a script": "<script/>", "a handler": '<rect onload="x"/>', "a picture": '<image href="http://judge.invalid/"/>'}.items():
        verdict = Verdict("svg")
        judge_documents.harmless(verdict, trials.file("picture.svg", svg.format(text)), what)
        trials.must(f"picture with {what}", verdict, what != "nothing")
    for what, text in {"nothing": "<p>x</p>", "a wrong end": "<p>x</b></p>"}.items():
        verdict = Verdict("html")
        judge_documents.html(verdict, trials.file("part.html", PAGE.format(text)), what)
        trials.must(f"HTML with {what}", verdict, what != "nothing")


def printed(trials, _):
    sources = {"good": run_para(TEXT), "lost": run_para("nothing"), "passwd": run_para(TEXT + " root:x:0:0:root"),
               "half": run_para(TEXT.replace("&lt;b&gt;", "b"))}
    made = {name: convert([docx(trials.folder / f"{name}-print.docx", body)], "pdf", trials.folder)[0] for name, body in sources.items()}
    acting = trials.file("acting.pdf", made["good"].read_bytes() + b"\n% /JavaScript /Launch\n")
    for name, path in {**made, "acting": acting}.items():
        verdict = Verdict("pdf")
        judge_pdf.one(verdict, path, made["good"], [SLOT], name)
        trials.must(f"PDF that is {name}", verdict, name != "good")


def run_para(text):
    return f'<w:p><w:pPr><w:spacing w:before="400"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def traces(trials, _):
    trace = trials.folder / "trace"
    for what, words in {"nothing": ["true"], "a strange file": ["cat", "/etc/passwd"], "a socket": ["python3", "-c", "import socket; socket.socket()"]}.items():
        subprocess.run(["strace", "-f", "-e", "trace=open,openat,openat2,execve,socket,connect", "-o", str(trace), *words], capture_output=True, check=False)
        verdict = Verdict("files")
        verdict.find_all(what, judge_pdf.strange(trace.read_text(), ["/usr/bin", "/usr/local/bin"]))
        verdict.saw("calls")
        trials.must(f"a trace of {what}", verdict, what != "nothing")


def data(trials, _):
    slot = [Slot("field", Payload("}x\\y"), "Qz00001z")]
    twin = trials.file("twin.csl.json", json.dumps([{"title": "word Qz00001z"}]))
    for what, value in {"nothing": [{"title": "}x\\y Qz00001z"}], "a field more": [{"title": "}x\\y Qz00001z", "y": "z"}], "a changed text": [{"title": "x Qz00001z"}]}.items():
        verdict = Verdict("json")
        judge_data.data(verdict, trials.file("case.csl.json", json.dumps(value)), twin, slot, what)
        trials.must(f"JSON with {what}", verdict, what != "nothing")
    plain = trials.file("twin.bib", "@misc{E1,\n  title = {{word Qz00001z}},\n}\n")
    entry = "@misc{E1,\n  title = {{%s Qz00001z}},\n}\n"
    texts = {"nothing": "\\textbraceright{}x\\textbackslash{}y", "a command": "\\input{/etc/passwd}", "an open brace": "}x\\textbackslash{}y", "an entry more": "}},} @misc{E2, t={{"}
    for what, text in texts.items():
        verdict = Verdict("bib")
        judge_data.bib(verdict, trials.file("case.bib", entry % text), plain, slot, what)
        trials.must(f"BibTeX with {what}", verdict, what != "nothing")
    verdict = Verdict("json")
    judge_data.round_trip(verdict, trials.file("back.json", '["a Qz1"]'), ["b Qz1"], "back")
    trials.must("a text that comes back as another", verdict, True)
    kml = '<kml xmlns="http://www.opengis.net/kml/2.2"><name>{}</name></kml>'
    globe = trials.file("twin.kml", kml.format("word Qz00001z"))
    for what, text in {"nothing": "}x\\y Qz00001z", "a tag to a viewer": "}x\\y Qz00001z &lt;img src=x&gt;", "an element more": "<b/>}x\\y Qz00001z"}.items():
        verdict = Verdict("kml")
        judge_data.kml(verdict, trials.file("case.kml", kml.format(text)), globe, slot, what)
        trials.must(f"KML with {what}", verdict, what != "nothing")


def intake(trials, _):
    case = trials.folder / "left.wake"
    for what, answer in {"success": (0, ""), "a panic": (101, "thread panicked in.wake.json"), "no file": (3, "This is not JSON"), "its words": (3, "Not JSON in in.wake.json")}.items():
        verdict = Verdict("importer")
        judge_intake.refusal(verdict, what, subprocess.CompletedProcess([], answer[0], "", answer[1]), case)
        trials.must(f"a refusal with {what}", verdict, what != "its words")
    case.write_text("x")
    verdict = Verdict("importer")
    judge_intake.refusal(verdict, "left", subprocess.CompletedProcess([], 3, "", "no: in.wake.json"), case)
    trials.must("a case that is left behind", verdict, True)


def verdicts(trials, _):
    trials.done += 2
    if Verdict("nothing").passed:
        trials.failed.append("a judge that looked at nothing passes")
    if Reader([SLOT], "no word of it").missing("", "exact")[1]:
        trials.failed.append("a text that the twin does not show is compared")
    if run(["xmllint", "--version"]).returncode != 0:
        trials.failed.append("xmllint does not run")
