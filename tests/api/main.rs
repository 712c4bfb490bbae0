//! Tests of the whole: real files, a real database, real HTTP. One behaviour each, named as a sentence.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod app;
mod desk;
mod folder;
mod program;

mod apply;
mod articles;
mod bad_input;
mod check;
mod conditions;
mod docs;
mod doctor;
mod document;
mod export;
mod faults;
mod freshness;
mod frontend;
mod fuzz;
mod health;
mod ids;
mod import;
mod layers;
mod lists;
mod logs;
mod media;
mod methods;
mod people;
mod plan;
mod plans;
mod problems;
mod readme;
mod references;
mod reviews;
mod sections;
mod seed;
mod slugs;
mod startup;
mod store;
mod therapies;
mod watch;
