//! Bodies as strangers send them.

mod checking;
mod parsing;
mod sockets;
mod typing;
