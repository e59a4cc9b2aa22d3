//! Namespaces, vars, calls, exceptions, protocols, classes.
