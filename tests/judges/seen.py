"""What can be read in an output, against what was put in.

White space does not count. What the formats cannot hold or a reader cannot see is replaced, in one of these ways:

- `tokens`: reports. Control characters, marks of direction and what shows nothing stand as ⟦U+202E⟧.
- `replaced`: the page of a bundle. Control characters and noncharacters are U+FFFD; names are isolated.
- `xml`: workbook, globe. What XML 1.0 forbids is U+FFFD.
- `line`: bibliography. The same, after all white space became one space.
- `exact`: tables and JSON.
"""

import re
import unicodedata

# White_Space of Unicode, which differs from what Python calls a space.
SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACES = {ord(c): None for c in SPACE}
_SPACE_TOKENS = re.compile("⟦U\\+(000[BCD]|0085|2028|2029)⟧")
INVISIBLE = {0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)}
_LETTERS = re.compile(r"[^0-9a-z]+")


def is_control(c):
    return unicodedata.category(c) == "Cc"


def _token(c):
    return f"⟦U+{ord(c):04X}⟧"


def shown(text, way):
    """The text as an output shows it that replaces in this way; see above."""
    if way == "tokens":
        odd = lambda c: (is_control(c) and c not in "\t\n") or ord(c) in INVISIBLE or c in "\ufffe\uffff"
        return squeezed("".join(_token(c) if odd(c) else c for c in text))
    if way == "replaced":
        odd = lambda c: is_control(c) and c not in "\t\n\r" or 0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE
        return squeezed("".join("\ufffd" if odd(c) else c for c in text))
    if way == "line":
        return shown(text.translate(_SPACES), "xml")
    if way == "xml":
        odd = lambda c: (ord(c) < 0x20 and c not in "\t\n\r") or c in "\ufffe\uffff"
        return squeezed("".join("\ufffd" if odd(c) else c for c in text))
    return squeezed(text)


def squeezed(text):
    """Without white space and without regard to case."""
    return _SPACE_TOKENS.sub("", text).translate(_SPACES).casefold()


def letters(text):
    """Letters and digits of ASCII alone: what stays of a text whatever markup does to it."""
    return _LETTERS.sub("", text.casefold())


def is_code(slot):
    """Whether a text is kept in capitals and without spaces, so that only plain ones can be compared."""
    return slot.field == "place.locode" and not (slot.payload.text.isascii() and slot.payload.text.isprintable())


class Reader:
    """Compares what can be read in an output with what its twin shows."""

    def __init__(self, slots, twin_text):
        twin = squeezed(twin_text)
        self.slots = [slot for slot in slots if slot.token.casefold() in twin]

    def missing(self, text, way, change=lambda text: text, skip=lambda slot: False, pages=False):
        """A line for each text that the twin shows and this output does not, and the number that were compared."""
        text = change(squeezed(text))
        ends = _places(text)
        found, compared = [], 0
        for slot in self.slots:
            if skip(slot) or is_code(slot):
                continue
            compared += 1
            token = slot.token.casefold()
            if token not in ends:
                found.append(f"{slot.field}: nothing of {slot.payload.text[:60]!r} ({token})")
            elif slot.start:
                problem = _markdown(slot, text, ends[token])
                if problem:
                    found.append(problem)
            else:
                wanted = change(shown(slot.payload.text, way))
                if not any(text.endswith(wanted, 0, at) for at in ends[token]):
                    at = ends[token][0]
                    if pages and any(_torn(wanted, text, at) for at in ends[token]):
                        found.append(f"{TORN} {slot.field}: {slot.payload.text[:60]!r}")
                        continue
                    found.append(f"{slot.field}: {slot.payload.text[:60]!r} reads {text[max(0, at - len(wanted)) : at][-80:]!r}")
        return found, compared


TORN = "torn"


def _torn(wanted, text, end):
    """Whether a text stands in two parts, the second of them right before its word: the end of a page lies between."""
    cuts = (cut for cut in range(len(wanted), -1, -1) if text.endswith(wanted[cut:], 0, end))
    last = None
    for cut in cuts:
        last = cut
    return last is not None and len(wanted[:last]) > 0 and wanted[:last] in text


_TOKEN = re.compile(r"qz\d{5}z")


def _places(text):
    """Where each token stands."""
    places = {}
    for match in _TOKEN.finditer(text):
        places.setdefault(match.group(), []).append(match.start())
    return places


def _markdown(slot, text, ends):
    start = slot.start.casefold()
    if start not in text:
        return f"{slot.field}: the words before {slot.payload.text[:60]!r} are gone"
    if slot.payload.shown is None:
        return None
    between = letters(text[text.find(start) + len(start) : max(ends)])
    wanted = letters(slot.payload.shown)
    # Notes and numbers of figures may stand between its letters; in order they must be.
    rest = iter(between)
    if all(letter in rest for letter in wanted):
        return None
    return f"{slot.field}: {slot.payload.text[:60]!r} loses words; there is {between[:80]!r}"
