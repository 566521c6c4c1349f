"""The programs that judge. One that is missing is an error: nothing is passed over."""

import shutil
import sys

NEEDED = {
    "soffice": "libreoffice-calc and libreoffice-writer",
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "xmllint": "libxml2-utils",
    "cmark-gfm": "cmark-gfm",
    "strace": "strace",
}


def demand():
    """Ends the program, with 2, if a judge's program is not here."""
    missing = [f"{name} (Debian: {package})" for name, package in NEEDED.items() if shutil.which(name) is None]
    if missing:
        sys.exit("Not here, so nothing was judged: " + ", ".join(missing))
