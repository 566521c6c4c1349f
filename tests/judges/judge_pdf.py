"""pdftotext, pdfinfo and strace: a report reads as what was put in, acts on nothing, and was made from nothing but its case."""

import functools
import re
import tempfile
import unicodedata
from pathlib import Path

from outputs import TEMPLATES, run
from seen import TORN, Reader, is_control
from verdict import Verdict

# What is always opened: libraries, fonts, what the system tells of itself.
OPENED = re.compile(r"^(/lib|/usr/lib|/usr/local/lib|/usr/share/fonts|/usr/local/share/fonts|/usr/share/fontconfig|/usr/share/poppler/cMap|/etc/fonts|/etc/ld\.so|/proc/self|/proc/meminfo|/proc/sys/vm|/sys/fs/cgroup|/sys/devices/system/cpu|/dev/(null|urandom))|/\.fonts(/|$)|/share/fonts(/|$)|/fontconfig(/|$)")
CALL = re.compile(r'(?:openat2?|open|execve)\((?:AT_FDCWD, |\d+[^,]*, )?"([^"]*)"(?:\.\.\.)?.*\)\s*=\s*(-?\d+)')
# Labels of a chart are cut to their room; what they stand for is in the tables and in the chart's description.
IN_CHARTS = {"regime.product"}


def judge(hostile, twin, slots, where, row):
    """Judges the reports of a case as PDF."""
    verdict = Verdict("PDF (pdftotext)")
    for name in [f"{template}.pdf" for template in TEMPLATES if f"{template}.pdf" in hostile]:
        one(verdict, hostile[name].path, twin[name].path, slots, f"{where} {name}", row)
    return verdict


def one(verdict, hostile, twin, slots, where, row=0):
    """One PDF against its twin."""
    reader = Reader(slots, words(twin))
    skipped = lambda slot: slot.field in IN_CHARTS or (row == 13 and not is_plain(slot.payload.text))
    missing, compared = reader.missing(words(hostile), "tokens", flat, skipped, True)
    torn = [line for line in missing if line.startswith(TORN)]
    verdict.saw("texts torn by the end of a page", len(torn))
    # A text runs on over the end of a page now and then, and not more often.
    verdict.find_all(where, missing if len(torn) * 50 > compared else [line for line in missing if line not in torn])
    verdict.saw("texts", compared)
    verdict.saw("files")
    acts(verdict, hostile, where)


@functools.lru_cache(8)
def words(path):
    """The text of the pages, without what stands in their margins."""
    answer = run(["pdftotext", "-raw", "-enc", "UTF-8", "-x", "0", "-y", "62", "-W", "2000", "-H", "712", path, "-"], encoding="utf-8")
    if answer.returncode != 0:
        raise RuntimeError(f"pdftotext cannot read {path}: {answer.stderr}")
    return answer.stdout


def flat(text):
    """Without hyphens, which ends of lines add, and without ligatures."""
    return re.sub("[-\u00ad\u2010\u2011]", "", unicodedata.normalize("NFKC", text)).casefold()


def is_plain(text):
    """Whether pdftotext is expected to give it back letter by letter: letters that are drawn as two shapes come back twice."""
    return all(is_control(c) or ord(c) < 0x180 or 0x400 <= ord(c) < 0x460 for c in text)


def acts(verdict, path, where):
    """A PDF runs no script and leads only to the web."""
    scripts = run(["pdfinfo", "-js", path]).stdout.strip()
    if scripts:
        verdict.find(where, f"a script: {scripts[:80]}")
    for line in run(["pdfinfo", "-url", path]).stdout.splitlines()[1:]:
        url = line.split(None, 2)[-1] if len(line.split(None, 2)) == 3 else line
        if not re.match(r"(https?://|mailto:)", url):
            verdict.find(where, f"it leads to {url[:80]}")
    data = path.read_bytes()
    for act in [b"/JavaScript", b"/Launch", b"/SubmitForm", b"/GoToR", b"/EmbeddedFile"]:
        if act in data:
            verdict.find(where, f"it has {act.decode()}")
    answer = run(["pdftotext", path, "-"], encoding="utf-8").stdout
    if "root:x:0" in answer:
        verdict.find(where, "it holds /etc/passwd")


def judge_files(program, case, where):
    """What the program opens while it writes a report: the case, fonts and the output."""
    verdict = Verdict("files that are opened (strace)")
    with tempfile.TemporaryDirectory(prefix="judge-strace-") as folder:
        out, trace = Path(folder, "traced.pdf"), Path(folder, "trace")
        answer = run(["strace", "-f", "-s", "4096", "-e", "trace=open,openat,openat2,execve,socket,connect", "-o", trace,
                      program, "report", case, out, "--template", "panel"])
        if answer.returncode != 0:
            verdict.find(where, f"the program ended with {answer.returncode} under strace: {answer.stderr[-200:]}")
        verdict.find_all(where, strange(trace.read_text(errors="replace"), [program, str(case), folder, str(Path(case).parent)]))
        verdict.saw("calls", len(CALL.findall(trace.read_text(errors="replace"))))
    return verdict


def strange(trace, own):
    """Lines of a trace that open something else, or a socket."""
    found = []
    for line in trace.splitlines():
        if "socket(" in line or "connect(" in line:
            found.append(line[:160])
        match = CALL.search(line)
        if match and not OPENED.search(match.group(1)) and not any(match.group(1).startswith(str(path)) for path in own):
            if int(match.group(2)) >= 0 or "passwd" in match.group(1):
                found.append(f"opened {match.group(1)[:120]}")
    return sorted(set(found))
