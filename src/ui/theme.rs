//! Style and fonts, from the figure's palette: one set of colours for screen and paper.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, Style,
    TextStyle, Theme, Ui, Visuals, vec2,
};

use crate::figure::fonts::PLEX;
use crate::figure::palette::{Ink, Palette, Role};
use crate::figure::scene::Face;

/// Size of a title.
pub const TITLE: f32 = 17.0;
/// Size of running text.
pub const BODY: f32 = 13.0;
/// Size of secondary text.
pub const SECONDARY: f32 = 12.5;
/// Size of captions and axis labels.
pub const CAPTION: f32 = 11.5;
/// Size of section labels in capitals.
pub const SECTION: f32 = 10.5;
/// Length of a movement, in seconds.
const MOTION: f32 = 0.1;
/// Height of a row in a list.
pub const ROW: f32 = 26.0;

/// The family name of a face.
fn family(face: Face) -> FontFamily {
    match face {
        Face::Regular => FontFamily::Proportional,
        Face::Medium => FontFamily::Name("medium".into()),
        Face::SemiBold => FontFamily::Name("semibold".into()),
        Face::Italic => FontFamily::Name("italic".into()),
        Face::Mono => FontFamily::Monospace,
    }
}

/// A font of the given face and size in points.
#[must_use]
pub fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, family(face))
}

/// Installs fonts and both styles. Called once, also by tests.
///
/// Letters that IBM Plex Sans lacks (Korean, Chinese, Japanese, Arabic …) come from the system's fonts, which the
/// windowing layer asks for when it meets one.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    for (theme, palette) in [(Theme::Light, Palette::Light), (Theme::Dark, Palette::Dark)] {
        ctx.set_style_of(theme, style(palette));
    }
}

fn fonts() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (face, bytes) in PLEX {
        let name = format!("plex-{face:?}");
        definitions.font_data.insert(name.clone(), Arc::new(FontData::from_static(bytes)));
        definitions.families.insert(family(face), vec![name]);
    }
    definitions
}

/// Lets things move by themselves, or not. The toolkit does not say what the system asks for.
pub fn set_motion(ctx: &Context, moves: bool) {
    ctx.all_styles_mut(|style| style.animation_time = if moves { MOTION } else { 0.0 });
}

/// The palette of the style in force.
#[must_use]
pub fn palette(visuals: &Visuals) -> Palette {
    if visuals.dark_mode { Palette::Dark } else { Palette::Light }
}

/// A colour by role in the style in force.
#[must_use]
pub fn colour(ui: &Ui, role: Role) -> Color32 {
    role_colour(palette(ui.visuals()), role)
}

/// An ink as the toolkit's colour.
#[must_use]
pub fn ink(palette: Palette, ink: Ink) -> Color32 {
    let ([r, g, b], alpha) = palette.resolve(ink);
    let opacity = (alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
    Color32::from_rgba_unmultiplied(r, g, b, opacity)
}

/// A role's colour as the toolkit's colour.
#[must_use]
pub fn role_colour(palette: Palette, role: Role) -> Color32 {
    let [r, g, b] = palette.colour(role).0;
    Color32::from_rgb(r, g, b)
}

fn style(palette: Palette) -> Style {
    let text_styles = [
        (TextStyle::Small, font(Face::Regular, CAPTION)),
        (TextStyle::Body, font(Face::Regular, BODY)),
        (TextStyle::Button, font(Face::Regular, BODY)),
        (TextStyle::Heading, font(Face::SemiBold, TITLE)),
        (TextStyle::Monospace, font(Face::Mono, 12.0)),
    ]
    .into();
    let mut style = Style { text_styles, animation_time: MOTION, ..Style::default() };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(32.0, ROW);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.combo_width = 120.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll.bar_width = 8.0;
    style.visuals = visuals(palette);
    style
}

fn visuals(palette: Palette) -> Visuals {
    let role = |role| role_colour(palette, role);
    let mut visuals = if palette == Palette::Dark { Visuals::dark() } else { Visuals::light() };
    let (text, secondary, accent) = (role(Role::Text), role(Role::Secondary), role(Role::Accent));
    visuals.panel_fill = role(Role::Window);
    visuals.window_fill = role(Role::Panel);
    visuals.window_stroke = Stroke::new(1.0, role(Role::Hairline));
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = role(Role::Panel);
    visuals.text_edit_bg_color = Some(role(Role::Raised));
    visuals.faint_bg_color = role(Role::Raised);
    visuals.code_bg_color = role(Role::Raised);
    visuals.hyperlink_color = accent;
    visuals.weak_text_color = Some(secondary);
    visuals.error_fg_color = role(Role::Against);
    visuals.warn_fg_color = role(Role::Assessed);
    visuals.selection.bg_fill = role(Role::Selection);
    visuals.selection.stroke = Stroke::new(1.0, text);
    visuals.striped = false;
    visuals.indent_has_left_vline = false;
    let shadow = Shadow {
        offset: [0, 4],
        blur: 18,
        spread: 0,
        color: Color32::from_black_alpha(if visuals.dark_mode { 110 } else { 36 }),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    let radius = CornerRadius::same(5);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, ink) in [
        (&mut widgets.noninteractive, role(Role::Panel), role(Role::Hairline), text),
        (&mut widgets.inactive, role(Role::Raised), role(Role::Hairline), text),
        (&mut widgets.hovered, role(Role::AccentTint), role(Role::Line), text),
        (&mut widgets.active, role(Role::Selection), accent, text),
        (&mut widgets.open, role(Role::AccentTint), role(Role::Line), text),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, ink);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
    visuals
}
