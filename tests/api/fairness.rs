//! Clients that take more than their share, and the others, who must not notice.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::lifecycle::connection::{Connection, request};
use crate::lifecycle::{image, large_image};
use crate::program::Program;

/// How many connections send their heads a byte at a time.
const DRIPPING: usize = 1_000;

/// How many clients come in the same moment.
const CROWD: usize = 400;

/// Requests whose median is taken.
const MEASURED: usize = 200;

/// Below this, a median says more about the machine than about the server.
const FLOOR: Duration = Duration::from_micros(500);

/// Much more than the five seconds that a head may take, for machines that do other things too.
const BOUND: Duration = Duration::from_secs(40);

#[test]
fn a_thousand_heads_that_drip_in_leave_others_their_speed_and_are_closed() {
    rlimit::increase_nofile_limit(3 * DRIPPING as u64).unwrap();
    let directory = TempDir::new().unwrap();
    let program = Program::start(directory.path(), &[]);

    // Other tests run at the same time, so one slow round is no proof; a server that is slowed is slow each time.
    let mut rounds = vec![attack(&program.address)];
    while rounds.len() < 3 && !rounds.iter().any(Round::is_fair) {
        rounds.push(attack(&program.address));
    }

    assert!(rounds.iter().any(Round::is_fair), "{rounds:?}");
    assert!(
        rounds.iter().all(|round| round.closed == DRIPPING),
        "{rounds:?}"
    );
    assert!(
        rounds.iter().all(|round| round.refused_with_408 > 0),
        "{rounds:?}"
    );
}

/// A server that is busy for a moment, as with the first request after its start or on a machine with other work, loses nobody
/// who comes in that moment: whom the system turns away tries again a second later.
#[test]
fn many_clients_who_come_in_the_same_moment_are_let_in() {
    let directory = TempDir::new().unwrap();
    let program = Program::start(directory.path(), &[]);
    let address = program.address.trim_start_matches("http://").parse();
    let address = address.unwrap();

    program.signal("STOP");
    let clients: Vec<_> = (0..CROWD)
        .map(|_| TcpStream::connect_timeout(&address, Duration::from_millis(500)))
        .collect();
    program.signal("CONT");

    let refused = clients.iter().filter(|client| client.is_err()).count();
    assert_eq!(refused, 0, "of {CROWD}");
    for client in clients {
        let mut connection = Connection::over(client.unwrap()).unwrap();
        assert_eq!(connection.get("/health/live").unwrap().status, 200);
    }
}

/// Medians of a normal client, and what became of the attackers.
#[derive(Debug)]
struct Round {
    before: Duration,
    during: Duration,
    after: Duration,
    closed: usize,
    refused_with_408: usize,
}

impl Round {
    fn is_fair(&self) -> bool {
        self.during <= 2 * self.before.max(self.after).max(FLOOR)
    }
}

fn attack(address: &str) -> Round {
    let before = median(address);
    let is_over = AtomicBool::new(false);
    let is_full = Barrier::new(2);
    let (during, (closed, refused_with_408)) = thread::scope(|scope| {
        let attackers = scope.spawn(|| drip_until(address, &is_full, &is_over));
        is_full.wait();
        let during = median(address);
        is_over.store(true, Ordering::Relaxed);
        (during, attackers.join().unwrap())
    });
    Round {
        before,
        during,
        after: median(address),
        closed,
        refused_with_408,
    }
}

/// Keeps so many connections open that each sends a byte now and then, and replaces those that are closed. Then it waits
/// for the end of all; how many have ended in time, and how many of them were told why.
fn drip_until(address: &str, is_full: &Barrier, is_over: &AtomicBool) -> (usize, usize) {
    let mut dripping: Vec<Dripping> = (0..DRIPPING).map(|_| Dripping::open(address)).collect();
    is_full.wait();
    while !is_over.load(Ordering::Relaxed) {
        for one in &mut dripping {
            one.drip();
            if one.is_closed() {
                *one = Dripping::open(address);
            }
        }
        thread::sleep(Duration::from_millis(200));
    }
    let started = Instant::now();
    while started.elapsed() < BOUND && !dripping.iter().all(|one| one.has_ended) {
        for one in &mut dripping {
            one.drip();
            one.is_closed();
        }
        thread::sleep(Duration::from_millis(200));
    }
    let closed = dripping.iter().filter(|one| one.has_ended);
    let told = dripping
        .iter()
        .filter(|one| one.said.starts_with(b"HTTP/1.1 408 "));
    (closed.count(), told.count())
}

/// A connection whose head never ends.
struct Dripping {
    stream: TcpStream,
    said: Vec<u8>,
    has_ended: bool,
}

impl Dripping {
    fn open(address: &str) -> Self {
        let mut stream = TcpStream::connect(address.trim_start_matches("http://")).unwrap();
        stream
            .write_all(b"GET /v1/articles HTTP/1.1\r\nX-Slow: ")
            .unwrap();
        stream.set_nonblocking(true).unwrap();
        Self {
            stream,
            said: Vec::new(),
            has_ended: false,
        }
    }

    /// What cannot be sent is of no matter; that the connection has ended is seen by reading.
    fn drip(&mut self) {
        let _ = self.stream.write(b"a");
    }

    fn is_closed(&mut self) -> bool {
        let mut buffer = [0; 1024];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => self.has_ended = true,
                Ok(count) => {
                    self.said.extend(&buffer[..count]);
                    continue;
                }
                Err(error) => self.has_ended |= error.kind() != ErrorKind::WouldBlock,
            }
            return self.has_ended;
        }
    }
}

/// The median time of a request over a connection of its own.
fn median(address: &str) -> Duration {
    let mut times: Vec<Duration> = (0..MEASURED)
        .map(|_| {
            let started = Instant::now();
            let reply = Connection::open(address).unwrap().get("/v1/articles");
            assert_eq!(reply.unwrap().status, 200);
            started.elapsed()
        })
        .collect();
    times.sort();
    times[MEASURED / 2]
}

#[test]
fn who_asks_for_much_and_reads_nothing_stops_nobody_else() {
    let directory = TempDir::new().unwrap();
    let folder = large_image();
    let program = Program::start(
        directory.path(),
        &["--seed", folder.path().to_str().unwrap()],
    );
    let image = image(&program.address);

    let stuck: Vec<Connection> = (0..8)
        .map(|_| {
            let mut connection = Connection::open(&program.address).unwrap();
            connection.send(&request(&image)).unwrap();
            // It is answered, and then waits for its reader.
            connection
                .stream
                .get_mut()
                .read_exact(&mut [0; 100])
                .unwrap();
            connection
        })
        .collect();

    for _ in 0..50 {
        let mut other = Connection::open(&program.address).unwrap();
        assert_eq!(other.get("/v1/articles/a").unwrap().status, 200);
    }
    drop(stuck);
}

#[test]
fn connections_over_the_bound_wait_until_others_end() {
    let directory = TempDir::new().unwrap();
    let program = Program::start_with(directory.path(), &[], &[("SINEW_MAX_CONNECTIONS", "4")]);
    let mut held: Vec<Connection> = (0..4)
        .map(|_| {
            let mut connection = Connection::open(&program.address).unwrap();
            assert_eq!(connection.get("/health/live").unwrap().status, 200);
            connection
        })
        .collect();

    let mut waiting = Connection::open(&program.address).unwrap();
    waiting.send(&request("/health/live")).unwrap();
    let patience = waiting.stream.get_ref().read_timeout().unwrap();
    waiting
        .stream
        .get_ref()
        .set_read_timeout(Some(Duration::from_millis(500)))
        .unwrap();
    let early = waiting.reply();
    waiting.stream.get_ref().set_read_timeout(patience).unwrap();
    let served = held[0].get("/health/live");
    held.pop();
    let late = waiting.reply();

    assert!(early.is_err_and(|error| error.kind() == ErrorKind::WouldBlock));
    assert_eq!(served.unwrap().status, 200);
    assert_eq!(late.unwrap().status, 200);
}
