//! Parts that several views are made of. They know the model's words and no view.

pub mod icon;
pub mod parts;
pub mod picker;
pub mod tags;
pub mod form;
pub mod hits;
pub mod shared_axis;
pub mod painter;
