//! From text to forms.

#![forbid(unsafe_code)]
