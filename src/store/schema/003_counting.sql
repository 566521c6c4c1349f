-- What cargo is counted by: laden scenarios and conversion tables of the case, the table of a regime, tonnes per
-- centimetre of a hull; how a quantity was worked out; which rule gave a reason; tags that are set by a query.

-- Shares of a hull's capacity, 0 to 1; all three or none, which is the usual 33, 50 and 90 %.
ALTER TABLE case_info ADD COLUMN laden_low REAL CHECK (laden_low BETWEEN 0 AND 1);
ALTER TABLE case_info ADD COLUMN laden_base REAL CHECK (laden_base BETWEEN 0 AND 1);
ALTER TABLE case_info ADD COLUMN laden_high REAL CHECK (laden_high BETWEEN 0 AND 1);

-- Conversion tables that the case changed or brought. A table without factors has one row, whose product is empty.
CREATE TABLE case_factor (
    id INTEGER PRIMARY KEY,
    case_info INTEGER NOT NULL REFERENCES case_info (id),
    position INTEGER NOT NULL,
    conversion TEXT NOT NULL,
    product TEXT CHECK (
        product IN ('crude', 'refined', 'lpg', 'gasoline', 'naphtha', 'kerosene', 'gas_oil', 'residual', 'bitumen')
    ),
    barrels_per_tonne REAL,
    UNIQUE (case_info, position)
);

-- The name of the conversion table; null is the usual one.
ALTER TABLE regime ADD COLUMN conversion TEXT;

-- Tonnes of cargo that sink the hull by one centimetre.
ALTER TABLE vessel ADD COLUMN tpc REAL;
ALTER TABLE vessel ADD COLUMN tpc_identity TEXT CHECK (tpc_identity IN ('registered', 'digital', 'physical'));
ALTER TABLE vessel ADD COLUMN tpc_period TEXT;
ALTER TABLE vessel ADD COLUMN tpc_period_text TEXT;
ALTER TABLE vessel ADD COLUMN tpc_exhibit INTEGER REFERENCES exhibit (id);
CREATE INDEX vessel_tpc_exhibit ON vessel (tpc_exhibit) WHERE tpc_exhibit IS NOT NULL;

-- How the quantity was worked out, each factor with its source, in words.
ALTER TABLE shipment ADD COLUMN working TEXT;
-- The rule that gave the reason; null if the investigator did.
ALTER TABLE shipment_reason ADD COLUMN rule TEXT;

-- The query that proposes what the tag is set on, and of which kind; both or none.
ALTER TABLE tag ADD COLUMN rule TEXT;
ALTER TABLE tag ADD COLUMN rule_kind TEXT CHECK (
    rule_kind IN ('visit', 'shipment', 'vessel', 'place', 'exhibit', 'claim', 'finding', 'event')
);
