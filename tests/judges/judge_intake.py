"""What the importer must refuse, and say so in a sentence, with no case left behind."""

import json
import tempfile
from pathlib import Path

from outputs import run
from verdict import Verdict

CASE = '{"format": "wakeline-case", "version": 4, "case": {"title": %s}}'
VESSEL = '{"format": "wakeline-case", "version": 4, "case": {"title": "x"}, "vessels": [{"id": 1, "name": %s}]}'
REFUSED = {
    "half of a surrogate pair": CASE % '"\\ud800"',
    "the other half": CASE % '"a\\udfffb"',
    "a pair the wrong way round": CASE % '"\\udc00\\ud800"',
    "half a pair and an escape": CASE % '"\\ud83d\\n"',
    "a bare control character": CASE % '"a\x01b"',
    "a bare NUL": CASE % '"a\0b"',
    "bytes that are no UTF-8": (CASE % '"a%b"').encode().replace(b"%", b"\xff"),
    "a surrogate in UTF-8": (CASE % '"a%b"').encode().replace(b"%", b"\xed\xa0\x80"),
    "an overlong slash": (CASE % '"a%b"').encode().replace(b"%", b"\xc0\xaf"),
    "a name of nothing": VESSEL % '""',
    "a name of spaces": VESSEL % '" \\t\\n\\u00a0"',
    "a number as a name": VESSEL % "1",
    "a formula as a file": "=1+1",
    "a list a hundred thousand deep": "[" * 100_000,
}
TAKEN = {
    "a pair of surrogates as escapes": (CASE % '"\\ud83d\\udea2"', "\U0001f6a2"),
    "an escaped NUL": (CASE % '"a\\u0000b"', "a\0b"),
    "an escaped noncharacter": (CASE % '"a\\uffffb"', "a\uffffb"),
}


def judge(program):
    """Judges the importer with files that are wrong in one thing each."""
    verdict = Verdict("importer (its own words)")
    with tempfile.TemporaryDirectory(prefix="judge-intake-") as folder:
        source, case, back = (Path(folder, name) for name in ("in.wake.json", "case.wake", "back.wake.json"))
        for what, text in REFUSED.items():
            source.write_bytes(text if isinstance(text, bytes) else text.encode())
            answer = run([program, "new", case, "--from", source])
            refusal(verdict, what, answer, case)
        for what, (text, title) in TAKEN.items():
            source.write_text(text)
            answer = run([program, "new", case, "--from", source, "--force"])
            out = run([program, "export", case, back, "--force"])
            if answer.returncode or out.returncode:
                verdict.find(what, f"it is refused: {answer.stderr[-200:]}{out.stderr[-200:]}")
            elif json.loads(back.read_text(encoding="utf-8"))["case"]["title"] != title:
                verdict.find(what, "it comes back as something else")
            verdict.saw("files taken")
    return verdict


def refusal(verdict, what, answer, case):
    """Refused with 3, in one sentence that names the file, with nothing left behind."""
    said = answer.stderr.strip()
    if answer.returncode != 3:
        verdict.find(what, f"the program ended with {answer.returncode}: {said[-200:]}")
    elif "panicked" in said or not said or "in.wake.json" not in said:
        verdict.find(what, f"it does not say what is wrong and where: {said[-200:]}")
    if case.exists():
        verdict.find(what, "a case was left behind")
        case.unlink()
    verdict.saw("files refused")
