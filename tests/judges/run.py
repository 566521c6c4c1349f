"""Judges what Wakeline writes of hostile cases. See README.md."""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import case as cases
import judge_data
import judge_documents
import judge_intake
import judge_pages
import judge_pdf
import judge_sheets
import outputs
import payloads
import tools
from chromium import Chromium
from selftest import selftest
from verdict import Verdict

BATCH = 125


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program", type=Path, help="the built wakeline")
    arguments.add_argument("--rows", default="1,11,12,13", help="rows of the attack list")
    arguments.add_argument("--cases", type=int, default=0, help="at most this many cases a row; all unless given")
    arguments.add_argument("--thorough", action="store_true", help="every case as PDF and DOCX by all four templates, not by two")
    arguments.add_argument("--keep", type=Path, help="a folder for the cases and outputs; gone afterwards unless given")
    arguments.add_argument("--judges", default="", help="only these, as pages,pdf; all unless given")
    arguments.add_argument("--self-test", action="store_true", help="show that each judge finds what is wrong with a bad file")
    given = arguments.parse_args()
    tools.demand()
    program = given.program.resolve()
    if not program.is_file():
        sys.exit(f"{program} is not there; build it with: cargo build")
    browser = Chromium()
    folder = (given.keep or Path(tempfile.mkdtemp(prefix="judges-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if given.self_test:
            return selftest(browser, folder)
        rows = [int(row) for row in given.rows.split(",")]
        return judge(program, browser, folder, rows, given.cases, set(filter(None, given.judges.split(","))), given.thorough)
    finally:
        browser.close()
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


def judge(program, browser, folder, rows, most, only, thorough):
    """All judges on all cases. Returns the exit code."""
    started, totals = time.monotonic(), {}
    twin = made(program, folder / "twin", [payloads.Payload("word")] * BATCH, False, totals)
    totals_of(totals, [judge_intake.judge(program)] if not only or "intake" in only else [])
    number_of_payloads = {}
    for row in rows:
        texts = payloads.of_row(row)
        number_of_payloads[row] = len(texts)
        batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)][: most or None]
        # Each case has the texts of its twin; the last one begins again with the first payloads.
        batches = [(batch + texts * BATCH)[:BATCH] for batch in batches]
        tables = []
        for at, batch in enumerate(batches):
            name = f"row {row} case {at + 1}"
            wanted = None if thorough else lambda output, at=at: is_in_turn(output, at)
            one = made(program, folder / f"row-{row}-{at + 1}", batch, True, totals, wanted)
            if one is None or twin is None:
                continue
            verdicts = of_case(program, browser, one, twin, name, row, only)
            totals_of(totals, verdicts)
            for finding in (finding for verdict in verdicts for finding in verdict.findings):
                print(f"  {finding}", flush=True)
            tables.append((one["outputs"], one["document"], twin["outputs"], one["slots"]))
            print(f"{name}: judged after {time.monotonic() - started:.0f} s", flush=True)
        if tables and (not only or "sheets" in only):
            names = [f"row {row} case {at + 1}" for at in range(len(tables))]
            totals_of(totals, [tried("sheets", lambda: judge_sheets.judge(tables, names), f"row {row}")])
    print()
    for row in rows:
        print(f"row {row}, {payloads.ROWS[row]}: {number_of_payloads[row]} payloads")
    findings = 0
    for verdict in totals.values():
        print(verdict)
        findings += len(verdict.findings) if not verdict.passed else 0
        for finding in verdict.findings:
            print(f"  {finding}")
    print(f"\n{'no findings' if not findings else f'{findings} findings'} in {time.monotonic() - started:.0f} s")
    return 0 if totals and all(verdict.passed for verdict in totals.values()) else 1


def of_case(program, browser, one, twin, name, row, only):
    """The judges of one case."""
    hostile, plain, slots = one["outputs"], twin["outputs"], one["slots"]
    judges = {
        "pages": lambda: judge_pages.judge(browser, hostile, plain, slots, name),
        "markdown": lambda: judge_pages.judge_markdown(browser, hostile, plain, slots, name),
        "pdf": lambda: judge_pdf.judge(hostile, plain, slots, name, row),
        "files": lambda: judge_pdf.judge_files(program, one["case"], name),
        "xml": lambda: judge_documents.judge_xml(hostile, name),
        "docx": lambda: judge_documents.judge_docx(hostile, plain, slots, name),
        "data": lambda: judge_data.judge(hostile, plain, slots, one["document"], name),
    }
    return [tried(key, judge, name) for key, judge in judges.items() if not only or key in only]


def tried(key, judge, where):
    """A verdict; one that says so if the judge itself could not go on."""
    try:
        return judge()
    except (OSError, RuntimeError, ValueError, LookupError, ET.ParseError, subprocess.SubprocessError, zipfile.BadZipFile) as error:
        verdict = Verdict(f"{key} (did not come to an end)")
        verdict.find(where, f"{type(error).__name__}: {error}"[:300])
        return verdict


def is_in_turn(output, at):
    """Laid out pages take longest, so a case has those of two templates, the next one those of the others."""
    template, _, ending = output.partition(".")
    return ending not in ("pdf", "docx") or template not in outputs.TEMPLATES or outputs.TEMPLATES.index(template) % 2 == at % 2


def made(program, folder, batch, hostile, totals, wanted=None):
    """A case with all its outputs; none if it is refused, which is a finding here: each refusal that is right is judged apart."""
    folder.mkdir(parents=True, exist_ok=True)
    document, slots = cases.make(batch, hostile)
    source, case = folder / "in.wake.json", folder / "case.wake"
    cases.write(document, source)
    verdict = Verdict("outputs are written (Wakeline)")
    refused = outputs.make_case(program, source, case)
    if refused:
        verdict.find(folder.name, f"the case is refused: {refused[-300:]}")
        totals_of(totals, [verdict])
        return None
    written = outputs.write(program, case, folder, wanted)
    for output in written.values():
        verdict.saw("outputs")
        if output.code != 0 or "panicked" in output.said:
            verdict.find(f"{folder.name} {output.name}", f"ended with {output.code}: {output.said[-300:]}")
    totals_of(totals, [verdict])
    if verdict.findings:
        return None
    return {"document": document, "slots": slots, "case": case, "outputs": written}


def totals_of(totals, verdicts):
    """Adds verdicts to those of the same judge."""
    for verdict in verdicts:
        known = totals.setdefault(verdict.name, verdict)
        if known is not verdict:
            known.findings += verdict.findings
            known.counts.update(verdict.counts)


if __name__ == "__main__":
    sys.exit(main())
