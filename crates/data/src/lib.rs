//! Numbers, strings, collections, sequences, and the questions every value answers.
