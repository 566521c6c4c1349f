"""What the judges found."""

from collections import Counter


class Verdict:
    """Findings of one judge, and what it counted. A judge that looked at nothing has not passed."""

    def __init__(self, name):
        self.name, self.findings, self.counts = name, [], Counter()

    def find(self, where, what):
        self.findings.append(f"{where}: {what}")

    def find_all(self, where, lines, most=6):
        lines = list(lines)
        for line in lines[:most]:
            self.find(where, line)
        if len(lines) > most:
            self.find(where, f"and {len(lines) - most} more like these")
        self.counts["differences"] += len(lines)

    def saw(self, what, number=1):
        self.counts[what] += number

    @property
    def passed(self):
        return not self.findings and sum(self.counts.values()) > self.counts["differences"]

    def __str__(self):
        counts = ", ".join(f"{number} {what}" for what, number in self.counts.items() if number)
        state = "passed" if self.passed else f"{len(self.findings)} findings" if self.findings else "looked at nothing"
        return f"{self.name}: {state} ({counts})"
