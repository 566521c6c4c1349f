"""Makes cases whose every text is a payload, each with a twin in which the same texts are plain words.

What an output shows is learnt from the twin: a text that can be read in the twin's output must be read in the hostile
one's, letter by letter. So no judge repeats what the templates do.
"""

import base64
import hashlib
import json
import struct
import zlib
from dataclasses import dataclass

# Longer texts go where people write at length; elsewhere their beginning is enough.
LONG = 2_000
LONG_FIELDS = {"finding.body", "finding.headline", "claim.quote", "exhibit.title"}

# Lanes of the timeline.
LANES = 20


@dataclass(frozen=True)
class Slot:
    """One text of a case: the field it is in, the payload, and the word behind it by which it is found."""

    field: str
    payload: object
    token: str
    # For Markdown: the word before it. None in plain fields.
    start: str | None = None


class Texts:
    """Gives each field its text, hostile or plain, and remembers which word marks it."""

    def __init__(self, payloads, hostile):
        self.payloads, self.hostile = payloads, hostile
        self.slots = []
        self.shift = 0

    def _token(self):
        return f"Qz{len(self.slots):05d}z"

    def payload(self, field, at):
        payload = self.payloads[at % len(self.payloads)]
        if len(payload.text) > LONG and field not in LONG_FIELDS:
            return type(payload)(payload.text[:200])
        return payload

    def plain(self, field, at, before="", glue=" "):
        """A text that is no markup."""
        token, payload = self._token(), self.payload(field, at)
        self.slots.append(Slot(field, payload, token))
        return f"{before}{payload.text}{glue}{token}" if self.hostile else f"{before}word{glue}{token}"

    def address(self, field, at):
        """Half of the addresses are payloads, half are web addresses with a payload in them."""
        if at % 2:
            return self.plain(field, at)
        # What has a space in it is no address, so the word stands against the payload.
        return self.plain(field, at, "https://judge.invalid/?", "")

    def markdown(self, field, at, after):
        """A text that is Markdown: the payload in paragraphs of its own, between two words."""
        payload = self.payload(field, at)
        token = self._token()
        start = token.replace("Qz", "Ya")
        self.slots.append(Slot(field, payload, token, start))
        middle = payload.text if self.hostile else "word"
        # The citations come before the payload, which may end in something that hides what follows.
        return f"{start} {after}\n\n{middle}\n\n{token}"


def png():
    """A picture of one dot."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def make(payloads, hostile):
    """A case as its JSON form, and its texts. Entity n bears payload n in every field."""
    texts = Texts(payloads, hostile)
    t, count = texts.plain, len(payloads)
    files = [png(), b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"<script>alert(1)</script>"]
    hashes = [hashlib.sha256(data).hexdigest() for data in files]
    ids = range(1, count + 1)
    few = range(1, min(count, 12) + 1)

    def dated(field, i, day):
        return {"edtf": day, "text": t(field, i)}

    # A lane a payload would take a raster figure a minute: the visits share some lanes, one after the other in each.
    lanes = min(count, LANES)

    def hull(i):
        return 1 + (i % lanes) * (count // lanes)

    def day(i, of_month):
        months = i // lanes
        return f"{2023 + months // 12}-{1 + months % 12:02}-{of_month:02}"

    document = {
        "format": "wakeline-case",
        "version": 4,
        "case": {
            "title": t("case.title", 0), "reference": t("case.reference", 1), "question": t("case.question", 2),
            "handling": "AMBER", "authors": [t("case.author", i) for i in range(3, min(count, 8))], "time_zone": "UTC", "note": t("case.note", 4),
        },
        "vessels": [{
            "id": i, "name": t("vessel.name", i), "unnamed": i % 3 == 0,
            "other_names": [{"name": t("vessel.other_name", i), "script": t("vessel.script", i)}],
            "imo": {"value": t("vessel.imo", i)}, "mmsis": [{"value": t("vessel.mmsi", i)}], "call_sign": {"value": t("vessel.call_sign", i)},
            "flags": [{"value": t("vessel.flag", i), "exhibit": i}], "vessel_type": {"value": t("vessel.type", i)}, "dwt": {"value": 2000.5 + i},
            "designations": [{"list": t("vessel.list", i), "paragraph": t("vessel.paragraph", i)}], "note": t("vessel.note", i),
            "tags": [1 + i % len(few)],
        } for i in ids],
        "places": [{
            "id": i, "name": t("place.name", i), "kind": "port", "other_names": [{"name": t("place.other_name", i)}],
            "country": t("place.country", i), "operator": t("place.operator", i), "locode": t("place.locode", i, glue=""),
            "position": {"lat": -41.79 + i / 100, "lon": -126.52 - i / 100}, "handles": [t("place.handles", i)], "note": t("place.note", i),
        } for i in ids],
        "sources": [{
            "id": i, "name": t("source.name", i), "kind": ["media", "think_tank", "person"][i % 3], "reliability": "B", "remark": t("source.remark", i),
            "note": t("source.note", i),
        } for i in ids],
        "exhibits": [{
            "id": i, "number": i, "kind": ["article", "image", "document", "photo"][i % 4], "title": t("exhibit.title", i), "source": i,
            "published": dated("exhibit.published", i, "2024-03-26"), "captured": dated("exhibit.captured", i, "2024-03-20"),
            "collected": {"time": dated("exhibit.collected", i, "2024-04-01"), "by": t("exhibit.collected_by", i), "how": t("exhibit.collected_how", i)},
            "url": texts.address("exhibit.url", i), "archived_url": texts.address("exhibit.archived_url", i + 1), "language": t("exhibit.language", i),
            "credibility": 2, "sensor": t("exhibit.sensor", i), "analyst": t("exhibit.analyst", i), "data_owner": t("exhibit.data_owner", i),
            "licence": t("exhibit.licence", i), "credit": t("exhibit.credit", i),
            "files": [{"sha256": hashes[i % 3], "name": t("exhibit.file_name", i), "media_type": t("exhibit.media_type", i), "bytes": len(files[i % 3])}],
            "custody": [{"time": {"edtf": "2024-04-02"}, "holder": t("exhibit.holder", i), "action": t("exhibit.action", i)}],
            "note": t("exhibit.note", i), "tags": [1 + i % len(few)],
        } for i in ids],
        "sightings": [{
            "id": i, "exhibit": i, "place": i, "time": dated("sighting.time", i, "2024-03-15"), "vessel": i, "seen": t("sighting.seen", i),
            "note": t("sighting.note", i),
        } for i in ids],
        "visits": [{
            "id": i, "vessel": hull(i), "place": hull(i), "not_before": {"edtf": day(i, 7), "text": t("visit.not_before", i), "exhibit": i},
            "not_after": {"edtf": day(i, 22)}, "activity": "loading", "hedge": "appears", "exhibits": [i], "note": t("visit.note", i), "tags": [1 + i % len(few)],
        } for i in ids],
        "shipments": [{
            "id": i, "number": i, "direction": t("shipment.direction", i), "product": t("shipment.product", i), "loading": i,
            "quantity": {"estimate": {"base": 1234.5 + i}, "unit": "barrels", "basis": "declared", "exhibit": i, "working": t("shipment.working", i)},
            "reasons": [{"text": t("shipment.reason", i), "supports": True, "exhibit": i, "rule": t("shipment.rule", i)}],
            "note": t("shipment.note", i), "tags": [1 + i % len(few)],
        } for i in ids],
        "claims": [{
            "id": i, "exhibit": i, "quote": t("claim.quote", i), "language": t("claim.language", i), "speaker": t("claim.speaker", i), "hedge": "appears",
            "reported_by": [{"source": i}], "about": [{"kind": "visit", "id": i}], "note": t("claim.note", i),
        } for i in ids],
        "regimes": [{
            "id": i, "instrument": t("regime.instrument", i), "cap": 500000, "unit": "barrels", "window_start": {"month": 1, "day": 1},
            "products": [t("regime.product", i)], "counting_event": "loaded", "notice_points": [75], "note": t("regime.note", i),
        } for i in list(few)[:4]],
        "declarations": [{
            "id": i, "regime": 1 + i % len(list(few)[:4]), "period": dated("declaration.period", i, "2024"), "quantity": {"base": 168679}, "unit": "barrels",
            "kind": "declared", "by": i, "note": t("declaration.note", i),
        } for i in few],
        "events": [{"id": i, "time": dated("event.time", i, "2024-03-28"), "title": t("event.title", i), "note": t("event.note", i)} for i in ids],
        "tags": [{"id": i, "name": t("tag.name", i), "colour": "#CC79A7", "definition": t("tag.definition", i), "note": t("tag.note", i)} for i in few],
        "findings": [{
            "id": i, "number": i, "headline": t("finding.headline", i),
            "body": texts.markdown("finding.body", i, f"[@E-{i}, p. {i}] [@C-{i}] [@V-{i}] [@S-{i}]"),
            "section": t("finding.section", i // 3), "order": i, "status": "final", "likelihood": "likely", "confidence": "moderate",
            "replies": [{"asked": t("reply.asked", i), "asked_on": dated("reply.asked_on", i, "2024-04-02"), "question": t("reply.question", i),
                         "answered_on": dated("reply.answered_on", i, "2024-04-03"), "answer": t("reply.answer", i), "exhibit": i}],
            "passed_over": [{"rule": t("passed_over.rule", i), "words": t("passed_over.words", i), "because": t("passed_over.because", i)}],
            "reviewer": t("finding.reviewer", i), "note": t("finding.note", i), "tags": [1 + i % len(few)],
        } for i in ids],
        "saved_views": [{"id": i, "name": t("view.name", i), "query": "", "note": t("view.note", i)} for i in few],
    }
    document["attachments"] = [{"sha256": sha, "base64": base64.b64encode(data).decode()} for sha, data in zip(hashes, files)]
    if count < 3:
        document["attachments"] = [a for a in document["attachments"] if any(a["sha256"] == f["sha256"] for e in document["exhibits"] for f in e["files"])]
    figures = "\n\n".join(f"![](exhibit:E-{i})" for i in ids if i % 3 == 0 and i < 40)
    document["findings"].append({"id": count + 1, "number": count + 1, "headline": "Figures", "order": count + 1, "status": "final",
                                 "body": f"{figures}\n\n![](timeline)\n\n![](table:exhibits)\n\n![](table:claims)\n\n![](table:tankers)\n\n![](ledger)\n\n![](exhibit:E-1)"})
    return document, texts.slots


def write(document, path):
    """Writes the JSON form."""
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        json.dump(document, out, ensure_ascii=False)
