//! Tests of the whole: real files, a real database, real HTTP. One behaviour each, named as a sentence.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod app;
mod folder;
mod program;

mod articles;
mod conditions;
mod docs;
mod document;
mod frontend;
mod health;
mod ids;
mod import;
mod layers;
mod lists;
mod media;
mod methods;
mod people;
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
