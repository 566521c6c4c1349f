#!/usr/bin/env python3
"""Verifies a Wakeline case without Wakeline: journal chain, rows against the journal, attached files.

    python3 verify_case.py CASE.wake [HEAD]

HEAD is the hash that a report or another record gives; without it only the case's own consistency is shown, and whoever
could write the whole file could also have made that consistent. Exit code 0: everything fits; 1: something does not;
2: wrong usage or no case. Needs nothing but Python's standard library (3.8 or later).

The journal:  h(n) = SHA-256("case-journal-v1" . n . h(n-1) . time . actor . label . undo_of . state . rows ...)
              row  = id . table_name . row_id . before . after
The state:    SHA-256("case-state-v1" . for each table by name: name . for each row by id: its cells)
              cell = "i" and decimal digits, "r" and 8 bytes IEEE 754 big-endian, "t" and text
Each field:   its length in bytes as a 64-bit big-endian number, then the bytes; NULL: eight bytes of 0xFF.
"""
import hashlib
import json
import sqlite3
import struct
import sys

NOT_JOURNALED = {"file_info", "attachment", "attachment_chunk", "journal_entry", "journal_row"}


class Fields:
    """Collects fields into a hash."""

    def __init__(self, domain):
        self.hash = hashlib.sha256(domain.encode())

    def add(self, value):
        if value is None:
            self.hash.update(b"\xff" * 8)
            return
        data = value if isinstance(value, bytes) else str(value).encode()
        self.hash.update(struct.pack(">Q", len(data)) + data)

    def cell(self, value):
        if value is None:
            self.add(None)
        elif isinstance(value, float):
            self.add(b"r" + struct.pack(">d", value))
        elif isinstance(value, int):
            self.add(b"i" + str(value).encode())
        elif isinstance(value, bytes):
            self.add(b"b" + value)
        else:
            self.add(b"t" + value.encode())

    def hex(self):
        return self.hash.hexdigest()


def check_chain(db, head, problems):
    """Recomputes every hash; returns all of them in order."""
    previous, number, hashes = "0" * 64, 0, []
    entries = db.execute("SELECT seq, time, actor, label, undo_of, state, hash FROM journal_entry ORDER BY seq")
    for seq, time, actor, label, undo_of, state, stored in entries.fetchall():
        number += 1
        if seq != number:
            problems.append(f"journal entry {number} is missing")
            number = seq
        fields = Fields("case-journal-v1")
        for field in (seq, previous, time, actor, label, undo_of, state):
            fields.add(field)
        rows = db.execute(
            "SELECT id, table_name, row_id, before, after FROM journal_row WHERE entry = ? ORDER BY id", (seq,)
        )
        for row in rows:
            for field in row:
                if not isinstance(field, (str, int, type(None))):
                    problems.append(f"journal entry {seq} holds something that is neither text nor number")
                fields.add(field)
        if fields.hex() != stored:
            problems.append(f"journal entry {seq} is not what was written")
        previous = stored
        hashes.append(stored)
    orphans = "SELECT count(*) FROM journal_row WHERE entry NOT IN (SELECT seq FROM journal_entry)"
    if db.execute(orphans).fetchone()[0]:
        problems.append("the journal has rows that belong to no entry")
    if not hashes:
        problems.append("the journal is empty")
    elif head and head not in hashes:
        problems.append("the recorded hash is not in the journal: entries were altered, removed or written anew")
    elif head and head != hashes[-1]:
        print(f"The recorded hash is that of entry {hashes.index(head) + 1} of {len(hashes)}; the case went on from there.")
    return hashes


def columns_of(db, table):
    return [(name, kind == "REAL") for _, name, kind, *_ in db.execute(f"PRAGMA table_info({table})")]


def cells(columns, image):
    """The cells of a JSON image in column order."""
    image = json.loads(image)
    values = [image.get(name) for name, _ in columns]
    return [float(value) if real and value is not None else value for value, (_, real) in zip(values, columns)]


def alike(a, b):
    return all(x == y and type(x) is type(y) for x, y in zip(a, b))


def check_rows(db, problems):
    """Compares every row with its newest image, and takes all changes back in memory to find what it began with."""
    found = db.execute("SELECT seq, state FROM journal_entry WHERE state IS NOT NULL ORDER BY seq DESC LIMIT 1").fetchone()
    if not found:
        problems.append("the journal does not say with which rows it began")
        return
    horizon, state = found
    fields = Fields("case-state-v1")
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    tables = [name for (name,) in db.execute(tables) if name not in NOT_JOURNALED]
    for table in tables:
        fields.add(table)
        columns = columns_of(db, table)
        now = {row[0]: list(row) for row in db.execute(f"SELECT {', '.join(n for n, _ in columns)} FROM {table}")}
        first, last = {}, {}
        images = "SELECT row_id, before, after FROM journal_row WHERE table_name = ? AND entry > ? ORDER BY id"
        for row_id, before, after in db.execute(images, (table, horizon)):
            first.setdefault(row_id, before)
            last[row_id] = after
        for row_id, image in last.items():
            expected = cells(columns, image) if image is not None else None
            actual = now.get(row_id)
            if (expected is None) != (actual is None) or (expected is not None and not alike(expected, actual)):
                problems.append(f"row {row_id} of table {table} is not as the journal has it")
        for row_id in sorted(set(now) | set(first)):
            image = first.get(row_id, "")
            row = now[row_id] if row_id not in first else cells(columns, image) if image is not None else []
            for cell in row:
                fields.cell(cell)
    if fields.hex() != state:
        problems.append("with all changes taken back, the rows are not those with which the journal began")


def check_attachments(db, problems):
    """Hashes every attached file."""
    for number, expected, length in db.execute("SELECT id, sha256, bytes FROM attachment ORDER BY id").fetchall():
        digest, total = hashlib.sha256(), 0
        pieces = "SELECT data FROM attachment_chunk WHERE attachment = ? ORDER BY position"
        for (data,) in db.execute(pieces, (number,)):
            digest.update(data)
            total += len(data)
        if digest.hexdigest() != expected or total != length:
            problems.append(f"the attached file {expected} is not what was stored")


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    problems = []
    try:
        from urllib.parse import quote

        db = sqlite3.connect(f"file:{quote(arguments[0])}?mode=ro", uri=True)
        if db.execute("PRAGMA application_id").fetchone()[0] != 0x57616B65:
            print("This is not a Wakeline case", file=sys.stderr)
            return 2
        hashes = check_chain(db, arguments[1].lower() if len(arguments) == 2 else None, problems)
        check_rows(db, problems)
        check_attachments(db, problems)
    except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError) as error:
        problems.append(f"the file cannot be read to its end: {error}")
        hashes = []
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(f"Everything fits: {len(hashes)} journal entries, head {hashes[-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
