//! Tests of the whole: real files, a real database, real HTTP. One behaviour each, named as a sentence.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod app;
mod desk;
mod editor;
mod folder;
mod formats;
#[allow(
    deprecated,
    reason = "one of its operations is on its way out, to show what is said of that"
)]
mod note;
mod program;
mod raw;
mod settings;

mod advice;
mod apply;
mod articles;
mod as_of;
mod audit;
mod bad_input;
mod beside;
mod bibliographies;
mod bodies;
mod browsers;
mod caching;
mod check;
mod conditional;
mod conditions;
mod deletion;
mod docs;
mod doctor;
mod document;
mod documents;
mod drafts;
mod entry_writes;
mod events;
mod evidence;
mod evidence_graph;
mod export;
mod fairness;
mod faults;
mod feeds;
mod freshness;
mod frontend;
mod fuzz;
mod health;
mod hostile;
mod ids;
mod import;
mod keys;
mod layers;
mod lifecycle;
mod limits;
mod lists;
mod logs;
mod media;
mod memory;
mod methods;
mod metrics;
mod negotiation;
mod people;
mod plan;
mod plans;
mod problems;
mod publishing;
mod raising;
mod readme;
mod references;
mod related;
mod retractions;
mod reviews;
mod revisions;
mod schedule;
mod scopes;
mod search;
mod sections;
mod seed;
mod seed_over_http;
mod slugs;
mod startup;
mod store;
mod streams;
mod sync;
mod therapies;
mod trace;
mod uploads;
mod visibility;
mod visitors;
mod watch;
mod writing;
