//! Decides between the command line and the window; nothing else.

fn main() {}
