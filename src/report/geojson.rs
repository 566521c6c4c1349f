//! A case as GeoJSON (RFC 7946): places as points or polygons, visits where their place is, shipments as straight lines.
//!
//! One feature a line, so that two exports compare line by line. Longitude comes before latitude, in WGS 84. What has no position is left out and counted in the foreign member
//! `wakeline`, beside the handling mark.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::choices::Choices;
use super::map_fields::{self, Field, Fields};
use super::mapped::{LeftOut, Mapped, Point, line, outline, point};
use crate::base::hash::Sha256;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::naming;

/// What the file says of itself.
#[derive(Serialize)]
struct About<'a> {
    title: &'a str,
    handling: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    query: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    journal_head: Option<Sha256>,
    /// Read by whoever takes a line for a track.
    remark: &'static str,
    left_out: Counts,
}

#[derive(Serialize)]
struct Counts {
    places: usize,
    visits: usize,
    shipments: usize,
}

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "type")]
    is: &'static str,
    id: String,
    geometry: Geometry,
    #[serde(serialize_with = "as_object")]
    properties: Fields,
}

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Point),
    LineString(Vec<Point>),
    MultiLineString(Vec<Vec<Point>>),
    Polygon(Vec<Vec<Point>>),
    MultiPolygon(Vec<Vec<Vec<Point>>>),
}

/// Writes what the choices show. Returns what is left out for want of a position.
///
/// # Errors
/// As the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> io::Result<LeftOut> {
    let mapped = Mapped::of(facts, choices);
    let LeftOut { places, visits, shipments } = mapped.left_out;
    let about = About {
        title: &facts.case.title,
        handling: facts.case.handling.mark(),
        query: choices.query,
        journal_head: choices.journal_head,
        remark: "A shipment is a straight line between two places, not a track",
        left_out: Counts { places, visits, shipments },
    };
    out.write_all(b"{\"type\":\"FeatureCollection\",\n\"wakeline\":")?;
    serde_json::to_writer(&mut out, &about)?;
    out.write_all(b",\n\"features\":[")?;
    let mut first = true;
    let mut feature = |id: EntityRef, geometry: Geometry, properties: Fields| -> io::Result<()> {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        first = false;
        let feature = Feature { is: "Feature", id: naming::code(facts, id), geometry, properties };
        Ok(serde_json::to_writer(&mut out, &feature)?)
    };
    for place in mapped.places {
        let geometry = match (outline(place), place.position) {
            (Some(rings), _) => polygon(rings),
            (None, Some(position)) => Geometry::Point(point(position)),
            (None, None) => continue,
        };
        feature(place.id.into(), geometry, map_fields::place(facts, place))?;
    }
    for (visit, spot) in mapped.visits {
        let geometry = Geometry::Point(point(spot.position));
        feature(visit.id.into(), geometry, map_fields::visit(facts, visit, spot))?;
    }
    for (shipment, [from, to]) in mapped.shipments {
        let mut parts = line(from.position, to.position);
        let geometry = match (parts.pop(), parts.is_empty()) {
            (Some(only), true) => Geometry::LineString(only),
            (last, _) => Geometry::MultiLineString(parts.into_iter().chain(last).collect()),
        };
        feature(shipment.id.into(), geometry, map_fields::shipment(facts, shipment))?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(mapped.left_out)
}

fn polygon(mut rings: Vec<Vec<Point>>) -> Geometry {
    match (rings.pop(), rings.is_empty()) {
        (Some(only), true) => Geometry::Polygon(vec![only]),
        (last, _) => Geometry::MultiPolygon(rings.into_iter().chain(last).map(|ring| vec![ring]).collect()),
    }
}

fn as_object<S: Serializer>(fields: &Fields, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(name, field): &(&str, Field)| (name, field)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::report::fixture;

    fn read(facts: &Facts) -> (Value, LeftOut, String) {
        let mut out = Vec::new();
        let left_out = write(facts, &Choices::default(), &mut out).expect("in memory");
        let text = String::from_utf8(out).expect("UTF-8");
        (serde_json::from_str(&text).expect("JSON"), left_out, text)
    }

    fn feature<'a>(read: &'a Value, id: &str) -> &'a Value {
        let features = read["features"].as_array().expect("features");
        features.iter().find(|feature| feature["id"] == id).unwrap_or(&Value::Null)
    }

    #[test]
    fn an_empty_case_is_an_empty_collection() {
        let (read, left_out, text) = read(&Facts::default());
        assert_eq!((&read["type"], &read["features"]), (&json!("FeatureCollection"), &json!([])));
        assert_eq!(read["wakeline"]["left_out"], json!({ "places": 0, "visits": 0, "shipments": 0 }));
        assert_eq!(left_out, LeftOut::default());
        assert!(text.ends_with("\n]}\n"), "{text}");
    }

    #[test]
    fn places_visits_and_shipments_stand_where_they_are_known_to() {
        let (read, left_out, _) = read(&fixture::case());
        assert_eq!(feature(&read, "P-1")["geometry"], json!({ "type": "Point", "coordinates": [133.05, 42.75] }));
        assert_eq!(feature(&read, "P-3")["geometry"]["type"], "Polygon");
        let visit = feature(&read, "V-1");
        assert_eq!(visit["geometry"]["coordinates"], json!([133.05, 42.75]), "the berth lies at its port");
        assert_eq!(visit["properties"]["position_of"], "P-1");
        assert_eq!(visit["properties"]["first_seen"], "2024-03-07");
        assert_eq!(visit["properties"]["not_after"], Value::Null);
        assert_eq!(
            (&visit["properties"]["start"], &visit["properties"]["end"]),
            (&json!("2024-03-05"), &json!("2024-03-11"))
        );
        assert_eq!(visit["properties"]["exhibits"], json!(["E-3"]));
        let line = feature(&read, "S-7");
        assert_eq!(line["geometry"]["coordinates"], json!([[133.05, 42.75], [129.8, 41.77]]));
        assert_eq!(line["properties"]["quantity_low"], 6600);
        assert_eq!(line["properties"]["quantity_high"], Value::Null, "unknown is no zero");
        assert_eq!(left_out, LeftOut { places: 1, visits: 1, shipments: 2 });
        assert_eq!(read["wakeline"]["left_out"], json!({ "places": 1, "visits": 1, "shipments": 2 }));
        assert_eq!(read["wakeline"]["handling"], "TLP:AMBER");
        assert_eq!(feature(&read, "P-4"), &Value::Null, "nothing is put where it is not known to be");
    }

    #[test]
    fn names_in_every_script_and_control_characters_survive() {
        let (read, ..) = read(&fixture::case());
        assert_eq!(feature(&read, "P-2")["properties"]["name"], "청진 <Chongjin>");
        assert_eq!(feature(&read, "P-1")["properties"]["name"], "Восточный \u{1}\u{202E}ميناء");
    }
}
