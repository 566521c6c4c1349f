//! Parts that several views are made of. They know the model's words and no view.

pub mod icon;
pub mod parts;
pub mod picker;
pub mod suggestions;
pub mod tags;
pub mod carry;
pub mod form;
pub mod hits;
pub mod shared_axis;
pub mod painter;
