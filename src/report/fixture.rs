//! A small case for the tests of the writers, with what formats trip over.
//!
//! Names in several scripts, control characters and leads of formulas, places with and without a position, shipments
//! whole and half-open, quantities known in part and not at all.

use crate::model::document::Document;
use crate::model::facts::Facts;

/// The case.
pub(super) fn case() -> Facts {
    of(CASE)
}

/// A case from its text.
pub(super) fn of(text: &str) -> Facts {
    serde_json::from_str::<Document>(text).expect("a case").into_facts()
}

const CASE: &str = r##"{
  "format": "wakeline-case", "version": 3,
  "case": { "title": "=Тест & 청진 <case>", "reference": "R/1", "handling": "AMBER", "authors": ["A. Author"] },
  "vessels": [
    { "id": 1, "name": "=HYPERLINK(\"http://x\")", "imo": { "value": "IMO 9074729" },
      "mmsis": [{ "value": "445123000" }], "flags": [{ "value": "KP" }],
      "capacity": { "value": { "base": 20000 } },
      "designations": [{ "list": "UN 1718", "date": "2018-03-30", "paragraph": "para 12" }] },
    { "id": 2, "name": "Tanker 2", "unnamed": true, "imo": { "value": "1234568" } }
  ],
  "places": [
    { "id": 1, "name": "Восточный \u0001\u202eميناء", "country": "RU", "position": { "lat": 42.75, "lon": 133.05 } },
    { "id": 2, "name": "청진 <Chongjin>", "country": "KP", "position": { "lat": 41.77, "lon": 129.8 }, "locode": "KPCHO" },
    { "id": 3, "name": "Berth & oil", "kind": "berth", "parent": 1,
      "outline": [{ "lat": 42.7, "lon": 133.0 }, { "lat": 42.7, "lon": 133.1 }, { "lat": 42.8, "lon": 133.1 }] },
    { "id": 4, "name": "@nowhere", "kind": "anchorage" }
  ],
  "sources": [
    { "id": 1, "name": "Financial Times {FT} & 50%", "kind": "media", "reliability": "B" },
    { "id": 2, "name": "RUSI_OSIA", "kind": "think_tank", "reliability": "B" }
  ],
  "exhibits": [
    { "id": 1, "number": 3, "kind": "article", "title": "Ships “load” #1\n{oil} \\ ~50% ^_^", "source": 1,
      "published": "2024-03-26", "url": "https://example.org/a_b?c={d}&e=%20f", "language": "en",
      "archived_url": "https://archive.example/1", "credibility": 2,
      "collected": { "time": "2024-04-01", "by": "canary-collector", "how": "canary-machine" },
      "files": [{ "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                  "name": "/home/canary/page.html", "media_type": "text/html", "bytes": 4 }] },
    { "id": 2, "number": 12, "kind": "image", "title": "\u202eصورة 사진", "source": 2,
      "captured": "2024-03~", "sensor": "PlanetScope" },
    { "id": 4, "number": 20, "kind": "document", "title": "Undated" }
  ],
  "visits": [
    { "id": 1, "vessel": 1, "place": 3, "activity": "loading", "hedge": "appears", "exhibits": [1],
      "not_before": { "edtf": "2024-03-05" }, "first_seen": { "edtf": "2024-03-07" }, "last_seen": { "edtf": "2024-03-11" } },
    { "id": 2, "vessel": 1, "place": 2, "activity": "discharging", "hedge": "likely", "exhibits": [2],
      "first_seen": { "edtf": "2024-03~" } },
    { "id": 3, "vessel": 2, "place": 4, "activity": "loading" },
    { "id": 4, "vessel": 2, "place": 1, "activity": "loading", "exhibits": [1],
      "not_before": { "edtf": "2024-03-07" }, "not_after": { "edtf": "2024-03-22" } }
  ],
  "shipments": [
    { "id": 1, "number": 7, "loading": 1, "discharge": 2, "product": "refined petroleum", "status": "accepted",
      "likelihood": "likely", "confidence": "moderate",
      "quantity": { "estimate": { "low": 6600 }, "unit": "barrels", "basis": "observed", "exhibit": 1 } },
    { "id": 2, "number": 8, "loading": 4, "product": "refined petroleum" },
    { "id": 3, "number": 9, "loading": 3, "discharge": 2, "product": "-2+3",
      "quantity": { "estimate": { "low": 1e15, "base": 1e300 }, "unit": "tonnes", "basis": "declared" } }
  ],
  "claims": [
    { "id": 1, "exhibit": 1, "quote": "appeared to be loading\nat =1+1", "speaker": "Joseph Byrne", "hedge": "appears",
      "reported_by": [{ "source": 2 }], "about": [{ "kind": "visit", "id": 1 }] },
    { "id": 2, "exhibit": 2, "quote": "보였다", "hedge": "likely", "about": [{ "kind": "shipment", "id": 1 }] }
  ],
  "regimes": [
    { "id": 1, "instrument": "S/RES/2397 para 5", "cap": 500000, "unit": "barrels",
      "window_start": { "month": 1, "day": 1 }, "products": ["refined petroleum"], "counting_event": "loaded",
      "conversion": "BP 2021", "notice_points": [75] }
  ],
  "declarations": [
    { "id": 1, "regime": 1, "kind": "declared", "period": "2024-01", "quantity": { "base": 165000 },
      "unit": "barrels", "exhibit": 2 }
  ],
  "findings": [
    { "id": 1, "number": 2, "headline": "Oil was loaded", "status": "draft", "order": 2,
      "body": "One tanker appeared to load at berth No. 5 [@E-3]. It may have sailed. [@E-12] -Nothing else is known" }
  ],
  "tags": [{ "id": 1, "name": "+suspected", "colour": "#AA0000" }]
}"##;
