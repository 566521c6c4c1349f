//! stub
use super::error::TaskError;
use crate::base::id_set::IdSet;
use crate::model::facts::Facts;

/// stub
pub fn visits(_facts: &Facts, _text: &str) -> Result<IdSet, TaskError> {
    Ok(IdSet::default())
}
