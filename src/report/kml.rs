//! A case as KML 2.2 for a globe: folders of places, visits and shipments, with time spans where something bounds them.
//!
//! The standard is OGC 07-147r2. Nothing in it makes a viewer fetch anything: no icon, no overlay, no link. Viewers show texts as HTML, so a `<` that
//! could begin a tag there becomes `‹`.

use std::cell::Cell;
use std::io::{self, Write};

use super::choices::Choices;
use super::map_fields::{self, Fields};
use super::mapped::{LeftOut, Mapped, Point, line, outline, point};
use super::xml::{forbidden, xml_text};
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::naming;

/// Writes what the choices show. Returns what is left out for want of a position, and how many characters were replaced.
///
/// # Errors
/// As the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> io::Result<(LeftOut, usize)> {
    let out = &mut out;
    let replaced = Cell::new(0);
    let mapped = Mapped::of(facts, choices);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n",
    )?;
    let mark = facts.case.handling.mark();
    let title = if facts.case.title.trim().is_empty() { "Untitled case" } else { facts.case.title.as_str() };
    writeln!(out, "<name>{} ({mark})</name>", text(title, &replaced))?;
    writeln!(out, "<description>{}</description>", text(&description(mark, choices, mapped.left_out), &replaced))?;
    folder(out, "Places", |out| {
        for place in &mapped.places {
            let shape = match (outline(place), place.position) {
                (Some(rings), _) => polygon(&rings),
                (None, Some(position)) => point_of(point(position)),
                (None, None) => continue,
            };
            let fields = map_fields::place(facts, place);
            placemark(out, facts, place.id.into(), &fields, (None, None), &shape, &replaced)?;
        }
        Ok(())
    })?;
    folder(out, "Visits", |out| {
        for (visit, spot) in &mapped.visits {
            let fields = map_fields::visit(facts, visit, *spot);
            let span = map_fields::span(&visit.bounds);
            placemark(out, facts, visit.id.into(), &fields, span, &point_of(point(spot.position)), &replaced)?;
        }
        Ok(())
    })?;
    folder(out, "Shipments", |out| {
        for (shipment, [from, to]) in &mapped.shipments {
            let fields = map_fields::shipment(facts, shipment);
            let span = map_fields::shipment_span(facts, shipment);
            placemark(
                out,
                facts,
                shipment.id.into(),
                &fields,
                span,
                &lines(&line(from.position, to.position)),
                &replaced,
            )?;
        }
        Ok(())
    })?;
    out.write_all(b"</Document>\n</kml>\n")?;
    Ok((mapped.left_out, replaced.get()))
}

fn description(mark: &str, choices: &Choices, left_out: LeftOut) -> String {
    let mut lines = vec![mark.to_owned(), "A shipment is a straight line between two places, not a track".to_owned()];
    if !choices.query.is_empty() {
        lines.push(format!("Only what the query “{}” selects", choices.query));
    }
    lines.extend(left_out.sentence());
    lines.extend(choices.journal_head.map(|head| format!("Journal head: {head}")));
    lines.join("\n")
}

fn folder<W: Write>(out: &mut W, name: &str, inside: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
    writeln!(out, "<Folder>\n<name>{name}</name>")?;
    inside(out)?;
    writeln!(out, "</Folder>")
}

/// One item, with its parts in the order that the schema demands.
fn placemark(
    out: &mut impl Write,
    facts: &Facts,
    item: EntityRef,
    fields: &Fields,
    span: (Option<String>, Option<String>),
    shape: &str,
    replaced: &Cell<usize>,
) -> io::Result<()> {
    let code = naming::code(facts, item);
    writeln!(out, "<Placemark id=\"{code}\">")?;
    writeln!(out, "<name>{}</name>", text(&format!("{code} {}", naming::name(facts, item)), replaced))?;
    if span != (None, None) {
        let bound = |name, day: Option<String>| day.map_or_else(String::new, |day| format!("<{name}>{day}</{name}>"));
        writeln!(out, "<TimeSpan>{}{}</TimeSpan>", bound("begin", span.0), bound("end", span.1))?;
    }
    out.write_all(b"<ExtendedData>")?;
    for (name, field) in fields {
        let value = field.line();
        if !value.is_empty() {
            write!(out, "<Data name=\"{name}\"><value>{}</value></Data>", text(&value, replaced))?;
        }
    }
    writeln!(out, "</ExtendedData>\n{shape}\n</Placemark>")
}

fn point_of(at: Point) -> String {
    format!("<Point><coordinates>{}</coordinates></Point>", coordinates(&[at]))
}

fn lines(parts: &[Vec<Point>]) -> String {
    let one = |part: &Vec<Point>| {
        format!("<LineString><tessellate>1</tessellate><coordinates>{}</coordinates></LineString>", coordinates(part))
    };
    together(&parts.iter().map(one).collect::<Vec<_>>())
}

fn polygon(rings: &[Vec<Point>]) -> String {
    let one = |ring: &Vec<Point>| {
        let ring = coordinates(ring);
        format!(
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        )
    };
    together(&rings.iter().map(one).collect::<Vec<_>>())
}

/// Several shapes as one.
fn together(shapes: &[String]) -> String {
    match shapes {
        [only] => only.clone(),
        some => format!("<MultiGeometry>{}</MultiGeometry>", some.concat()),
    }
}

fn coordinates(points: &[Point]) -> String {
    points.iter().map(|[lon, lat]| format!("{lon},{lat}")).collect::<Vec<_>>().join(" ")
}

/// A text that is text to the XML reader and to the HTML in which a viewer shows it.
fn text(text: &str, replaced: &Cell<usize>) -> String {
    replaced.set(replaced.get() + forbidden(text));
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let tag = c == '<' && chars.peek().is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(*next));
        shown.push(if tag { '‹' } else { c });
    }
    xml_text(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn written(facts: &Facts) -> (String, LeftOut) {
        let mut out = Vec::new();
        let (left_out, _) = write(facts, &Choices::default(), &mut out).expect("in memory");
        (String::from_utf8(out).expect("UTF-8"), left_out)
    }

    #[test]
    fn an_empty_case_is_three_empty_folders() {
        let (text, left_out) = written(&Facts::default());
        assert_eq!(text.matches("<Folder>").count(), 3);
        assert!(!text.contains("<Placemark") && text.ends_with("</kml>\n"), "{text}");
        assert_eq!(left_out, LeftOut::default());
    }

    #[test]
    fn a_time_span_says_what_bounds_it_and_no_more() {
        let (text, left_out) = written(&fixture::case());
        let of = |id: &str| {
            let from = text.split_once(&format!("<Placemark id=\"{id}\">")).map(|(_, rest)| rest).unwrap_or_default();
            from.split_once("</Placemark>").map(|(one, _)| one.to_owned()).unwrap_or_default()
        };
        assert!(
            of("V-1").contains("<TimeSpan><begin>2024-03-05</begin><end>2024-03-11</end></TimeSpan>"),
            "{}",
            of("V-1")
        );
        assert!(!of("P-1").contains("TimeSpan"), "a place is not bounded in time");
        assert!(of("S-7").contains("<coordinates>133.05,42.75 129.8,41.77</coordinates>"), "{}", of("S-7"));
        assert!(of("S-7").contains(r#"<Data name="quantity_low"><value>6600</value></Data>"#), "{}", of("S-7"));
        assert!(!of("S-7").contains("quantity_high"), "what is unknown has no value");
        assert!(of("P-3").contains("<Polygon>"), "{}", of("P-3"));
        assert_eq!(left_out, LeftOut { places: 1, visits: 1, shipments: 2 });
        assert!(text.contains("Left out for want of a position: 1 place, 1 visit and 2 shipments"), "{text}");
    }

    #[test]
    fn texts_are_clean_and_no_viewer_takes_them_for_html() {
        let (text, _) = written(&fixture::case());
        assert!(text.contains("청진 ‹Chongjin&gt;"), "{text}");
        assert!(text.contains("Восточный \u{FFFD}\u{202E}ميناء"), "{text}");
        assert!(text.contains("Berth &amp; oil"), "{text}");
        assert!(!text.contains("href") && !text.contains("<Icon") && !text.contains("NetworkLink"));
        let replaced = Cell::new(0);
        assert_eq!(
            super::text("a < b <img src=x> </p> <5\u{1}\u{FFFE}", &replaced),
            "a &lt; b ‹img src=x&gt; ‹/p&gt; &lt;5\u{FFFD}\u{FFFD}"
        );
        assert_eq!(replaced.get(), 2);
    }
}
