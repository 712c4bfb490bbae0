//! Sinew: a headless content JSON API for health articles that cite their evidence.
//!
//! # The map
//!
//! ```text
//! main -> http -> desk -> seed -> store, render -> content
//!      -> import -> seed
//! ```
//!
//! | module | what it is | what it never does |
//! |---|---|---|
//! | [`content`] | the model, its parsers, numbering, alignment of ids, building of answers, checks and evidence | I/O, HTTP, SQL |
//! | [`render`] | content as text: the seed files that an author would write, articles in every format, bibliographies, pages, calendars, feeds | I/O |
//! | [`store`] | the questions we ask the database, one method each, and the one way it changes | HTTP |
//! | [`seed`] | from files to checked content | HTTP, SQL |
//! | [`desk`] | what editors do: drafts read and checked, published at once or at their moment; folders that are sent | HTTP, SQL |
//! | [`import`] | from what people have to seed files | HTTP, SQL |
//! | [`http`] | routes, what every request passes, problems, the OpenAPI document | SQL |
//! | [`config`] | the settings, read in `main` and handed down | |
//! | [`error`] | every way we can fail; used by all | |
//!
//! Imports run in the direction of the arrows only; a test in `tests/api/layers.rs` checks it.
//!
//! # The way of a request through `src/http`
//!
//! 1. `exchange.rs` receives it and leads it through all that follows, unless `warm.rs` has its whole answer in memory.
//! 2. `reception.rs` admits or refuses it: its head, its key, its method, its rate, the scope and the kind of body that its
//!    operation declares in the document (`known_paths.rs`). An answer that is in memory (`answers.rs`), or is just being made
//!    for another (`turns.rs`), ends the way here.
//! 3. Its handler, one of `routes`, asks the store and gives an `Answer` or a `Refusal`. `fallback.rs` has what no route
//!    takes.
//! 4. `finishing.rs` makes the response of an answer, with tags, codings and 304; `problem.rs` that of a refusal. What is
//!    made while it is sent is in `streams.rs`.
//! 5. `closing.rs` adds what every response carries; `telling.rs` tells the figures and the log how it ended.
//!
//! # What must not happen
//!
//! - A draft in a public answer: public questions read `published_*` views and nothing else.
//! - An index that finds what is not public, or misses what is: the write that touches an article, therapy or condition indexes
//!   it anew from those views before it commits, and search reads nothing but the index.
//! - A query that is mended in silence, or read as the language of the engine: its words are quoted one by one.
//! - Two places that decide what is public: a text is public when `published_revision` names it, which `store/writing`
//!   alone writes, for an editor, a folder and the schedule alike.
//! - Public text that nobody with the scope `publish`, or with the database in hand, made public; a moment publishes the revision
//!   that was scheduled, not what the draft has become, and only if it passes its checks then or was forced with a reason.
//! - A write made for a state that is gone: `If-Match` is compared inside the transaction that writes, and so is what was checked
//!   before it.
//! - A write without its row in the audit log, or a row that is changed: both are one transaction, and each row has the hash
//!   of the one before.
//! - A draft overwritten by a folder that does not know of it: what came over HTTP is unseen until a folder has it.
//! - A draft that means one thing over HTTP and another in a folder: both are read by the one reader of seed files.
//! - A deletion that leaves something public pointing at nothing: the name of an article becomes text, all else is refused.
//! - A number of a reference in the database: numbers are counted by first use when an answer is built.
//! - A finding of a check that a folder, the gate before a publication and the evidence report see differently: all three ask
//!   `content/checks`, and what an author accepts stays in the text with its reason.
//! - A source of which we say that it was not retracted: the data of a day has a notice of it, or it has none.
//! - A review that a folder undoes: the newest counts, and what is kept over HTTP is never changed.
//! - A strength of a therapy for a condition that somebody typed in: it follows from the claims of what is published, by a rule
//!   that the answer names, and a claim that no source stands behind does not count.
//! - An id that changes because something else was edited: ids come from alignment with the head revision.
//! - A half-applied folder: a folder is read and checked whole, then applied in one transaction.
//! - A fault without file, line and column, or content that is dropped in silence.
//! - `null` in an answer, or an array that is missing.
//! - A changed row in `revision`: revisions are only ever added.
//! - An answer that needs a second request to resolve an id.
//! - A mirror that misses a change, or hears of what is not public: `store/writing/syncing.rs` moves all that a write changes for
//!   readers to its number, and a token of another history is refused.
//! - An answer from memory that is not the one that would be made anew: each is kept with its tags and the version of the
//!   content that was read before it was made, and is given until a later write has touched one of them.
//! - A document that was kept and is not the one that would be built anew: it is given only while `sync_item` has its article
//!   under no later write than the last one that is in it.
//! - A part of an answer that is made before its reader has room for it, or a stream that a stop of the server waits for.
//! - A change for readers that whoever listens does not hear of, or not after a reconnection; a draft of which they hear.
//! - An answer that rests on something that its tags do not name, or a write that does not name what it touches.
//! - A text of an author that is markup in any format, or that is missing in one.
//! - A 304 that says other than its 200 would, or one `ETag` for different bytes: each content coding has its own.
//! - An answer without `Cache-Control` or `Vary`; or one that was asked for with a key, or a problem, that a cache may keep.
//! - A scope, a rate or a kind of body that is checked anywhere but at the reception, or from anything but what the operation
//!   declares in the document. How large and how sound a body is, is checked where it is read, by the schema of the document.
//! - A status of 400 or above that is no problem, unless the head of the request could not be parsed; or a problem that tells of
//!   SQL, files or the insides of this program.
//! - A secret in a log, in an argument or in the database; an address of a client, a query or a body in a log.
//! - A stop that loses a request: readiness turns first, then the listener closes, then what is under way ends.

pub mod config;
pub mod content;
pub mod desk;
pub mod error;
pub mod http;
pub mod import;
pub mod render;
pub mod seed;
pub mod store;
