-- A case, as any SQL tool can read it.
--
-- Dates are EDTF (ISO 8601-2), so that they sort as text; `…_text` is the text as first written, where it differs.
-- Instants are UTC. Amounts are in the unit that the column or its neighbour names. Lists keep their order by `position`.
-- `created` and `changed` are set by the program. Nothing here but tables and indices: no trigger, no view.

-- What wrote the file.
CREATE TABLE file_info (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    written_by TEXT NOT NULL
);

CREATE TABLE case_info (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT NOT NULL,
    reference TEXT,
    question TEXT,
    handling TEXT NOT NULL CHECK (handling IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED')),
    time_zone TEXT NOT NULL,
    note TEXT
);
CREATE TABLE case_author (
    id INTEGER PRIMARY KEY,
    case_info INTEGER NOT NULL REFERENCES case_info (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (case_info, position)
);

-- A hull. `unnamed`: the name is the case's own label. `…_identity`: to which of its three identities the fact belongs.
-- dwt in tonnes, length in metres, capacity in barrels.
CREATE TABLE vessel (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    unnamed INTEGER NOT NULL CHECK (unnamed IN (0, 1)),
    imo TEXT,
    imo_identity TEXT CHECK (imo_identity IN ('registered', 'digital', 'physical')),
    imo_period TEXT,
    imo_period_text TEXT,
    imo_exhibit INTEGER REFERENCES exhibit (id),
    call_sign TEXT,
    call_sign_identity TEXT CHECK (call_sign_identity IN ('registered', 'digital', 'physical')),
    call_sign_period TEXT,
    call_sign_period_text TEXT,
    call_sign_exhibit INTEGER REFERENCES exhibit (id),
    vessel_type TEXT,
    vessel_type_identity TEXT CHECK (vessel_type_identity IN ('registered', 'digital', 'physical')),
    vessel_type_period TEXT,
    vessel_type_period_text TEXT,
    vessel_type_exhibit INTEGER REFERENCES exhibit (id),
    dwt REAL,
    dwt_identity TEXT CHECK (dwt_identity IN ('registered', 'digital', 'physical')),
    dwt_period TEXT,
    dwt_period_text TEXT,
    dwt_exhibit INTEGER REFERENCES exhibit (id),
    gt REAL,
    gt_identity TEXT CHECK (gt_identity IN ('registered', 'digital', 'physical')),
    gt_period TEXT,
    gt_period_text TEXT,
    gt_exhibit INTEGER REFERENCES exhibit (id),
    length REAL,
    length_identity TEXT CHECK (length_identity IN ('registered', 'digital', 'physical')),
    length_period TEXT,
    length_period_text TEXT,
    length_exhibit INTEGER REFERENCES exhibit (id),
    capacity_low REAL,
    capacity_base REAL,
    capacity_high REAL,
    capacity_identity TEXT CHECK (capacity_identity IN ('registered', 'digital', 'physical')),
    capacity_period TEXT,
    capacity_period_text TEXT,
    capacity_exhibit INTEGER REFERENCES exhibit (id),
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX vessel_imo_exhibit ON vessel (imo_exhibit) WHERE imo_exhibit IS NOT NULL;
CREATE INDEX vessel_call_sign_exhibit ON vessel (call_sign_exhibit) WHERE call_sign_exhibit IS NOT NULL;
CREATE INDEX vessel_vessel_type_exhibit ON vessel (vessel_type_exhibit) WHERE vessel_type_exhibit IS NOT NULL;
CREATE INDEX vessel_dwt_exhibit ON vessel (dwt_exhibit) WHERE dwt_exhibit IS NOT NULL;
CREATE INDEX vessel_gt_exhibit ON vessel (gt_exhibit) WHERE gt_exhibit IS NOT NULL;
CREATE INDEX vessel_length_exhibit ON vessel (length_exhibit) WHERE length_exhibit IS NOT NULL;
CREATE INDEX vessel_capacity_exhibit ON vessel (capacity_exhibit) WHERE capacity_exhibit IS NOT NULL;

-- Other names of a vessel, in their script (ISO 15924).
CREATE TABLE vessel_name (
    id INTEGER PRIMARY KEY,
    vessel INTEGER NOT NULL REFERENCES vessel (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    script TEXT,
    identity TEXT NOT NULL CHECK (identity IN ('registered', 'digital', 'physical')),
    period TEXT,
    period_text TEXT,
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (vessel, position)
);
CREATE INDEX vessel_name_exhibit ON vessel_name (exhibit) WHERE exhibit IS NOT NULL;

CREATE TABLE vessel_mmsi (
    id INTEGER PRIMARY KEY,
    vessel INTEGER NOT NULL REFERENCES vessel (id),
    position INTEGER NOT NULL,
    mmsi TEXT NOT NULL,
    identity TEXT NOT NULL CHECK (identity IN ('registered', 'digital', 'physical')),
    period TEXT,
    period_text TEXT,
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (vessel, position)
);
CREATE INDEX vessel_mmsi_exhibit ON vessel_mmsi (exhibit) WHERE exhibit IS NOT NULL;

CREATE TABLE vessel_flag (
    id INTEGER PRIMARY KEY,
    vessel INTEGER NOT NULL REFERENCES vessel (id),
    position INTEGER NOT NULL,
    flag TEXT NOT NULL,
    identity TEXT NOT NULL CHECK (identity IN ('registered', 'digital', 'physical')),
    period TEXT,
    period_text TEXT,
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (vessel, position)
);
CREATE INDEX vessel_flag_exhibit ON vessel_flag (exhibit) WHERE exhibit IS NOT NULL;

-- Entries on sanctions lists.
CREATE TABLE vessel_designation (
    id INTEGER PRIMARY KEY,
    vessel INTEGER NOT NULL REFERENCES vessel (id),
    position INTEGER NOT NULL,
    list TEXT NOT NULL,
    date TEXT,
    date_text TEXT,
    paragraph TEXT,
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (vessel, position)
);
CREATE INDEX vessel_designation_exhibit ON vessel_designation (exhibit) WHERE exhibit IS NOT NULL;

-- A port, or what lies within one. Positions in decimal degrees, WGS 84.
CREATE TABLE place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('port', 'terminal', 'berth', 'anchorage', 'area')),
    parent INTEGER REFERENCES place (id),
    country TEXT,
    operator TEXT,
    locode TEXT,
    lat REAL CHECK (lat BETWEEN -90 AND 90),
    lon REAL CHECK (lon BETWEEN -180 AND 180),
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX place_parent ON place (parent) WHERE parent IS NOT NULL;

CREATE TABLE place_name (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    script TEXT,
    identity TEXT NOT NULL CHECK (identity IN ('registered', 'digital', 'physical')),
    period TEXT,
    period_text TEXT,
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (place, position)
);
CREATE INDEX place_name_exhibit ON place_name (exhibit) WHERE exhibit IS NOT NULL;

-- A ring, not closed.
CREATE TABLE place_outline (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    position INTEGER NOT NULL,
    lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
    UNIQUE (place, position)
);

CREATE TABLE place_handles (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    position INTEGER NOT NULL,
    cargo TEXT NOT NULL,
    UNIQUE (place, position)
);

-- Who stands behind exhibits. Reliability A-F by the Admiralty code; F is unknown.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'state', 'media', 'think_tank', 'register', 'sensor_operator', 'person', 'international_body'
    )),
    reliability TEXT NOT NULL CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    remark TEXT,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);

-- An item of evidence; `number` is the one in print (E-1). Credibility 1-6 by the Admiralty code; 6 is unknown.
CREATE TABLE exhibit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'image', 'ais_track', 'register_extract', 'document', 'photo')),
    title TEXT NOT NULL,
    source INTEGER REFERENCES source (id),
    published TEXT,
    published_text TEXT,
    captured TEXT,
    captured_text TEXT,
    collected TEXT,
    collected_text TEXT,
    collected_by TEXT,
    collected_how TEXT,
    url TEXT,
    archived_url TEXT,
    language TEXT,
    credibility INTEGER NOT NULL CHECK (credibility BETWEEN 1 AND 6),
    sensor TEXT,
    analyst TEXT,
    data_owner TEXT,
    licence TEXT,
    credit TEXT,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX exhibit_source ON exhibit (source) WHERE source IS NOT NULL;

-- Files of an exhibit; their bytes are in `attachment` by hash.
CREATE TABLE exhibit_file (
    id INTEGER PRIMARY KEY,
    exhibit INTEGER NOT NULL REFERENCES exhibit (id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    media_type TEXT,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    UNIQUE (exhibit, position)
);

-- Holders of an exhibit in time.
CREATE TABLE custody (
    id INTEGER PRIMARY KEY,
    exhibit INTEGER NOT NULL REFERENCES exhibit (id),
    position INTEGER NOT NULL,
    time TEXT NOT NULL,
    time_text TEXT,
    holder TEXT NOT NULL,
    action TEXT,
    UNIQUE (exhibit, position)
);

-- What an exhibit shows at a place and time. `negative`: the place was looked at and found empty.
CREATE TABLE sighting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exhibit INTEGER NOT NULL REFERENCES exhibit (id),
    place INTEGER REFERENCES place (id),
    time TEXT,
    time_text TEXT,
    vessel INTEGER REFERENCES vessel (id),
    negative INTEGER NOT NULL CHECK (negative IN (0, 1)),
    seen TEXT,
    obstruction TEXT NOT NULL CHECK (obstruction IN ('clear', 'partial', 'obstructed')),
    image_x REAL,
    image_y REAL,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX sighting_exhibit ON sighting (exhibit);
CREATE INDEX sighting_place ON sighting (place) WHERE place IS NOT NULL;
CREATE INDEX sighting_vessel ON sighting (vessel) WHERE vessel IS NOT NULL;

-- One vessel at one place within four bounds in time. Draughts in metres.
CREATE TABLE visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    vessel INTEGER NOT NULL REFERENCES vessel (id),
    place INTEGER NOT NULL REFERENCES place (id),
    not_before TEXT,
    first_seen TEXT,
    last_seen TEXT,
    not_after TEXT,
    activity TEXT NOT NULL CHECK (activity IN (
        'unknown', 'loading', 'discharging', 'bunkering', 'waiting', 'ship_to_ship'
    )),
    hedge TEXT NOT NULL CHECK (hedge IN ('denied', 'alleged', 'appears', 'likely', 'asserted')),
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    draught_in REAL,
    draught_out REAL,
    note TEXT,
    not_before_text TEXT,
    first_seen_text TEXT,
    last_seen_text TEXT,
    not_after_text TEXT,
    not_before_exhibit INTEGER REFERENCES exhibit (id),
    first_seen_exhibit INTEGER REFERENCES exhibit (id),
    last_seen_exhibit INTEGER REFERENCES exhibit (id),
    not_after_exhibit INTEGER REFERENCES exhibit (id)
);
-- The few visits with more than the columns up to `changed`, so that those are not asked for it a million times.
CREATE INDEX visit_detail ON visit (id) WHERE
    draught_in IS NOT NULL
    OR draught_out IS NOT NULL
    OR note IS NOT NULL
    OR not_before_text IS NOT NULL
    OR first_seen_text IS NOT NULL
    OR last_seen_text IS NOT NULL
    OR not_after_text IS NOT NULL
    OR not_before_exhibit IS NOT NULL
    OR first_seen_exhibit IS NOT NULL
    OR last_seen_exhibit IS NOT NULL
    OR not_after_exhibit IS NOT NULL;
CREATE INDEX visit_vessel ON visit (vessel);
CREATE INDEX visit_place ON visit (place);
CREATE INDEX visit_not_before_exhibit ON visit (not_before_exhibit) WHERE not_before_exhibit IS NOT NULL;
CREATE INDEX visit_first_seen_exhibit ON visit (first_seen_exhibit) WHERE first_seen_exhibit IS NOT NULL;
CREATE INDEX visit_last_seen_exhibit ON visit (last_seen_exhibit) WHERE last_seen_exhibit IS NOT NULL;
CREATE INDEX visit_not_after_exhibit ON visit (not_after_exhibit) WHERE not_after_exhibit IS NOT NULL;

-- What a visit rests on. The index holds whole rows, so that a million of them load in one sweep.
CREATE TABLE visit_sighting (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL REFERENCES visit (id),
    position INTEGER NOT NULL,
    sighting INTEGER NOT NULL REFERENCES sighting (id),
    UNIQUE (visit, position, sighting)
);

CREATE INDEX visit_sighting_sighting ON visit_sighting (sighting);

CREATE TABLE visit_exhibit (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL REFERENCES visit (id),
    position INTEGER NOT NULL,
    exhibit INTEGER NOT NULL REFERENCES exhibit (id),
    UNIQUE (visit, position, exhibit)
);

CREATE INDEX visit_exhibit_exhibit ON visit_exhibit (exhibit);

-- Cargo moved; half-open if only one of its visits is known. `number` is the one in print (S-1). No quantity is unknown,
-- never zero.
CREATE TABLE shipment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL,
    loading INTEGER REFERENCES visit (id),
    discharge INTEGER REFERENCES visit (id),
    status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'rejected')),
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    direction TEXT,
    product TEXT,
    low REAL,
    base REAL,
    high REAL,
    unit TEXT CHECK (unit IN ('barrels', 'tonnes', 'kilolitres', 'cubic_metres', 'containers', 'teu')),
    basis TEXT CHECK (basis IN ('observed', 'declared', 'draught_change', 'capacity_times_fill', 'assessed')),
    quantity_exhibit INTEGER REFERENCES exhibit (id),
    likelihood TEXT CHECK (likelihood IN (
        'almost_no_chance', 'very_unlikely', 'unlikely', 'roughly_even_chance', 'likely', 'very_likely', 'almost_certain'
    )),
    confidence TEXT CHECK (confidence IN ('low', 'moderate', 'high')),
    note TEXT
);
CREATE INDEX shipment_loading ON shipment (loading) WHERE loading IS NOT NULL;
CREATE INDEX shipment_discharge ON shipment (discharge) WHERE discharge IS NOT NULL;
CREATE INDEX shipment_quantity_exhibit ON shipment (quantity_exhibit) WHERE quantity_exhibit IS NOT NULL;

-- What speaks for and against a shipment.
CREATE TABLE shipment_reason (
    id INTEGER PRIMARY KEY,
    shipment INTEGER NOT NULL REFERENCES shipment (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    supports INTEGER NOT NULL CHECK (supports IN (0, 1)),
    exhibit INTEGER REFERENCES exhibit (id),
    UNIQUE (shipment, position)
);
CREATE INDEX shipment_reason_exhibit ON shipment_reason (exhibit) WHERE exhibit IS NOT NULL;

-- A quote in an exhibit.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exhibit INTEGER NOT NULL REFERENCES exhibit (id),
    quote TEXT NOT NULL,
    language TEXT,
    speaker TEXT,
    hedge TEXT NOT NULL CHECK (hedge IN ('denied', 'alleged', 'appears', 'likely', 'asserted')),
    stance TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts')),
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX claim_exhibit ON claim (exhibit);

-- From whom a claim was taken over; exactly one of the two is set.
CREATE TABLE claim_reported_by (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    exhibit INTEGER REFERENCES exhibit (id),
    source INTEGER REFERENCES source (id),
    CHECK ((exhibit IS NULL) <> (source IS NULL)),
    UNIQUE (claim, position)
);
CREATE INDEX claim_reported_by_exhibit ON claim_reported_by (exhibit) WHERE exhibit IS NOT NULL;
CREATE INDEX claim_reported_by_source ON claim_reported_by (source) WHERE source IS NOT NULL;

-- What a claim is about; exactly one is set.
CREATE TABLE claim_about (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claim (id),
    position INTEGER NOT NULL,
    about_vessel INTEGER REFERENCES vessel (id),
    about_place INTEGER REFERENCES place (id),
    about_source INTEGER REFERENCES source (id),
    about_exhibit INTEGER REFERENCES exhibit (id),
    about_sighting INTEGER REFERENCES sighting (id),
    about_visit INTEGER REFERENCES visit (id),
    about_shipment INTEGER REFERENCES shipment (id),
    about_claim INTEGER REFERENCES claim (id),
    about_regime INTEGER REFERENCES regime (id),
    about_declaration INTEGER REFERENCES declaration (id),
    about_event INTEGER REFERENCES event (id),
    about_tag INTEGER REFERENCES tag (id),
    about_finding INTEGER REFERENCES finding (id),
    about_saved_view INTEGER REFERENCES saved_view (id),
    CHECK (
        (about_vessel IS NOT NULL)
        + (about_place IS NOT NULL)
        + (about_source IS NOT NULL)
        + (about_exhibit IS NOT NULL)
        + (about_sighting IS NOT NULL)
        + (about_visit IS NOT NULL)
        + (about_shipment IS NOT NULL)
        + (about_claim IS NOT NULL)
        + (about_regime IS NOT NULL)
        + (about_declaration IS NOT NULL)
        + (about_event IS NOT NULL)
        + (about_tag IS NOT NULL)
        + (about_finding IS NOT NULL)
        + (about_saved_view IS NOT NULL) = 1
    ),
    UNIQUE (claim, position)
);
CREATE INDEX claim_about_about_vessel ON claim_about (about_vessel) WHERE about_vessel IS NOT NULL;
CREATE INDEX claim_about_about_place ON claim_about (about_place) WHERE about_place IS NOT NULL;
CREATE INDEX claim_about_about_source ON claim_about (about_source) WHERE about_source IS NOT NULL;
CREATE INDEX claim_about_about_exhibit ON claim_about (about_exhibit) WHERE about_exhibit IS NOT NULL;
CREATE INDEX claim_about_about_sighting ON claim_about (about_sighting) WHERE about_sighting IS NOT NULL;
CREATE INDEX claim_about_about_visit ON claim_about (about_visit) WHERE about_visit IS NOT NULL;
CREATE INDEX claim_about_about_shipment ON claim_about (about_shipment) WHERE about_shipment IS NOT NULL;
CREATE INDEX claim_about_about_claim ON claim_about (about_claim) WHERE about_claim IS NOT NULL;
CREATE INDEX claim_about_about_regime ON claim_about (about_regime) WHERE about_regime IS NOT NULL;
CREATE INDEX claim_about_about_declaration ON claim_about (about_declaration) WHERE about_declaration IS NOT NULL;
CREATE INDEX claim_about_about_event ON claim_about (about_event) WHERE about_event IS NOT NULL;
CREATE INDEX claim_about_about_tag ON claim_about (about_tag) WHERE about_tag IS NOT NULL;
CREATE INDEX claim_about_about_finding ON claim_about (about_finding) WHERE about_finding IS NOT NULL;
CREATE INDEX claim_about_about_saved_view ON claim_about (about_saved_view) WHERE about_saved_view IS NOT NULL;

-- A rule with a cap for each yearly window.
CREATE TABLE regime (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    instrument TEXT NOT NULL,
    cap REAL NOT NULL CHECK (cap >= 0),
    unit TEXT NOT NULL CHECK (unit IN ('barrels', 'tonnes', 'kilolitres', 'cubic_metres', 'containers', 'teu')),
    window_month INTEGER NOT NULL CHECK (window_month BETWEEN 1 AND 12),
    window_day INTEGER NOT NULL CHECK (window_day BETWEEN 1 AND 31),
    counting_event TEXT NOT NULL CHECK (counting_event IN ('loaded', 'delivered')),
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);

CREATE TABLE regime_product (
    id INTEGER PRIMARY KEY,
    regime INTEGER NOT NULL REFERENCES regime (id),
    position INTEGER NOT NULL,
    product TEXT NOT NULL,
    UNIQUE (regime, position)
);

-- Shares of the cap at which notice is given.
CREATE TABLE regime_notice (
    id INTEGER PRIMARY KEY,
    regime INTEGER NOT NULL REFERENCES regime (id),
    position INTEGER NOT NULL,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 255),
    UNIQUE (regime, position)
);

-- An amount that somebody else declares or assesses for a period.
CREATE TABLE declaration (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    regime INTEGER NOT NULL REFERENCES regime (id),
    period TEXT NOT NULL,
    period_text TEXT,
    low REAL,
    base REAL,
    high REAL,
    unit TEXT NOT NULL CHECK (unit IN ('barrels', 'tonnes', 'kilolitres', 'cubic_metres', 'containers', 'teu')),
    kind TEXT NOT NULL CHECK (kind IN ('declared', 'assessed')),
    by_source INTEGER REFERENCES source (id),
    exhibit INTEGER REFERENCES exhibit (id),
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX declaration_regime ON declaration (regime);
CREATE INDEX declaration_by_source ON declaration (by_source) WHERE by_source IS NOT NULL;
CREATE INDEX declaration_exhibit ON declaration (exhibit) WHERE exhibit IS NOT NULL;

-- Context on the time axis.
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    time_text TEXT,
    title TEXT NOT NULL,
    exhibit INTEGER REFERENCES exhibit (id),
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX event_exhibit ON event (exhibit) WHERE exhibit IS NOT NULL;

-- A label in a tree. `number_key`: the key 1 to 9 that sets it.
CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    parent INTEGER REFERENCES tag (id),
    colour TEXT NOT NULL,
    number_key INTEGER,
    definition TEXT,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX tag_parent ON tag (parent) WHERE parent IS NOT NULL;

-- A statement for the report; `number` is the one in print (F-1), `body` is Markdown.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL,
    headline TEXT NOT NULL,
    body TEXT,
    likelihood TEXT CHECK (likelihood IN (
        'almost_no_chance', 'very_unlikely', 'unlikely', 'roughly_even_chance', 'likely', 'very_likely', 'almost_certain'
    )),
    confidence TEXT CHECK (confidence IN ('low', 'moderate', 'high')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'reviewed', 'final')),
    section TEXT,
    sort_order INTEGER NOT NULL,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);

-- A query, lanes, colouring and time range kept by name.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT,
    grouping TEXT NOT NULL CHECK (grouping IN ('place', 'vessel')),
    colouring TEXT NOT NULL CHECK (colouring IN ('activity', 'vessel', 'hedge', 'tag')),
    range_from TEXT,
    range_to TEXT,
    note TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);

-- Which tags are set on what: one table a kind, so that each has its own foreign key and loads in one sweep.
CREATE TABLE vessel_tag (
    id INTEGER PRIMARY KEY,
    vessel INTEGER NOT NULL REFERENCES vessel (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (vessel, tag)
);
CREATE INDEX vessel_tag_tag ON vessel_tag (tag);
CREATE TABLE place_tag (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (place, tag)
);
CREATE INDEX place_tag_tag ON place_tag (tag);
CREATE TABLE source_tag (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (source, tag)
);
CREATE INDEX source_tag_tag ON source_tag (tag);
CREATE TABLE exhibit_tag (
    id INTEGER PRIMARY KEY,
    exhibit INTEGER NOT NULL REFERENCES exhibit (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (exhibit, tag)
);
CREATE INDEX exhibit_tag_tag ON exhibit_tag (tag);
CREATE TABLE sighting_tag (
    id INTEGER PRIMARY KEY,
    sighting INTEGER NOT NULL REFERENCES sighting (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (sighting, tag)
);
CREATE INDEX sighting_tag_tag ON sighting_tag (tag);
CREATE TABLE visit_tag (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL REFERENCES visit (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (visit, tag)
);
CREATE INDEX visit_tag_tag ON visit_tag (tag);
CREATE TABLE shipment_tag (
    id INTEGER PRIMARY KEY,
    shipment INTEGER NOT NULL REFERENCES shipment (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (shipment, tag)
);
CREATE INDEX shipment_tag_tag ON shipment_tag (tag);
CREATE TABLE claim_tag (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claim (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (claim, tag)
);
CREATE INDEX claim_tag_tag ON claim_tag (tag);
CREATE TABLE regime_tag (
    id INTEGER PRIMARY KEY,
    regime INTEGER NOT NULL REFERENCES regime (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (regime, tag)
);
CREATE INDEX regime_tag_tag ON regime_tag (tag);
CREATE TABLE declaration_tag (
    id INTEGER PRIMARY KEY,
    declaration INTEGER NOT NULL REFERENCES declaration (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (declaration, tag)
);
CREATE INDEX declaration_tag_tag ON declaration_tag (tag);
CREATE TABLE event_tag (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES event (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (event, tag)
);
CREATE INDEX event_tag_tag ON event_tag (tag);
CREATE TABLE finding_tag (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES finding (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (finding, tag)
);
CREATE INDEX finding_tag_tag ON finding_tag (tag);

-- Bytes of files, written once and found by their SHA-256, in pieces of at most one mebibyte.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL CHECK (bytes >= 0)
);
CREATE TABLE attachment_chunk (
    id INTEGER PRIMARY KEY,
    attachment INTEGER NOT NULL REFERENCES attachment (id),
    position INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (attachment, position)
);

-- Every change ever made to the case. `undo_of`: the entry that this one takes back. `state`: SHA-256 over all rows, where
-- the journal begins anew (when the file was made or converted); nothing before such an entry can be taken back.
-- `hash` covers the entry, its rows and the hash of the entry before.
CREATE TABLE journal_entry (
    seq INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    actor TEXT NOT NULL,
    label TEXT NOT NULL,
    undo_of INTEGER REFERENCES journal_entry (seq),
    state TEXT,
    hash TEXT NOT NULL
);
-- The rows that an entry changed, as JSON objects keyed by column name; no `before` is an addition, no `after` a removal.
CREATE TABLE journal_row (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES journal_entry (seq),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX journal_row_entry ON journal_row (entry);
CREATE INDEX journal_row_row ON journal_row (table_name, row_id);
