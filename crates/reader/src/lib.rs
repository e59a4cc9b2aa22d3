//! From text to forms.
