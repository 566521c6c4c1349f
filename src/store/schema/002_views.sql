-- Saved views with nested lanes, an order of lanes, layers, and what was done to single lanes by hand.
CREATE TABLE saved_view_2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT,
    lane_order TEXT NOT NULL CHECK (lane_order IN ('first_seen', 'name', 'count', 'by_hand')),
    colouring TEXT NOT NULL CHECK (colouring IN ('activity', 'vessel', 'hedge', 'tag', 'flag', 'origins')),
    range_from TEXT,
    range_to TEXT,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);

-- By what lanes are told apart, the outermost level first.
CREATE TABLE saved_view_level (
    id INTEGER PRIMARY KEY,
    saved_view INTEGER NOT NULL REFERENCES saved_view (id),
    position INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('vessel', 'place', 'flag', 'operator', 'source', 'tag')),
    UNIQUE (saved_view, position)
);

-- What is shown beside the bars.
CREATE TABLE saved_view_layer (
    id INTEGER PRIMARY KEY,
    saved_view INTEGER NOT NULL REFERENCES saved_view (id),
    position INTEGER NOT NULL,
    layer TEXT NOT NULL CHECK (
        layer IN ('shipments', 'sightings', 'coverage', 'ais_gaps', 'voyages', 'events', 'windows', 'night')
    ),
    UNIQUE (saved_view, position)
);

-- What was done to single lanes. `path`: its headings from the outermost in, as JSON: [{"place":1},{"vessel":4}].
CREATE TABLE saved_view_lane (
    id INTEGER PRIMARY KEY,
    saved_view INTEGER NOT NULL REFERENCES saved_view (id),
    position INTEGER NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('pinned', 'hidden', 'folded', 'by_hand', 'coloured')),
    path TEXT NOT NULL,
    colour TEXT,
    UNIQUE (saved_view, position)
);

INSERT INTO saved_view_2
SELECT id, name, query, 'first_seen', colouring, range_from, range_to, note, created, changed FROM saved_view;
INSERT INTO saved_view_level (saved_view, position, level)
SELECT id, 0, grouping FROM saved_view UNION ALL SELECT id, 1, 'vessel' FROM saved_view WHERE grouping = 'place'
ORDER BY 1, 2;
INSERT INTO saved_view_layer (saved_view, position, layer)
SELECT id, column1, column2 FROM saved_view
CROSS JOIN (VALUES (0, 'shipments'), (1, 'sightings'), (2, 'coverage'), (3, 'ais_gaps'), (4, 'events'))
ORDER BY 1, 2;

-- Ids that were given once are not given again.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'saved_view_2', seq FROM sqlite_sequence
WHERE name = 'saved_view' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'saved_view_2');
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'saved_view')
WHERE name = 'saved_view_2' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'saved_view');
DROP TABLE saved_view;
ALTER TABLE saved_view_2 RENAME TO saved_view;
