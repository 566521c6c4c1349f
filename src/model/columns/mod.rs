//! Each kind as a table: its columns, what stands in a cell, how that sorts, and what typing into it changes.
//!
//! One definition serves the table in the window, what is copied from it, and files of comma-separated values. Columns
//! are plain data by type of row; [`Sheet`] is the table of a kind where the type is not known. [`order`] sorts rows,
//! [`change`] makes commands of what was typed.

pub mod change;
pub mod order;
pub mod value;

mod claim;
mod document;
mod evidence;
mod place;
mod regime;
mod shipment;
mod vessel;
mod visit;

use super::entity::Entity;
use super::facts::Facts;
use super::grading::{CONFIDENCES, Confidence, HEDGES, Hedge, LIKELIHOODS, Likelihood};
use super::ids::{EntityKind, Id, Kind};
use super::reading::NOT_JUDGED;
use crate::base::table::{Row, Table};

pub use self::shipment::{exhibits as shipment_exhibits, set_quantity};
pub use self::value::Value;

/// The kinds that have a table, in the order they are offered.
pub const KINDS: [EntityKind; 13] = [
    EntityKind::Visit,
    EntityKind::Shipment,
    EntityKind::Vessel,
    EntityKind::Place,
    EntityKind::Exhibit,
    EntityKind::Source,
    EntityKind::Sighting,
    EntityKind::Claim,
    EntityKind::Event,
    EntityKind::Finding,
    EntityKind::Regime,
    EntityKind::Declaration,
    EntityKind::Tag,
];

/// A word that can be written into a cell, and what it means if the word alone does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The word.
    pub word: &'static str,
    /// What it means; empty if the word says it.
    pub meaning: &'static str,
}

/// What is written into a cell.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// One line of text.
    Line,
    /// Several lines of text.
    Lines,
    /// A date in EDTF or in words.
    Date,
    /// One of a few words.
    Words(fn() -> Vec<Choice>),
    /// The name of an entity of a kind.
    Name(EntityKind),
}

/// How the cells of a column are changed.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    /// The field in the user's words, as the journal has it: “first seen”.
    pub field: &'static str,
    /// What is written.
    pub form: Form,
    /// Whether it is offered for several entities at once: what they can well have in common.
    pub shared: bool,
}

/// What is known of a column without its cells.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in files and settings; never changes.
    pub name: &'static str,
    /// Its heading on screen.
    pub heading: &'static str,
    /// Its width at first, in points.
    pub width: f32,
    /// Whether it is shown before somebody chooses.
    pub shown: bool,
    /// Whether it stands in files.
    pub filed: bool,
    /// Whether it holds numbers, which stand at the right.
    pub numbers: bool,
    /// Other kinds whose changes may change its cells.
    pub follows: &'static [EntityKind],
    /// How its cells are changed; none if they are not.
    pub edit: Option<Edit>,
}

/// What a cell shows, of a row in its case.
type Shows<T> = for<'a> fn(&'a Facts, &'a T) -> Value<'a>;
/// The text that an editor begins with.
type Text<T> = fn(&Facts, &T) -> String;
/// Writes a text into a row, or says what is wrong with it.
type Set<T> = fn(&Facts, &mut T, &str) -> Result<(), String>;

/// How a cell is read and written.
enum Cell<T> {
    /// As it is computed from the row and read from what is typed.
    Read(Text<T>, Set<T>),
    /// It is a text of the row; the last says whether spaces around it count.
    Field(fn(&T) -> &String, fn(&mut T) -> &mut String, Spaces),
}

/// Whether spaces around a text are part of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    Dropped,
    Kept,
}

/// A column of rows of a type.
pub struct Typed<T> {
    column: Column,
    shows: Shows<T>,
    /// What a file has, where that is not what is shown.
    files: Option<Shows<T>>,
    cell: Option<Cell<T>>,
}

impl<T> Typed<T> {
    /// A column that is shown and filed.
    const fn new(name: &'static str, heading: &'static str, width: f32, shows: Shows<T>) -> Self {
        let column =
            Column { name, heading, width, shown: true, filed: true, numbers: false, follows: &[], edit: None };
        Self { column, shows, files: None, cell: None }
    }

    /// Only shown when it is chosen.
    const fn hidden(mut self) -> Self {
        self.column.shown = false;
        self
    }

    /// On screen only: a file has it in other columns, or not at all.
    const fn unfiled(mut self) -> Self {
        self.column.filed = false;
        self
    }

    /// What a file has instead of what is shown.
    const fn files(mut self, files: Shows<T>) -> Self {
        self.files = Some(files);
        self
    }

    const fn numbers(mut self) -> Self {
        self.column.numbers = true;
        self
    }

    const fn follows(mut self, kinds: &'static [EntityKind]) -> Self {
        self.column.follows = kinds;
        self
    }

    /// Its cells are changed: by what is typed, which begins as what `text` gives and is read by `set`.
    const fn edit(self, field: &'static str, form: Form, text: Text<T>, set: Set<T>) -> Self {
        self.cell(Edit { field, form, shared: false }, Cell::Read(text, set))
    }

    /// Its cells are a line of text of the row.
    const fn line(self, field: &'static str, get: fn(&T) -> &String, put: fn(&mut T) -> &mut String) -> Self {
        self.cell(Edit { field, form: Form::Line, shared: false }, Cell::Field(get, put, Spaces::Dropped))
    }

    /// Its cells are several lines of text of the row, to the letter.
    const fn lines(self, field: &'static str, get: fn(&T) -> &String, put: fn(&mut T) -> &mut String) -> Self {
        self.cell(Edit { field, form: Form::Lines, shared: false }, Cell::Field(get, put, Spaces::Kept))
    }

    const fn cell(self, edit: Edit, cell: Cell<T>) -> Self {
        let Self { column, shows, files, .. } = self;
        Self { column: Column { edit: Some(edit), ..column }, shows, files, cell: Some(cell) }
    }

    /// Offered also for several entities at once.
    const fn shared(mut self) -> Self {
        if let Some(edit) = &mut self.column.edit {
            edit.shared = true;
        }
        self
    }
}

/// A word of each of `all`.
fn choices<V: Copy>(all: &[V], word: impl Fn(V) -> &'static str) -> Vec<Choice> {
    all.iter().map(|value| Choice { word: word(*value), meaning: "" }).collect()
}

/// A judgement that may be left open.
fn judgements<V: Copy>(all: &[V], word: impl Fn(V) -> &'static str) -> Vec<Choice> {
    let open = Choice { word: NOT_JUDGED, meaning: "" };
    std::iter::once(open).chain(choices(all, word)).collect()
}

const HEDGE: Form = Form::Words(|| choices(&HEDGES, Hedge::word));
const LIKELIHOOD: Form = Form::Words(|| judgements(&LIKELIHOODS, Likelihood::word));
const CONFIDENCE: Form = Form::Words(|| judgements(&CONFIDENCES, Confidence::word));

fn likelihood(value: Option<Likelihood>) -> Value<'static> {
    value.map_or(Value::Nothing, |value| Value::word(&LIKELIHOODS, &value, value.word()))
}

fn confidence(value: Option<Confidence>) -> Value<'static> {
    value.map_or(Value::Nothing, |value| Value::word(&CONFIDENCES, &value, value.word()))
}

/// A type whose rows stand in a table.
pub trait Listed: Row<Key = Id<Self>> + Kind + 'static {
    /// The columns, in the order of a file.
    const COLUMNS: &'static [Typed<Self>];

    /// The rows of a case.
    fn rows(facts: &Facts) -> &Table<Self>;

    /// The row as an entity of any kind.
    fn wrap(row: Self) -> Entity;
}

/// The table of a kind, whatever its rows are.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The kind.
    pub kind: EntityKind,
    column: fn(usize) -> Option<&'static Column>,
    ids: fn(&Facts) -> Vec<u32>,
    shows: for<'a> fn(&'a Facts, u32, usize) -> Value<'a>,
    row: for<'a> fn(&'a Facts, u32) -> Vec<Value<'a>>,
    text: fn(&Facts, u32, usize) -> Option<String>,
    set: fn(&Facts, u32, usize, &str) -> Result<Entity, String>,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the table of {}s", self.kind.word())
    }
}

/// The table of a kind; none for those that have none.
#[must_use]
pub fn sheet(kind: EntityKind) -> Option<Sheet> {
    Some(match kind {
        EntityKind::Visit => of::<super::visit::Visit>(),
        EntityKind::Shipment => of::<super::shipment::Shipment>(),
        EntityKind::Vessel => of::<super::vessel::Vessel>(),
        EntityKind::Place => of::<super::place::Place>(),
        EntityKind::Exhibit => of::<super::evidence::Exhibit>(),
        EntityKind::Source => of::<super::evidence::Source>(),
        EntityKind::Sighting => of::<super::evidence::Sighting>(),
        EntityKind::Claim => of::<super::evidence::Claim>(),
        EntityKind::Event => of::<super::event::Event>(),
        EntityKind::Finding => of::<super::finding::Finding>(),
        EntityKind::Regime => of::<super::regime::Regime>(),
        EntityKind::Declaration => of::<super::regime::Declaration>(),
        EntityKind::Tag => of::<super::tag::Tag>(),
        EntityKind::SavedView => return None,
    })
}

fn of<T: Listed>() -> Sheet {
    Sheet {
        kind: T::KIND,
        column: |at| T::COLUMNS.get(at).map(|typed| &typed.column),
        ids: |facts| T::rows(facts).iter().map(|row| row.key().0).collect(),
        shows: |facts, id, at| {
            let found = T::rows(facts).get(Id::new(id)).zip(T::COLUMNS.get(at));
            found.map_or(Value::Nothing, |(row, typed)| (typed.shows)(facts, row))
        },
        row: |facts, id| {
            let row = T::rows(facts).get(Id::new(id));
            let value = |row, typed: &Typed<T>| (typed.files.unwrap_or(typed.shows))(facts, row);
            row.map_or_else(Vec::new, |row| T::COLUMNS.iter().map(|typed| value(row, typed)).collect())
        },
        text: |facts, id, at| {
            let (row, cell) = T::rows(facts).get(Id::new(id)).zip(T::COLUMNS.get(at)?.cell.as_ref())?;
            Some(match cell {
                Cell::Read(text, _) => text(facts, row),
                Cell::Field(get, ..) => get(row).clone(),
            })
        },
        set: |facts, id, at, text| {
            let row = T::rows(facts).get(Id::new(id)).ok_or("It is no longer in the case")?;
            let cell = T::COLUMNS.get(at).and_then(|typed| typed.cell.as_ref());
            let mut row = row.clone();
            match cell.ok_or("This is not changed in a table")? {
                Cell::Read(_, set) => set(facts, &mut row, text)?,
                Cell::Field(_, put, Spaces::Dropped) => text.trim().clone_into(put(&mut row)),
                Cell::Field(_, put, Spaces::Kept) => text.clone_into(put(&mut row)),
            }
            Ok(T::wrap(row))
        },
    }
}

impl Sheet {
    /// The columns, in the order of a file.
    pub fn columns(self) -> impl Iterator<Item = &'static Column> {
        (0..).map_while(self.column)
    }

    /// The column with this name, and its index.
    #[must_use]
    pub fn find(self, name: &str) -> Option<(usize, &'static Column)> {
        self.columns().enumerate().find(|(_, column)| column.name == name)
    }

    /// The ids of all rows, in order.
    #[must_use]
    pub fn ids(self, facts: &Facts) -> Vec<u32> {
        (self.ids)(facts)
    }

    /// What stands in a cell; nothing where there is no such cell.
    #[must_use]
    pub fn value(self, facts: &Facts, id: u32, column: usize) -> Value<'_> {
        (self.shows)(facts, id, column)
    }

    /// All cells of a row as a file has them, in the order of a file, also those that it leaves out.
    #[must_use]
    pub fn row(self, facts: &Facts, id: u32) -> Vec<Value<'_>> {
        (self.row)(facts, id)
    }

    /// The text that an editor of a cell begins with; none if the cell is not changed here.
    #[must_use]
    pub fn text(self, facts: &Facts, id: u32, column: usize) -> Option<String> {
        (self.text)(facts, id, column)
    }

    /// A copy of a row with a text written into one of its cells.
    ///
    /// # Errors
    /// If the text is no value of that column, with what was expected. Whether the entity may stand in the case is
    /// for [`validate`](super::validate) to say.
    pub fn set(self, facts: &Facts, id: u32, column: usize, text: &str) -> Result<Entity, String> {
        (self.set)(facts, id, column, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_but_saved_views_has_a_table_whose_columns_have_names_of_their_own() {
        assert!(sheet(EntityKind::SavedView).is_none());
        for kind in KINDS {
            let sheet = sheet(kind).expect("has a table");
            assert_eq!(sheet.kind, kind);
            let names: Vec<&str> = sheet.columns().map(|column| column.name).collect();
            assert_eq!(names[0], "id", "{kind:?}: what a row is called stands first");
            for (i, name) in names.iter().enumerate() {
                assert!(!names[i + 1..].contains(name), "{kind:?}: {name} twice");
                assert_eq!(sheet.find(name).map(|(at, _)| at), Some(i));
            }
            assert!(sheet.columns().filter(|column| column.shown).count() >= 3, "{kind:?}");
            assert!(sheet.columns().any(|column| column.edit.is_some()), "{kind:?} can be changed");
        }
    }
}
