"""Chromium: pages hold no script, open no dialog, ask for nothing, and read as what was put in.

Each page is loaded twice: as it is, and with its own Content-Security-Policy switched off, so that the policy is not what
keeps it harmless. Markdown is made a page by cmark-gfm with raw HTML allowed, as a careless tool would.
"""

import zipfile

from outputs import TEMPLATES, run
from seen import Reader
from verdict import Verdict

TAGS = (
    "html head meta title style body main header footer p h1 h2 h3 h4 h5 h6 div span bdi em strong b i code pre blockquote ul ol li dl dt dd "
    "table thead tbody tr th td figure figcaption img section aside sup a br hr"
).split()
# By element; `*` is any.
ATTRIBUTES = (
    "html.lang meta.charset meta.http-equiv meta.content meta.name *.id *.class *.dir *.role *.aria-label *.tabindex a.href a.rel img.alt "
    "img.src ol.start th.scope"
).split()
MARKDOWN_TAGS = (
    "html head meta body h1 h2 h3 h4 h5 h6 p em strong code pre blockquote ul ol li table thead tbody tr th td a br hr sup section del"
).split()
MARKDOWN_ATTRIBUTES = (
    "meta.charset a.href a.title a.id a.class ol.start code.class th.align td.align a.data-footnote-ref a.data-footnote-backref "
    "a.data-footnote-backref-idx a.aria-label sup.class section.class section.data-footnotes li.id"
).split()


def judge(browser, hostile, twin, slots, where):
    """Judges all pages of a case."""
    verdict = Verdict("pages (Chromium)")
    for name in [f"{template}.html" for template in TEMPLATES]:
        page(verdict, browser, hostile[name].path, twin[name].path, slots, f"{where} {name}", "tokens")
    index = [unpacked(case["bundle.zip"].path, "data/index.html") for case in (hostile, twin)]
    page(verdict, browser, *index, slots, f"{where} bundle index.html", "replaced")
    return verdict


def judge_markdown(browser, hostile, twin, slots, where):
    """Judges all texts in Markdown, as pages."""
    verdict = Verdict("Markdown (cmark-gfm and Chromium)")
    names = [f"{template}.md" for template in TEMPLATES] + ["case.md"]
    texts = [(name, hostile[name].path, twin[name].path) for name in names]
    texts.append(("bundle findings.md", *[unpacked(case["bundle.zip"].path, "data/findings.md") for case in (hostile, twin)]))
    for name, *paths in texts:
        pages = [rendered(path) for path in paths]
        page(verdict, browser, *pages, slots, f"{where} {name}", "tokens", (MARKDOWN_TAGS, MARKDOWN_ATTRIBUTES))
    return verdict


def page(verdict, browser, hostile, twin, slots, where, way, known=(TAGS, ATTRIBUTES)):
    """One page against its twin."""
    if twin not in browser.read:
        browser.read[twin] = browser.load(twin, *known, False)[1]
    reader = Reader(slots, browser.read[twin])
    for bypass in (False, True):
        bad, text = browser.load(hostile, *known, bypass)
        verdict.find_all(f"{where}{' without its policy' if bypass else ''}", bad)
        verdict.saw("pages")
    missing, compared = reader.missing(text, way)
    verdict.find_all(where, missing)
    verdict.saw("texts", compared)


def rendered(path):
    """A text in Markdown as a page beside it."""
    options = ["--unsafe", "-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink"]
    answer = run(["cmark-gfm", *options, path], encoding="utf-8")
    if answer.returncode != 0:
        raise RuntimeError(f"cmark-gfm cannot read {path}: {answer.stderr}")
    page = path.with_name(path.name + ".page.html")
    page.write_text(f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{answer.stdout}</body></html>', encoding="utf-8")
    return page


def unpacked(bundle, ending):
    """A member of a bundle as a file beside it."""
    with zipfile.ZipFile(bundle) as archive:
        name = next(name for name in archive.namelist() if name.endswith(ending))
        path = bundle.with_name("bundle-" + ending.replace("/", "-"))
        path.write_bytes(archive.read(name))
    return path
