//! Paints a scene of the figure layer with the toolkit: flat rectangles in one mesh, the rest shape by shape.

use egui::epaint::{CubicBezierShape, Mesh, PathShape, RectShape, TextShape};
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::figure::palette::Palette;
use crate::figure::scene::{self, Align, Dash, Scene};
use crate::ui::theme;

/// Paints `scene` with its top left at `origin`, cut off outside `clip`.
pub fn paint(ui: &Ui, scene: &Scene, origin: Pos2, clip: Rect) {
    let palette = theme::palette(ui.visuals());
    let mut canvas = Canvas {
        ui,
        palette,
        offset: origin.to_vec2(),
        painter: ui.painter().with_clip_rect(clip),
        outer: clip,
        mesh: Mesh::default(),
        shapes: Vec::new(),
    };
    for shape in &scene.shapes {
        canvas.shape(shape);
    }
    canvas.flush();
}

struct Canvas<'a> {
    ui: &'a Ui,
    palette: Palette,
    offset: Vec2,
    painter: Painter,
    outer: Rect,
    mesh: Mesh,
    shapes: Vec<Shape>,
}

impl Canvas<'_> {
    fn at(&self, point: scene::Point) -> Pos2 {
        pos2(point.x, point.y) + self.offset
    }

    fn rect(&self, rect: scene::Rect) -> Rect {
        Rect::from_min_max(pos2(rect.left, rect.top), pos2(rect.right, rect.bottom)).translate(self.offset)
    }

    /// Shapes wait behind the mesh of flat rectangles that came before them, so that paint order holds.
    fn push(&mut self, shape: Shape) {
        if !self.mesh.is_empty() {
            self.shapes.push(Shape::mesh(std::mem::take(&mut self.mesh)));
        }
        self.shapes.push(shape);
    }

    fn flush(&mut self) {
        if !self.mesh.is_empty() {
            self.shapes.push(Shape::mesh(std::mem::take(&mut self.mesh)));
        }
        self.painter.extend(std::mem::take(&mut self.shapes));
    }

    fn shape(&mut self, shape: &scene::Shape) {
        match shape {
            scene::Shape::Rect { rect, radius, fill, stroke } => self.rectangle(*rect, *radius, *fill, *stroke),
            scene::Shape::Fade { rect, ink, left, right } => {
                let rect = self.rect(*rect);
                let shade = |opacity: f32| theme::ink(self.palette, ink.faded(ink.alpha * opacity));
                gradient(&mut self.mesh, rect, shade(*left), shade(*right));
            }
            scene::Shape::Line { from, to, stroke } => {
                let points = vec![self.at(*from), self.at(*to)];
                self.line(points, *stroke);
            }
            scene::Shape::Curve { points, stroke, arrow } => {
                let points = points.map(|point| self.at(point));
                let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, Stroke::NONE);
                self.line(curve.flatten(Some(0.3)), *stroke);
                if *arrow {
                    self.arrow(points[2], points[3], theme::ink(self.palette, stroke.ink));
                }
            }
            scene::Shape::Polygon { points, fill } => {
                let points = points.iter().map(|point| self.at(*point)).collect();
                let fill = theme::ink(self.palette, *fill);
                self.push(Shape::Path(PathShape::convex_polygon(points, fill, Stroke::NONE)));
            }
            scene::Shape::Circle { centre, radius, fill, stroke } => {
                let centre = self.at(*centre);
                if let Some(fill) = fill {
                    let fill = theme::ink(self.palette, *fill);
                    self.push(Shape::circle_filled(centre, *radius, fill));
                }
                if let Some(stroke) = stroke {
                    let stroke = self.stroke(*stroke);
                    self.push(Shape::circle_stroke(centre, *radius, stroke));
                }
            }
            scene::Shape::Text { at, text, size, face, ink, align, max_width } => {
                let mut job = LayoutJob::simple_singleline(
                    text.clone(),
                    theme::font(*face, *size),
                    theme::ink(self.palette, *ink),
                );
                job.wrap = TextWrapping::truncate_at_width(*max_width);
                let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
                let at = self.at(*at);
                let left = match align {
                    Align::Left => at.x,
                    Align::Centre => at.x - galley.size().x / 2.0,
                    Align::Right => at.x - galley.size().x,
                };
                let top = at.y - galley.size().y / 2.0;
                self.push(Shape::Text(TextShape::new(pos2(left, top), galley, Color32::PLACEHOLDER)));
            }
            scene::Shape::Clip(rect) => {
                self.flush();
                let clip = self.rect(*rect).intersect(self.outer);
                self.painter = self.painter.with_clip_rect(clip);
            }
            scene::Shape::Unclip => {
                self.flush();
                self.painter.set_clip_rect(self.outer);
            }
        }
    }

    fn rectangle(
        &mut self,
        rect: scene::Rect,
        radius: f32,
        fill: Option<crate::figure::palette::Ink>,
        stroke: Option<scene::Stroke>,
    ) {
        let rect = self.rect(rect);
        let colour = fill.map_or(Color32::TRANSPARENT, |fill| theme::ink(self.palette, fill));
        match stroke {
            // The commonest shape by far goes into the mesh and past path tessellation.
            None if radius < 0.5 || rect.width() < 2.0 * radius => {
                gradient(&mut self.mesh, rect, colour, colour);
            }
            None => self.push(Shape::Rect(RectShape::filled(rect, radius, colour))),
            Some(line) if line.dash == Dash::Solid => {
                let line = self.stroke(line);
                self.push(Shape::Rect(RectShape::new(rect, radius, colour, line, StrokeKind::Middle)));
            }
            Some(line) => {
                if fill.is_some() {
                    self.push(Shape::Rect(RectShape::filled(rect, radius, colour)));
                }
                self.line(outline(rect, radius), line);
            }
        }
    }

    fn stroke(&self, stroke: scene::Stroke) -> Stroke {
        Stroke::new(stroke.width, theme::ink(self.palette, stroke.ink))
    }

    fn line(&mut self, points: Vec<Pos2>, stroke: scene::Stroke) {
        let line = self.stroke(stroke);
        match stroke.dash.pattern() {
            None => self.push(Shape::line(points, line)),
            Some((on, off)) => {
                for dash in Shape::dashed_line(&points, line, on, off) {
                    self.push(dash);
                }
            }
        }
    }

    fn arrow(&mut self, before: Pos2, tip: Pos2, colour: Color32) {
        let direction = (tip - before).normalized();
        let direction = if direction.is_finite() && direction != Vec2::ZERO { direction } else { vec2(1.0, 0.0) };
        let side = direction.rot90() * 3.5;
        let back = tip - direction * 7.0;
        self.push(Shape::convex_polygon(vec![tip, back + side, back - side], colour, Stroke::NONE));
    }
}

/// Two triangles whose colour runs from left to right.
fn gradient(mesh: &mut Mesh, rect: Rect, left: Color32, right: Color32) {
    let first = mesh.vertices.len() as u32;
    mesh.colored_vertex(rect.left_top(), left);
    mesh.colored_vertex(rect.right_top(), right);
    mesh.colored_vertex(rect.right_bottom(), right);
    mesh.colored_vertex(rect.left_bottom(), left);
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

/// The outline of a rounded rectangle as a closed line, for dashes.
fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    let corners = [
        (pos2(rect.right() - radius, rect.top() + radius), -90.0_f32),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 90.0),
        (pos2(rect.left() + radius, rect.top() + radius), 180.0),
    ];
    let mut points = Vec::with_capacity(17);
    for (centre, start) in corners {
        for step in 0..4_u8 {
            let angle = (start + 30.0 * f32::from(step)).to_radians();
            points.push(centre + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    points.push(points[0]);
    points
}
