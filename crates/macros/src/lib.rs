//! Attribute macros by which natives and host classes are declared.
