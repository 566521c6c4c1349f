//! The journaled tables as the file has them, and rows of them as images: JSON objects keyed by column name.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::rows::{self, Owner};
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef};

/// One column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it holds numbers with decimals, which JSON does not tell from whole ones.
    pub real: bool,
}

/// One journaled table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableInfo {
    /// Its name.
    pub name: &'static str,
    /// What its rows belong to.
    pub owner: Owner,
    /// Its columns, `id` first.
    pub columns: Vec<Column>,
}

/// A column through which rows refer to entities of a kind without belonging to them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// What is referred to.
    pub to: EntityKind,
    /// Finds the owners of the rows that refer to a given id.
    sql: String,
    /// The kind of those owners.
    from: EntityKind,
}

/// All journaled tables.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalog {
    /// In the order of [`rows::owned_tables`].
    pub tables: Vec<TableInfo>,
    references: Vec<Reference>,
}

impl Catalog {
    /// Asks the file for its columns and foreign keys.
    pub fn read(conn: &Connection) -> rusqlite::Result<Self> {
        let mut catalog = Self::default();
        for (name, owner) in rows::owned_tables() {
            let mut statement = conn.prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")?;
            let columns = statement
                .query_map([name], |row| Ok(Column { name: row.get(0)?, real: row.get::<_, String>(1)? == "REAL" }))?;
            let columns = columns.collect::<rusqlite::Result<_>>()?;
            catalog.tables.push(TableInfo { name, owner, columns });
            let mut statement =
                conn.prepare(r#"SELECT "from", "table" FROM pragma_foreign_key_list(?1) ORDER BY id"#)?;
            let mut keys = statement.query([name])?;
            while let Some(key) = keys.next()? {
                let (column, to): (String, String) = (key.get(0)?, key.get(1)?);
                let Some(to) = ENTITY_KINDS.into_iter().find(|kind| kind.key() == to) else { continue };
                let (from, owner) = match owner {
                    Owner::Main(kind) => (kind, "id"),
                    Owner::Child(kind, owner) if owner != column => (kind, owner),
                    Owner::Child(..) | Owner::Case => continue,
                };
                let sql = format!("SELECT {owner} FROM {name} WHERE {column} = ?1");
                catalog.references.push(Reference { to, sql, from });
            }
        }
        Ok(catalog)
    }

    /// A table by name.
    pub fn table(&self, name: &str) -> Option<&TableInfo> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Every entity whose rows refer to this one, sorted and each once.
    pub fn referrers(&self, conn: &Connection, to: EntityRef) -> rusqlite::Result<Vec<EntityRef>> {
        let mut found = Vec::new();
        for reference in self.references.iter().filter(|reference| reference.to == to.kind) {
            let mut statement = conn.prepare_cached(&reference.sql)?;
            let owners = statement.query_map([to.id], |row| row.get(0))?;
            for id in owners {
                found.push(EntityRef { kind: reference.from, id: id? });
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

impl TableInfo {
    /// The SQL expression that makes an image of the row called `row` (`NEW` or `OLD`).
    pub fn image_sql(&self, row: &str) -> String {
        let pairs = self.columns.iter().map(|Column { name, .. }| format!("'{name}', {row}.{name}"));
        format!("json_object({})", pairs.collect::<Vec<_>>().join(", "))
    }

    /// Column names, separated by commas.
    pub fn column_list(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The cells of an image, in column order; none if it is not one of this table.
    ///
    /// A column that the image lacks was added to the table later, and reads as empty.
    pub fn cells(&self, image: &str) -> Option<Vec<Value>> {
        let serde_json::Value::Object(image) = serde_json::from_str(image).ok()? else { return None };
        if image.keys().any(|key| self.columns.iter().all(|column| column.name != *key)) {
            return None;
        }
        let cell = |column: &Column| match image.get(&column.name) {
            None | Some(serde_json::Value::Null) => Some(Value::Null),
            Some(serde_json::Value::String(text)) => Some(Value::Text(text.clone())),
            Some(serde_json::Value::Number(number)) if column.real => number.as_f64().map(Value::Real),
            Some(serde_json::Value::Number(number)) => number.as_i64().map(Value::Integer),
            Some(_) => None,
        };
        self.columns.iter().map(cell).collect()
    }

    /// The entity that a row belongs to, given its cells; none for the case itself.
    pub fn entity(&self, cells: &[Value]) -> Option<EntityRef> {
        let (kind, column) = match self.owner {
            Owner::Case => return None,
            Owner::Main(kind) => (kind, "id"),
            Owner::Child(kind, column) => (kind, column),
        };
        let at = self.columns.iter().position(|other| other.name == column)?;
        match cells.get(at)? {
            Value::Integer(id) => u32::try_from(*id).ok().map(|id| EntityRef { kind, id }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn images_hold_every_number_and_text_to_the_last_bit(bits: u64, whole: i64, text in ".{0,20}") {
            let real = f64::from_bits(bits);
            prop_assume!(real.is_finite());
            let conn = Connection::open_in_memory().expect("opens");
            conn.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, number REAL, whole INTEGER, text TEXT)").expect("creates");
            conn.execute("INSERT INTO t VALUES (1, ?1, ?2, ?3)", (real, whole, &text)).expect("inserts");
            let column = |name: &str| Column { name: name.to_owned(), real: name == "number" };
            let columns = ["id", "number", "whole", "text"].into_iter().map(column).collect();
            let table = TableInfo { name: "t", owner: Owner::Case, columns };
            let image = format!("SELECT {} FROM t", table.image_sql("t"));
            let image: String = conn.query_row(&image, [], |row| row.get(0)).expect("an image");
            let cells = table.cells(&image).expect("readable");
            // Minus zero is not kept apart by SQL; no amount or position has it.
            prop_assert_eq!(&cells, &[Value::Integer(1), Value::Real(real), Value::Integer(whole), Value::Text(text)], "{}", image);
        }
    }
}
