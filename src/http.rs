//! The HTTP interface: routes, answers, problems, the document. No SQL.

mod address;
mod alerts;
mod answer;
mod answers;
mod article_fields;
mod article_forms;
mod article_lists;
mod articles;
mod asked;
mod audit;
mod bibliographies;
mod body;
mod browsers;
mod caching;
mod closing;
mod coding;
mod condition_forms;
mod conditions;
mod discovery;
mod docs;
mod document;
mod drafts;
mod drafts_list;
mod entry_writes;
mod events;
mod evidence;
mod exchange;
mod fallback;
mod feeds;
mod finishing;
mod forms;
mod head;
mod health;
mod known_paths;
mod lifecycle;
mod listing;
mod media;
mod metrics;
mod negotiation;
mod openapi;
mod people;
mod problem;
mod problems;
mod publishing;
mod query;
mod rates;
mod reception;
mod references;
mod refusal;
mod related;
mod retirement;
mod reviews;
mod revisions;
mod search;
mod sections;
mod seed;
mod sending;
mod signing;
mod streams;
mod sync;
mod telling;
mod therapies;
mod therapy_forms;
mod trace;
mod turns;
mod upkeep;
mod validators;
mod visitor;
mod warm;

use std::net::TcpListener;

use actix_web::dev::{HttpServiceFactory, Server};
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer, web};
use body::{BodyLimits, Schemas};
use document::LazyDocument;
use reception::Reception;
use utoipa_actix_web::OpenApiFactory;

pub use answer::Answer;
pub use body::{DraftBody, JsonBody, PatchBody, TextBody};
pub use document::{Document, Made};
pub use lifecycle::Lifecycle;
pub use openapi::Description;
pub use refusal::{Refusal, Result};
pub use streams::Streamed;
pub use validators::{EntityTag, Precondition};

use crate::config::HttpSettings;
use crate::store::Store;

/// What takes the operations: the server their handlers, the document their descriptions.
pub trait Operations {
    fn service(
        &mut self,
        operation: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self;
}

impl Operations for web::ServiceConfig {
    fn service(
        &mut self,
        operation: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self {
        self.service(operation)
    }
}

/// The operations of a server, as it and as its document take them.
#[derive(Clone, Copy)]
pub struct Routes {
    pub served: fn(&mut web::ServiceConfig),
    pub described: fn(&mut Description),
    /// What was made of their descriptions; every server of the process that has these routes shares it.
    pub made: &'static Made,
}

static MADE: Made = Made::new();

impl Routes {
    /// The operations of Sinew.
    pub const ALL: Self = Self {
        served: |operations| routes(operations),
        described: |operations| routes(operations),
        made: &MADE,
    };
}

/// The only list of routes: the server, the document and the tests come from it.
pub fn routes(operations: &mut impl Operations) {
    // What has a suffix comes before what takes any slug.
    article_forms::routes(operations);
    therapy_forms::routes(operations);
    condition_forms::routes(operations);
    operations
        .service(article_lists::list_articles)
        .service(articles::get_article)
        .service(sections::list_sections)
        .service(sections::get_section)
        .service(related::list_related_articles)
        .service(bibliographies::list_article_references)
        .service(evidence::get_article_evidence)
        .service(evidence::get_article_evidence_page)
        .service(search::search)
        .service(search::list_suggestions)
        .service(drafts::get_draft)
        .service(drafts::put_draft)
        .service(drafts::get_draft_preview)
        .service(publishing::publish_article)
        .service(publishing::unpublish_article)
        .service(publishing::unschedule_article)
        .service(publishing::delete_article)
        .service(publishing::restore_revision)
        .service(drafts_list::list_drafts)
        .service(reviews::create_review)
        .service(reviews::list_reviews)
        .service(alerts::list_evidence_alerts)
        .service(reviews::get_review_calendar)
        .service(therapies::list_therapies)
        .service(therapies::get_therapy)
        .service(entry_writes::therapies::put_therapy)
        .service(entry_writes::therapies::patch_therapy)
        .service(entry_writes::therapies::delete_therapy)
        .service(entry_writes::therapies::restore_therapy)
        .service(therapies::list_therapy_articles)
        .service(therapies::list_therapy_conditions)
        .service(conditions::list_conditions)
        .service(conditions::get_condition)
        .service(entry_writes::conditions::put_condition)
        .service(entry_writes::conditions::patch_condition)
        .service(entry_writes::conditions::delete_condition)
        .service(entry_writes::conditions::restore_condition)
        .service(conditions::list_condition_articles)
        .service(conditions::list_condition_therapies)
        .service(people::list_people)
        .service(people::get_person)
        .service(entry_writes::people::put_person)
        .service(entry_writes::people::patch_person)
        .service(entry_writes::people::delete_person)
        .service(entry_writes::people::restore_person)
        .service(people::list_person_articles)
        .service(bibliographies::list_references)
        .service(references::get_reference)
        .service(entry_writes::references::put_reference)
        .service(entry_writes::references::patch_reference)
        .service(entry_writes::references::delete_reference)
        .service(entry_writes::references::restore_reference)
        .service(references::list_reference_articles)
        .service(revisions::articles::list_article_revisions)
        .service(revisions::articles::get_article_revision)
        .service(revisions::articles::get_article_revision_diff)
        .service(revisions::therapies::list_therapy_revisions)
        .service(revisions::therapies::get_therapy_revision)
        .service(revisions::therapies::get_therapy_revision_diff)
        .service(revisions::conditions::list_condition_revisions)
        .service(revisions::conditions::get_condition_revision)
        .service(revisions::conditions::get_condition_revision_diff)
        .service(revisions::people::list_person_revisions)
        .service(revisions::people::get_person_revision)
        .service(revisions::people::get_person_revision_diff)
        .service(revisions::references::list_reference_revisions)
        .service(revisions::references::get_reference_revision)
        .service(revisions::references::get_reference_revision_diff)
        .service(audit::list_audit_entries)
        .service(media::get_media)
        .service(media::get_stored_media)
        .service(media::put_media)
        .service(seed::get_seed)
        .service(seed::plan_seed)
        .service(seed::apply_seed)
        .service(sync::sync)
        .service(events::get_events)
        .service(feeds::get_atom_feed)
        .service(feeds::get_json_feed)
        .service(feeds::get_llms_text)
        .service(discovery::get_sitemap)
        .service(discovery::get_robots_text)
        .service(discovery::get_api_catalog)
        .service(discovery::get_security_text)
        .service(health::get_liveness)
        .service(health::get_readiness)
        .service(health::get_metrics)
        .service(docs::get_openapi_json)
        .service(docs::get_openapi_yaml)
        .service(docs::get_home)
        .service(docs::get_docs)
        .service(docs::get_docs_file)
        .service(problems::get_problem);
    bibliographies::routes(operations);
}

/// A server on a listener; it runs once awaited. `Lifecycle::run` awaits it until a signal stops it.
pub fn serve(
    listener: TcpListener,
    store: Store,
    settings: &HttpSettings,
    lifecycle: &Lifecycle,
) -> std::io::Result<Server> {
    serve_routes(listener, store, settings, lifecycle, Routes::ALL)
}

/// The same with other operations.
pub fn serve_routes(
    listener: TcpListener,
    store: Store,
    settings: &HttpSettings,
    lifecycle: &Lifecycle,
    routes: Routes,
) -> std::io::Result<Server> {
    let document = LazyDocument::of(routes);
    let limits = BodyLimits::from(settings);
    let reception = Reception::new(settings, store.clone(), document, lifecycle.clone());
    let reception = Data::new(reception);
    let schemas = Data::new(Schemas::of(move || document.value()));
    actix_web::rt::spawn(upkeep::follow_changes(store.clone(), lifecycle.clone()));
    actix_web::rt::spawn(upkeep::keep_schedule(store.clone(), lifecycle.clone()));
    let news = events::News::new(store.clone(), settings, lifecycle.clone());
    let news = Data::new(news);
    let store = Data::new(store);
    let (workers, connections) = lifecycle::shares(settings.max_connections);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(store.clone())
            .app_data(news.clone())
            .app_data(reception.clone())
            .app_data(schemas.clone())
            .app_data(limits)
            .wrap(from_fn(exchange::answer))
            .configure(routes.served)
            .default_service(web::to(fallback::answer))
    });
    Ok(server
        .workers(workers)
        .max_connections(connections)
        .client_request_timeout(lifecycle::HEAD_TIME)
        .keep_alive(lifecycle::IDLE_TIME)
        .client_disconnect_timeout(lifecycle::CLOSING_TIME)
        // An answer is written at once and whole: waiting for more to send only delays it.
        .tcp_nodelay(true)
        .on_connect(lifecycle::bounded(lifecycle::Ages::OF_THE_SERVER))
        .disable_signals()
        .shutdown_timeout(lifecycle::SHUTDOWN_SECONDS)
        .listen(listener)?
        .run())
}
