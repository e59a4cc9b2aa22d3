//! Spans, sources, phases and diagnostics: how a fault in source text is told.
