-- Who read a finding for the second time, who was asked about it and what they said, and which remarks on it were passed over.

ALTER TABLE finding ADD COLUMN reviewer TEXT;

-- The right of reply: a letter about a finding and what came back. The answer is null while there is none.
CREATE TABLE finding_reply (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES finding (id),
    position INTEGER NOT NULL,
    asked TEXT NOT NULL,
    asked_on TEXT,
    asked_on_text TEXT,
    question TEXT,
    answered_on TEXT,
    answered_on_text TEXT,
    answer TEXT,
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (finding, position)
);
CREATE INDEX finding_reply_exhibit ON finding_reply (exhibit) WHERE exhibit IS NOT NULL;

-- A remark on the wording that was passed over: its rule, the words it speaks of, and why.
CREATE TABLE finding_passed_over (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES finding (id),
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    words TEXT NOT NULL,
    because TEXT NOT NULL,
    UNIQUE (finding, position)
);
