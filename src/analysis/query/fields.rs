//! Every field of a query: its name, what it finds, what it takes, and examples. Help, completion and the page of the
//! grammar are made from this table.

use super::parse::{DEEPEST, LONGEST, MOST_TERMS};

/// Which names of a case a field takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameKind {
    /// Names and other names of vessels.
    Vessel,
    /// Names and other names of places.
    Place,
    /// Who operates places.
    Operator,
    /// Flags of vessels.
    Flag,
    /// Tags.
    Tag,
    /// Sources.
    Source,
    /// Who is quoted.
    Speaker,
    /// Cargoes.
    Cargo,
    /// Exhibits, by number and title.
    Exhibit,
    /// Sections of the report.
    Section,
}

/// All of them.
pub const NAME_KINDS: [NameKind; 10] = [
    NameKind::Vessel,
    NameKind::Place,
    NameKind::Operator,
    NameKind::Flag,
    NameKind::Tag,
    NameKind::Source,
    NameKind::Speaker,
    NameKind::Cargo,
    NameKind::Exhibit,
    NameKind::Section,
];

/// What stands behind the colon of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// A name in the case, or part of one.
    Names(NameKind),
    /// One of these words, each with what it means.
    Words(&'static [(&'static str, &'static str)]),
    /// A date, or for `during` a range of dates.
    Date,
    /// A number or a range of numbers.
    Number,
    /// A reference such as V-3.
    Reference,
}

/// A field of a query.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name, in lower case.
    pub name: &'static str,
    /// Other names for the same.
    pub also: &'static [&'static str],
    /// What it finds, in a phrase.
    pub finds: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Terms with it, each a query by itself.
    pub examples: &'static [&'static str],
}

const fn field(name: &'static str, takes: Takes, finds: &'static str, examples: &'static [&'static str]) -> Field {
    Field { name, also: &[], finds, takes, examples }
}

const fn or(also: &'static [&'static str], field: Field) -> Field {
    Field { also, ..field }
}

/// Every field, in the order they are offered.
pub const FIELDS: &[Field] = &[
    field(
        "vessel",
        Takes::Names(NameKind::Vessel),
        "Name, other name, IMO number, MMSI or call sign",
        &["vessel:\"Paek Yang San\"", "vessel:9020534"],
    ),
    field("place", Takes::Names(NameKind::Place), "A place and what lies within it", &["place:Vostochny"]),
    field(
        "operator",
        Takes::Names(NameKind::Operator),
        "Who operates the place, or the one it lies in",
        &["operator:\"Russian oil company\""],
    ),
    field(
        "flag",
        Takes::Names(NameKind::Flag),
        "The flag that the vessel is stated to have had then",
        &["flag:KP", "flag:KP OR flag:RU"],
    ),
    field("tag", Takes::Names(NameKind::Tag), "A tag and the tags below it", &["tag:suspected", "-tag:\"AIS off\""]),
    field(
        "activity",
        Takes::Words(&[
            ("loading", "Took cargo aboard"),
            ("discharging", "Put cargo ashore"),
            ("bunkering", "Took fuel for itself"),
            ("waiting", "Waited"),
            ("sts", "Moved cargo from or to another ship"),
            ("unknown", "Not known"),
        ]),
        "What the vessel did",
        &["activity:loading"],
    ),
    field(
        "hedge",
        Takes::Words(&[
            ("denied", "Said not to be so"),
            ("alleged", "Allegedly, reportedly, accused of"),
            ("appears", "Appeared to, seemed, may have"),
            ("likely", "Likely, probably, almost certainly"),
            ("asserted", "Without any hedge"),
        ]),
        "How it is worded; with < or > for weaker or stronger",
        &["hedge:<likely", "hedge:alleged..appears"],
    ),
    field("after", Takes::Date, "On or after a date", &["after:2024-03-07", "after:\"7 March 2024\""]),
    field("before", Takes::Date, "Before a date", &["before:2024-03-22"]),
    field(
        "during",
        Takes::Date,
        "Within a day, month, year or range",
        &["during:2024-03", "during:2024-03-07/2024-03-22"],
    ),
    field(
        "is",
        Takes::Words(&[
            ("half-open", "Seen at one end of its shipment only"),
            ("undated", "Without any date"),
            ("unnamed", "Of a vessel that the sources do not name"),
            ("designated", "Of a vessel that is on a sanctions list"),
        ]),
        "What is so",
        &["is:half-open", "-is:undated"],
    ),
    field(
        "has",
        Takes::Words(&[
            ("note", "A note"),
            ("tag", "Any tag"),
            ("exhibit", "An exhibit that it rests on"),
            ("image", "A satellite or aerial image that it rests on"),
            ("negative", "A bound from an image of the empty place; the place and image themselves"),
            ("loading", "A loading, its own or of its shipment"),
            ("discharge", "A discharge, its own or of its shipment"),
            ("quantity", "A shipment with a quantity"),
        ]),
        "What is there; with - in front for what lacks it",
        &["-has:discharge", "has:negative", "-has:exhibit"],
    ),
    field(
        "origins",
        Takes::Number,
        "In how many origins the reports about it end; 0 for unknown lineage",
        &["origins:1", "origins:>=2"],
    ),
    or(
        &["product"],
        field("cargo", Takes::Names(NameKind::Cargo), "Part of the name of the cargo", &["cargo:petroleum"]),
    ),
    field(
        "quantity",
        Takes::Number,
        "How much a shipment carried, in the unit it was entered in; a range matches if any of it does",
        &["quantity:>20000", "quantity:10000..50000", "quantity:\">20000 bbl\""],
    ),
    field(
        "status",
        Takes::Words(&[
            ("proposed", "A shipment put forward, not decided"),
            ("accepted", "A shipment accepted"),
            ("rejected", "A shipment rejected"),
            ("draft", "A finding being written"),
            ("reviewed", "A finding read by a second person"),
            ("final", "A finding ready for print"),
        ]),
        "Where a shipment or a finding stands",
        &["status:proposed", "status:final"],
    ),
    field(
        "section",
        Takes::Names(NameKind::Section),
        "Findings in that section of the report",
        &["section:Deliveries"],
    ),
    field(
        "likelihood",
        Takes::Words(&[
            ("almost-no-chance", "1 to 5 %"),
            ("very-unlikely", "5 to 20 %"),
            ("unlikely", "20 to 45 %"),
            ("roughly-even-chance", "45 to 55 %"),
            ("likely", "55 to 80 %"),
            ("very-likely", "80 to 95 %"),
            ("almost-certain", "95 to 99 %"),
        ]),
        "How likely a shipment or a finding is judged to be; with < or > for less or more",
        &["likelihood:>=likely", "likelihood:unlikely..likely"],
    ),
    field(
        "confidence",
        Takes::Words(&[
            ("low", "Scant, questionable or fragmented basis"),
            ("moderate", "Credible, not enough to be sure"),
            ("high", "Good and corroborated basis"),
        ]),
        "How well founded that judgement is; with < or > for less or more",
        &["confidence:<high"],
    ),
    field(
        "source",
        Takes::Names(NameKind::Source),
        "Who stands behind the evidence",
        &["source:RUSI", "source:\"Financial Times\""],
    ),
    or(
        &["reliability", "credibility"],
        field(
            "grade",
            Takes::Words(&[
                ("A", "A completely reliable source"),
                ("B", "A usually reliable source"),
                ("C", "A fairly reliable source"),
                ("D", "A source not usually reliable"),
                ("E", "An unreliable source"),
                ("F", "A source that cannot be judged"),
                ("1", "An item confirmed by independent sources"),
                ("2", "A probably true item"),
                ("3", "A possibly true item"),
                ("4", "A doubtful item"),
                ("5", "An improbable item"),
                ("6", "An item that cannot be judged"),
            ]),
            "Evidence of that grade: the source's letter, the item's digit, both, or a range",
            &["grade:B2", "grade:A..C", "grade:6"],
        ),
    ),
    field("speaker", Takes::Names(NameKind::Speaker), "Who is quoted", &["speaker:Griffiths"]),
    field(
        "kind",
        Takes::Words(&[
            ("port", "A port"),
            ("terminal", "A terminal within a port"),
            ("berth", "A berth or pier"),
            ("anchorage", "An anchorage"),
            ("area", "A sea area"),
            ("article", "An article or broadcast"),
            ("image", "A satellite or aerial image"),
            ("ais-track", "An AIS track or port-call list"),
            ("register-extract", "An extract of a register or list"),
            ("document", "A document or report"),
            ("photo", "A photo or video"),
        ]),
        "The kind of place, or of exhibit, and what is there or rests on it",
        &["kind:anchorage", "kind:image"],
    ),
    field(
        "exhibit",
        Takes::Names(NameKind::Exhibit),
        "An exhibit by its number or part of its title",
        &["exhibit:E-3"],
    ),
    field("dwt", Takes::Number, "A vessel's deadweight in tonnes", &["dwt:<5000", "dwt:3000..10000"]),
    field("id", Takes::Reference, "One item by its reference", &["id:V-3"]),
];

/// The field of a name, in whatever case.
#[must_use]
pub fn find(name: &str) -> Option<&'static Field> {
    let name = name.to_lowercase();
    FIELDS.iter().find(|field| field.name == name || field.also.contains(&name.as_str()))
}

/// What can be written beside fields, each as an example with what it does.
pub const GRAMMAR: &[(&str, &str)] = &[
    ("tanker chongjin", "Terms side by side must all hold. Words are looked for in names, titles, quotes and notes"),
    ("place:Vostochny", "A field, a colon and what is looked for, without a space"),
    ("\"Paek Yang San\"", "Quotes keep words together, and take signs as letters; a quote within is written twice"),
    ("-has:discharge", "A minus leaves out what it stands before, and so does NOT"),
    ("flag:KP OR flag:RU", "OR takes either; it binds less than standing side by side"),
    ("(flag:KP OR flag:RU) is:half-open", "Parentheses hold together"),
    ("hedge:<likely", "<, <=, > and >= before a value that has an order"),
    ("quantity:10000..50000", "Two dots between the ends of a range; either end may be left out"),
    ("during:2024-03", "Dates as EDTF, 2024-03-07 or 2024-03~ or 2024-03-07/2024-03-22, or in words within quotes"),
];

/// What is too long, too deep or too much, in a sentence.
#[must_use]
pub fn limits() -> String {
    format!("A query has at most {LONGEST} characters, {MOST_TERMS} terms, and parentheses {DEEPEST} deep.")
}
