//! What happens by itself when its moment has come.
