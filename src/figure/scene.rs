//! What a picture consists of: shapes in points from the top left, in paint order, and what lies where.

use super::palette::Ink;
use crate::model::ids::EntityRef;

/// A point: x to the right, y down, in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// An axis-parallel rectangle; `left <= right`, `top <= bottom`.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Rect {
    /// Width.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Whether the point lies inside; left and top edges belong to it, right and bottom do not.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        self.left <= point.x && point.x < self.right && self.top <= point.y && point.y < self.bottom
    }
}

/// How a line is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Long dashes (6 on, 3 off): likely.
    Long,
    /// Dots (1.5 on, 2.5 off): appears.
    Dots,
    /// Sparse dots (1.5 on, 5 off): alleged.
    Sparse,
}

impl Dash {
    /// Lengths in points of the drawn and the left-out part; none if unbroken.
    #[must_use]
    pub fn pattern(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Long => Some((6.0, 3.0)),
            Self::Dots => Some((1.5, 2.5)),
            Self::Sparse => Some((1.5, 5.0)),
        }
    }
}

/// A line's width, ink and dash.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Ink.
    pub ink: Ink,
    /// Dash.
    pub dash: Dash,
}

/// Where a text's position lies in relation to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// The text begins there.
    #[default]
    Left,
    /// The text is centred there.
    Centre,
    /// The text ends there.
    Right,
}

/// Weight and slant of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Face {
    /// Regular.
    #[default]
    Regular,
    /// Medium.
    Medium,
    /// Semi-bold.
    SemiBold,
    /// Italic.
    Italic,
    /// Monospaced.
    Mono,
}

/// One shape.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners.
        radius: f32,
        /// Fill.
        fill: Option<Ink>,
        /// Outline, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A rectangle whose ink runs evenly from one opacity at the left to another at the right.
    Fade {
        /// Where.
        rect: Rect,
        /// Ink; its own opacity multiplies both.
        ink: Ink,
        /// Opacity at the left edge, 0 to 1.
        left: f32,
        /// Opacity at the right edge, 0 to 1.
        right: f32,
    },
    /// A straight line.
    Line {
        /// From.
        from: Point,
        /// To.
        to: Point,
        /// Stroke.
        stroke: Stroke,
    },
    /// A cubic curve, with an arrow head at its end if asked.
    Curve {
        /// Start, two control points, end.
        points: [Point; 4],
        /// Stroke.
        stroke: Stroke,
        /// Whether an arrow head ends it.
        arrow: bool,
    },
    /// A filled polygon.
    Polygon {
        /// Corners.
        points: Vec<Point>,
        /// Fill.
        fill: Ink,
    },
    /// A circle.
    Circle {
        /// Centre.
        centre: Point,
        /// Radius.
        radius: f32,
        /// Fill.
        fill: Option<Ink>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// Baseline-independent position: x by `align`, y is the vertical middle of the line.
        at: Point,
        /// The text, cut with … where it is wider than `max_width`.
        text: String,
        /// Size in points.
        size: f32,
        /// Face.
        face: Face,
        /// Ink.
        ink: Ink,
        /// Which end `at` is.
        align: Align,
        /// Room in points; the painter cuts what does not fit.
        max_width: f32,
    },
    /// Everything until the matching [`Shape::Unclip`] is cut off outside this rectangle. May be nested once.
    Clip(Rect),
    /// Ends the clip.
    Unclip,
}

/// What lies somewhere in a picture and can be pointed at.
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// An entity of the case.
    Entity(EntityRef),
    /// A run of visits too short to be told apart.
    Fold {
        /// The lane's index in the layout.
        lane: usize,
        /// First second of the run.
        from: i64,
        /// Second after its last.
        to: i64,
        /// Number of visits.
        count: usize,
    },
    /// The header of a lane or group, by its index in the layout.
    Lane(usize),
}

/// Something that can be pointed at, and where.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// What it is.
    pub item: Item,
    /// Where it can be clicked.
    pub rect: Rect,
    /// Its accessible name: `V-3 Tanker 3 at Vostochny, loading, appears, 7 to 22 March 2024`.
    pub label: String,
}

/// A curve that can be pointed at along its whole length; too thin for a rectangle.
///
/// The same item has one [`Hit`] too, at the curve's middle or its open end, which carries its accessible name.
#[derive(Clone, PartialEq, Debug)]
pub struct CurveHit {
    /// What it is.
    pub item: Item,
    /// Start, two control points, end.
    pub points: [Point; 4],
}

/// A picture.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Shapes in paint order.
    pub shapes: Vec<Shape>,
    /// What lies where, in paint order: of two that overlap the later is on top.
    pub hits: Vec<Hit>,
    /// Curves that can be pointed at; [`Scene::curve_at`] finds the nearest.
    pub curves: Vec<CurveHit>,
}
