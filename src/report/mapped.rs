//! What of a case lies on a map, and how many there are without a position: those are counted, never put anywhere.
//!
//! Places have a position or an outline, visits are where their place is, shipments are lines between two such places.
//! Knows no format.

use super::choices::Choices;
use crate::base::id_set::IdSet;
use crate::base::text::count;
use crate::model::facts::Facts;
use crate::model::ids::PlaceId;
use crate::model::place::{Place, PlaceKind, Position};
use crate::model::shipment::Shipment;
use crate::model::visit::Visit;

/// Half way round the earth, in degrees of longitude.
const HALF: f64 = 180.0;

/// A point as longitude and latitude in degrees, in the order in which map formats write them.
pub type Point = [f64; 2];

/// How many there are without a place on the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LeftOut {
    /// Places with neither position nor outline.
    pub places: usize,
    /// Visits at a place whose position is not known.
    pub visits: usize,
    /// Shipments of which not both ends are at a place whose position is known; half-open ones among them.
    pub shipments: usize,
}

/// What lies on the map, each kind by id.
pub struct Mapped<'a> {
    /// Places with a position or an outline.
    pub places: Vec<&'a Place>,
    /// Visits, each with where it is drawn.
    pub visits: Vec<(&'a Visit, Spot)>,
    /// Shipments from where they were loaded to where they were discharged.
    pub shipments: Vec<(&'a Shipment, [Spot; 2])>,
    /// What is not on it.
    pub left_out: LeftOut,
}

/// A position with the place that gives it: a berth without one of its own is drawn where its port is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    /// Where.
    pub position: Position,
    /// The place that has this position.
    pub of: PlaceId,
}

impl LeftOut {
    /// What a reader should know, as a sentence; none if nothing is left out.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let named = [(self.places, "place"), (self.visits, "visit"), (self.shipments, "shipment")];
        let some: Vec<String> = named.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(n, word)).collect();
        (!some.is_empty()).then(|| {
            let all = crate::model::naming::list(&some);
            format!("Left out for want of a position: {all}; a shipment needs one at both ends")
        })
    }
}

impl<'a> Mapped<'a> {
    /// Gathers what the choices show. The places of visits that are shown are shown as well.
    #[must_use]
    pub fn of(facts: &'a Facts, choices: &Choices) -> Self {
        let mut mapped =
            Self { places: Vec::new(), visits: Vec::new(), shipments: Vec::new(), left_out: LeftOut::default() };
        let mut called_at = IdSet::default();
        for visit in facts.visits.iter().filter(|row| choices.shows(row.id)) {
            called_at.insert(visit.place.0);
            match spot(facts, visit.place) {
                Some(spot) => mapped.visits.push((visit, spot)),
                None => mapped.left_out.visits += 1,
            }
        }
        for place in facts.places.iter().filter(|row| choices.shows(row.id) || called_at.contains(row.id.0)) {
            if place.position.is_some() || ring(&place.outline).is_some() {
                mapped.places.push(place);
            } else {
                mapped.left_out.places += 1;
            }
        }
        let mut shipments: Vec<&Shipment> = facts.shipments.iter().filter(|row| choices.shows(row.id)).collect();
        shipments.sort_by_key(|row| (row.number, row.id));
        for shipment in shipments {
            let end = |visit| spot(facts, facts.visits.get(visit?)?.place);
            match (end(shipment.loading), end(shipment.discharge)) {
                (Some(from), Some(to)) => mapped.shipments.push((shipment, [from, to])),
                _ => mapped.left_out.shipments += 1,
            }
        }
        mapped
    }
}

/// Where a place is: its own position, or the nearest one around it. An area around it says nothing of where in it.
fn spot(facts: &Facts, place: PlaceId) -> Option<Spot> {
    let mut around = facts.places_around(place).take_while(|row| row.kind != PlaceKind::Area || row.id == place);
    around.find_map(|row| row.position.map(|position| Spot { position, of: row.id }))
}

/// The outline of a place as closed rings, each counterclockwise and on one side of the antimeridian (RFC 7946, 3.1.6
/// and 3.1.9); none if it has fewer than three corners.
#[must_use]
pub fn outline(place: &Place) -> Option<Vec<Vec<Point>>> {
    let ring = ring(&place.outline)?;
    let east = ring.iter().map(|point| point[0]).fold(f64::NEG_INFINITY, f64::max);
    let west = ring.iter().map(|point| point[0]).fold(f64::INFINITY, f64::min);
    // Around a pole there is no side to cut at; such a ring stays as it was drawn.
    if east - west >= 2.0 * HALF || (west >= -HALF && east <= HALF) {
        let plain = ring.iter().map(|point| [back(point[0]), point[1]]).collect();
        return Some(vec![closed(plain)]);
    }
    let edge = if east > HALF { HALF } else { -HALF };
    let inside = clipped(&ring, |lon| (edge - lon) * edge.signum() >= 0.0, edge);
    let outside = clipped(&ring, |lon| (lon - edge) * edge.signum() >= 0.0, edge);
    let moved = outside.into_iter().map(|[lon, lat]| [lon - 2.0 * edge, lat]).collect();
    Some([inside, moved].into_iter().filter(|ring: &Vec<Point>| ring.len() > 2).map(closed).collect())
}

/// A straight line between two positions, in two parts if the shorter way crosses the antimeridian.
#[must_use]
pub fn line(from: Position, to: Position) -> Vec<Vec<Point>> {
    let (a, b) = (point(from), point(to));
    let ahead = b[0] - a[0];
    if ahead.abs() <= HALF {
        return vec![vec![a, b]];
    }
    // The same line with its end counted on beyond the edge that it crosses.
    let edge = if ahead < 0.0 { HALF } else { -HALF };
    let on = b[0] + 2.0 * edge;
    if a[0] == edge {
        return vec![vec![[-edge, a[1]], b]];
    }
    if on == edge {
        return vec![vec![a, [edge, b[1]]]];
    }
    let lat = crossing(a, [on, b[1]], edge);
    vec![vec![a, [edge, lat]], vec![[-edge, lat], b]]
}

/// A position in the order of map formats.
#[must_use]
pub fn point(at: Position) -> Point {
    [at.lon(), at.lat()]
}

/// The corners counterclockwise, each counted on from the one before, so that none is half the earth away from it.
fn ring(outline: &[Position]) -> Option<Vec<Point>> {
    let mut corners: Vec<Point> = Vec::with_capacity(outline.len());
    for at in outline {
        let [mut lon, lat] = point(*at);
        if let Some([before, _]) = corners.last() {
            while lon - before > HALF {
                lon -= 2.0 * HALF;
            }
            while before - lon > HALF {
                lon += 2.0 * HALF;
            }
        }
        corners.push([lon, lat]);
    }
    corners.dedup();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    if corners.len() < 3 {
        return None;
    }
    let next = corners.iter().cycle().skip(1);
    let twice: f64 = corners.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
    if twice < 0.0 {
        corners.reverse();
    }
    Some(corners)
}

/// What of a ring lies on one side of a meridian, after Sutherland and Hodgman (1974).
fn clipped(ring: &[Point], keeps: impl Fn(f64) -> bool, edge: f64) -> Vec<Point> {
    let mut kept = Vec::new();
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if keeps(a[0]) {
            kept.push(*a);
        }
        if a[0] != edge && b[0] != edge && keeps(a[0]) != keeps(b[0]) {
            kept.push([edge, crossing(*a, *b, edge)]);
        }
    }
    kept
}

/// The latitude at which a line crosses a meridian, to a ten-millionth of a degree, which is a centimetre.
fn crossing(a: Point, b: Point, edge: f64) -> f64 {
    let lat = a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0]);
    (lat * 1e7).round() / 1e7
}

/// A longitude counted from -180 to 180 again.
fn back(lon: f64) -> f64 {
    if lon > HALF {
        lon - 2.0 * HALF
    } else if lon < -HALF {
        lon + 2.0 * HALF
    } else {
        lon
    }
}

fn closed(mut ring: Vec<Point>) -> Vec<Point> {
    ring.extend(ring.first().copied());
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lat, lon).expect("on the globe")
    }

    fn area(corners: &[(f64, f64)]) -> Option<Vec<Vec<Point>>> {
        let mut place = Place::named(PlaceId::new(1), "area");
        place.outline = corners.iter().map(|(lon, lat)| at(*lon, *lat)).collect();
        outline(&place)
    }

    #[test]
    fn a_line_takes_the_shorter_way_and_is_cut_where_the_date_changes() {
        assert_eq!(line(at(133.0, 42.7), at(129.8, 41.8)), [[[133.0, 42.7], [129.8, 41.8]]]);
        let cut = line(at(170.0, 10.0), at(-170.0, 20.0));
        assert_eq!(cut, [[[170.0, 10.0], [180.0, 15.0]], [[-180.0, 15.0], [-170.0, 20.0]]]);
        let cut = line(at(-170.0, 20.0), at(170.0, 10.0));
        assert_eq!(cut, [[[-170.0, 20.0], [-180.0, 15.0]], [[180.0, 15.0], [170.0, 10.0]]]);
        assert_eq!(line(at(180.0, 1.0), at(-170.0, 2.0)), [[[-180.0, 1.0], [-170.0, 2.0]]]);
        assert_eq!(line(at(-170.0, 2.0), at(180.0, 1.0)), [[[-170.0, 2.0], [-180.0, 1.0]]]);
    }

    #[test]
    fn an_outline_is_closed_and_counterclockwise_whichever_way_it_was_drawn() {
        let expected = [[[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [0.0, 0.0]]];
        assert_eq!(area(&[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)]).expect("a ring"), expected);
        let backwards = area(&[(2.0, 1.0), (2.0, 0.0), (0.0, 0.0), (2.0, 1.0)]).expect("a ring");
        assert_eq!(backwards, expected);
        assert_eq!(area(&[(0.0, 0.0), (2.0, 0.0)]), None);
        assert_eq!(area(&[(0.0, 0.0), (2.0, 0.0), (0.0, 0.0)]), None, "no area");
    }

    #[test]
    fn an_outline_over_the_antimeridian_becomes_two() {
        let cut = area(&[(179.0, 0.0), (-179.0, 0.0), (-179.0, 2.0), (179.0, 2.0)]).expect("rings");
        let west = vec![[179.0, 0.0], [180.0, 0.0], [180.0, 2.0], [179.0, 2.0], [179.0, 0.0]];
        let east = vec![[-180.0, 0.0], [-179.0, 0.0], [-179.0, 2.0], [-180.0, 2.0], [-180.0, 0.0]];
        assert_eq!(cut, [west.clone(), east.clone()]);
        let from_the_east = area(&[(-179.0, 0.0), (-179.0, 2.0), (179.0, 2.0), (179.0, 0.0)]).expect("rings");
        let mut lons: Vec<f64> = from_the_east.iter().flatten().map(|point| point[0]).collect();
        lons.sort_by(f64::total_cmp);
        let mut expected: Vec<f64> = [west, east].into_iter().flatten().map(|point| point[0]).collect();
        expected.sort_by(f64::total_cmp);
        assert_eq!((from_the_east.len(), lons.first(), lons.last()), (2, expected.first(), expected.last()));
        let touching = area(&[(178.0, 0.0), (180.0, 0.0), (180.0, 1.0)]).expect("one ring");
        assert_eq!(touching.len(), 1);
    }

    #[test]
    fn what_is_left_out_is_said_in_a_sentence() {
        assert_eq!(LeftOut::default().sentence(), None);
        let some = LeftOut { places: 0, visits: 3, shipments: 1 };
        let said = "Left out for want of a position: 3 visits and 1 shipment; a shipment needs one at both ends";
        assert_eq!(some.sentence().as_deref(), Some(said));
    }
}
