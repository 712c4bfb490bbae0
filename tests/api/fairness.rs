//! Clients that take more than their share, and the others, who must not notice.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::lifecycle::connection::{Connection, request};
use crate::lifecycle::{image, large_image};
use crate::program::Program;
