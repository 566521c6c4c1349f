//! Colours by role, in light, dark and print; chosen so that the colour-blind can tell them apart.

use serde::{Deserialize, Serialize};

use crate::model::tag::Colour;

/// What a colour is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Behind everything.
    Window,
    /// Panels and cards.
    Panel,
    /// Raised rows and headers.
    Raised,
    /// Hairlines.
    Hairline,
    /// Stronger lines.
    Line,
    /// Grid of the time axis.
    Grid,
    /// Text.
    Text,
    /// Secondary text.
    Secondary,
    /// Text that may be missed.
    Faint,
    /// The one accent.
    Accent,
    /// Tint of the accent.
    AccentTint,
    /// Selected rows.
    Selection,
    /// Loading.
    Loading,
    /// Discharging.
    Discharging,
    /// Containers and other cargo.
    Containers,
    /// Bunkering.
    Bunkering,
    /// Waiting.
    Waiting,
    /// Not known.
    Unknown,
    /// The cap, a lost hedge, a reason against.
    Against,
    /// Assessed by others.
    Assessed,
}

/// A colour by role or by value, with an opacity.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ink {
    /// The colour.
    pub tone: Tone,
    /// Opacity, 0 to 1.
    pub alpha: f32,
}

/// A colour by role, resolved by a [`Palette`], or by value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Tone {
    /// By role.
    Role(Role),
    /// By value, as a tag's.
    Fixed(Colour),
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self { tone: Tone::Role(role), alpha: 1.0 }
    }
}

impl From<Colour> for Ink {
    fn from(colour: Colour) -> Self {
        Self { tone: Tone::Fixed(colour), alpha: 1.0 }
    }
}

impl Ink {
    /// The same colour with another opacity.
    #[must_use]
    pub fn faded(self, alpha: f32) -> Self {
        Self { alpha, ..self }
    }
}

/// Which set of colours.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Palette {
    /// Light.
    #[default]
    Light,
    /// Dark.
    Dark,
    /// Paper: light, on white.
    Print,
}

impl Palette {
    /// The colour of a role.
    #[must_use]
    pub fn colour(self, role: Role) -> Colour {
        let (light, dark) = pair(role);
        let rgb = match (self, role) {
            (Self::Print, Role::Window | Role::Panel | Role::Raised) => 0x00FF_FFFF,
            (Self::Light | Self::Print, _) => light,
            (Self::Dark, _) => dark,
        };
        let [_, r, g, b] = u32::to_be_bytes(rgb);
        Colour([r, g, b])
    }

    /// Red, green, blue and opacity of an ink.
    #[must_use]
    pub fn resolve(self, ink: Ink) -> ([u8; 3], f32) {
        let colour = match ink.tone {
            Tone::Role(role) => self.colour(role),
            Tone::Fixed(colour) => colour,
        };
        (colour.0, ink.alpha)
    }
}

fn pair(role: Role) -> (u32, u32) {
    match role {
        Role::Window => (0x00F3_F5F7, 0x0011_151A),
        Role::Panel => (0x00FF_FFFF, 0x0018_1D23),
        Role::Raised => (0x00F8_F9FB, 0x001E_242B),
        Role::Hairline => (0x00E2_E6EB, 0x0029_313A),
        Role::Line => (0x00CB_D2DA, 0x003A_444F),
        Role::Grid => (0x00ED_F0F3, 0x0020_262D),
        Role::Text => (0x001C_2530, 0x00E5_EAF0),
        Role::Secondary => (0x005A_6675, 0x009A_A6B4),
        Role::Faint => (0x008A_95A3, 0x006C_7886),
        Role::Accent => (0x000E_6F86, 0x0053_B6CB),
        Role::AccentTint => (0x00E3_F1F4, 0x0017_3038),
        Role::Selection => (0x00D6_ECF1, 0x001D_3D47),
        Role::Loading => (0x0026_73B8, 0x005A_A5E0),
        Role::Discharging => (0x00C8_702A, 0x00E3_9A54),
        Role::Containers => (0x007A_56B3, 0x00A9_8BE0),
        Role::Bunkering => (0x0000_9E73, 0x0044_C19E),
        Role::Waiting => (0x006B_7683, 0x0094_A0AD),
        Role::Unknown => (0x0090_99A4, 0x0073_7E8A),
        Role::Against => (0x00B3_261E, 0x00F2_857C),
        Role::Assessed => (0x00B5_8900, 0x00D9_B24A),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Colour) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = colour.0.map(channel);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_passes_wcag_aa_on_every_surface() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            for text in [Role::Text, Role::Secondary, Role::Accent, Role::Against] {
                for surface in [Role::Window, Role::Panel, Role::Raised] {
                    let ratio = contrast(palette.colour(text), palette.colour(surface));
                    assert!(ratio >= 4.5, "{text:?} on {surface:?} in {palette:?}: {ratio:.2}");
                }
            }
        }
    }
}
