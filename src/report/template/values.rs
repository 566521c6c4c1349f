//! Values of a style file: each says of a wrong one what it is and what can be written instead.

use serde::Deserialize;
use toml::Value;

use super::look::{Paper, Rgb};
use super::margin_text::{NAMES, unknown_name};
use crate::report::build::{TEMPLATES, Template};

/// Most letters of a text.
const LONGEST: usize = 200;

/// A value as it was written, for whoever has to find it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{text}”"),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Datetime(_) => "a date".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}

fn between(value: &Value, least: f64, most: f64, what: &str) -> Result<f64, String> {
    let number = match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    };
    let fits = number.filter(|number| (least..=most).contains(number));
    fits.ok_or_else(|| format!("{} is no {what}; write a number from {least} to {most}", shown(value)))
}

fn line_of_text(value: &Value, what: &str) -> Result<String, String> {
    let text = value.as_str().filter(|text| text.chars().count() <= LONGEST && !text.contains(char::is_control));
    text.map(str::to_owned)
        .ok_or_else(|| format!("{} is no {what}; write a line of at most {LONGEST} letters in quotes", shown(value)))
}

/// A line of text that is not empty.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Text(pub String);

impl TryFrom<Value> for Text {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let text = line_of_text(&value, "name")?;
        if text.trim().is_empty() {
            Err("this is empty; write a name, or leave the key out".to_owned())
        } else {
            Ok(Self(text))
        }
    }
}

/// What stands in a margin.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct MarginText(pub String);

impl TryFrom<Value> for MarginText {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let text = line_of_text(&value, "text")?;
        match unknown_name(&text) {
            Some(name) => Err(format!("{name} stands for nothing; there are {}", NAMES.join(", "))),
            None => Ok(Self(text)),
        }
    }
}

/// Which of the four.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Like(pub Template);

impl TryFrom<Value> for Like {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let found = TEMPLATES.into_iter().find(|template| value.as_str() == Some(template.key()));
        found.map(Self).ok_or_else(|| format!("{} is none of panel, brief, draft and memo", shown(&value)))
    }
}

/// The code of a language.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Language(pub String);

impl TryFrom<Value> for Language {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let is_code = |code: &&str| (2..=3).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_lowercase());
        let found = value.as_str().filter(is_code);
        found.map(|code| Self(code.to_owned())).ok_or_else(|| {
            format!("{} is no language; write its code of two or three letters, as “en” or “ko”", shown(&value))
        })
    }
}

/// A paper.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Sheet(pub Paper);

impl TryFrom<Value> for Sheet {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let found = Paper::ALL.into_iter().find(|paper| value.as_str() == Some(paper.key()));
        found.map(Self).ok_or_else(|| format!("{} is no paper; there are a4, a5, letter and legal", shown(&value)))
    }
}

/// A colour.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Colour(pub Rgb);

impl TryFrom<Value> for Colour {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let found = value.as_str().and_then(Rgb::parse);
        found.map(Self).ok_or_else(|| format!("{} is no colour; write it as “#0e6f86”", shown(&value)))
    }
}

/// A size of letters in points.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Points(pub f64);

impl TryFrom<Value> for Points {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        between(&value, 6.0, 24.0, "size in points").map(Self)
    }
}

/// A margin in millimetres.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Millimetres(pub f64);

impl TryFrom<Value> for Millimetres {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        between(&value, 8.0, 100.0, "margin in millimetres").map(Self)
    }
}

/// Room between lines, as a part of the size.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Leading(pub f64);

impl TryFrom<Value> for Leading {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        between(&value, 0.3, 2.0, "room between lines").map(Self)
    }
}

/// From line to line, as a multiple of the usual.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Line(pub f64);

impl TryFrom<Value> for Line {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        between(&value, 0.8, 3.0, "distance of lines").map(Self)
    }
}
