//! What all exchanges share, and where each request is admitted or refused before its operation sees it.

use std::sync::Arc;

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, AUTHORIZATION};

use url::form_urlencoded;

use super::address::{Network, client_address};
use super::answers::{Answers, Kept};
use super::browsers::Origins;
use super::document::LazyDocument;
use super::head::{refusal_of_body, refusal_of_head};
use super::known_paths::KnownOperation;
use super::lifecycle::Lifecycle;
use super::metrics::Metrics;
use super::negotiation::{body_type, refuse_coding};
use super::rates::{self, Asker, Permit, Policy, Rates, Work};
use super::refusal::{KeyFault, Refusal, Result};
use super::retirement::Retirement;
use super::turns::{Making, Turn, Turns};
use super::visitor::{Visitor, identify};
use crate::config::HttpSettings;
use crate::store::Store;

/// What all exchanges share.
pub struct Reception {
    pub settings: HttpSettings,
    pub store: Store,
    pub document: LazyDocument,
    pub answers: Answers,
    pub metrics: Metrics,
    pub lifecycle: Lifecycle,
    pub origins: Origins,
    rates: Rates,
    work: Work,
    turns: Turns,
}

/// What was found out about a request before its operation sees it.
pub struct Admitted<'a> {
    pub visitor: Visitor,
    /// The version of the content, read before anything of it is.
    pub version: i64,
    /// How often the client may ask.
    pub rate: rates::Admission,
    /// The last day of its operation, where that is known.
    pub retirement: Option<&'a Retirement>,
    /// The answer from memory, if there is one.
    pub kept: Option<Arc<Kept>>,
    /// The making of the answer, for which others wait who ask for the same.
    making: Option<Making>,
    /// Leave to work on it, until this is dropped.
    _permit: Option<Permit>,
}

impl Reception {
    pub fn new(
        settings: &HttpSettings,
        store: Store,
        document: LazyDocument,
        lifecycle: Lifecycle,
    ) -> Self {
        Self {
            origins: Origins::of(settings),
            answers: Answers::new(settings),
            rates: Rates::new(settings),
            work: Work::new(settings.max_work),
            turns: Turns::default(),
            settings: settings.clone(),
            store,
            document,
            metrics: Metrics::new(),
            lifecycle,
        }
    }

    /// Admits a request, or says why not. The cheapest questions come first; an answer from memory needs no leave.
    pub async fn admit(&self, request: &ServiceRequest) -> Result<Admitted<'_>> {
        if let Some(refusal) = refusal_of_head(request) {
            return Err(refusal);
        }
        self.refuse_unread_body(request).await?;
        let mut admitted = Admitted {
            visitor: self.visitor(request).await?,
            version: self.store.version(),
            rate: rates::Admission::default(),
            retirement: None,
            kept: None,
            making: None,
            _permit: None,
        };
        admitted.kept = self.kept(request, &admitted);
        if admitted.kept.is_some() {
            return Ok(admitted);
        }
        let paths = self.document.paths();
        let path = request.match_info().as_str();
        if let Some(known) = paths.without(request.method(), path) {
            let allow = known.allow.clone();
            return Err(Refusal::AnotherMethod { allow });
        }
        if let Some(operation) = paths.operation(request.method(), path) {
            may_use(operation, request, &admitted.visitor)?;
            admitted.retirement = operation.retirement.as_ref();
            self.wait_for_others(operation, request, &mut admitted)
                .await;
            if admitted.kept.is_some() {
                return Ok(admitted);
            }
            if !operation.is_about_the_server {
                admitted.rate = self.count(request, &admitted.visitor);
                admitted.rate.outcome()?;
                admitted._permit = Some(self.work.begin()?);
            }
        }
        Ok(admitted)
    }

    /// Refuses a body that nobody would read. A method that the path does not take is told so instead.
    async fn refuse_unread_body(&self, request: &ServiceRequest) -> Result<()> {
        let Some(refusal) = refusal_of_body(request) else {
            return Ok(());
        };
        let paths = self.document.paths();
        let path = request.match_info().as_str();
        match paths.without(request.method(), path) {
            Some(_) => Ok(()),
            None => Err(refusal),
        }
    }

    /// Who asks. Guesses at keys are counted by address before a key is looked up.
    async fn visitor(&self, request: &ServiceRequest) -> Result<Visitor> {
        let Some(sent) = request.headers().get(AUTHORIZATION) else {
            return Ok(Visitor::Anonymous);
        };
        let sent = String::from_utf8_lossy(sent.as_bytes());
        let network = self.network(request);
        self.rates.may_try_key(network, &sent).outcome()?;
        let visitor = identify(request.headers(), &self.store).await;
        match &visitor {
            Ok(_) => self.rates.right_key(network, &sent),
            Err(Refusal::Unauthorized(KeyFault::Wrong)) => self.rates.wrong_key(network, &sent),
            Err(_) => {}
        }
        visitor
    }

    /// The answer from memory, for those who get what everybody gets.
    fn kept(&self, request: &ServiceRequest, admitted: &Admitted<'_>) -> Option<Arc<Kept>> {
        let target = shared_target(request, admitted)?;
        let kept = self.answers.get(target, &self.store);
        // Where `Accept` decides, what is kept is the JSON.
        let kept = kept.filter(|kept| kept.ready.is_the_form_for(request.headers()));
        self.metrics.asked_memory(kept.is_some());
        kept
    }

    /// Waits while another request makes the same answer. What comes of it is taken if it is as new as this request.
    async fn wait_for_others(
        &self,
        operation: &KnownOperation,
        request: &ServiceRequest,
        admitted: &mut Admitted<'_>,
    ) {
        if operation.scope.is_some() || operation.is_about_the_server {
            return;
        }
        let target = shared_target(request, admitted);
        let Some(target) = target.filter(|target| self.answers.would_keep(target)) else {
            return;
        };
        let question = question(target, request);
        loop {
            let came_at = admitted.version;
            match self.turns.take(question.clone()).await {
                Turn::Alone => return,
                Turn::Make(making) => {
                    admitted.version = self.store.version();
                    // Another may have ended between the look into memory and the turn.
                    let kept = self.answers.get(target, &self.store);
                    admitted.kept =
                        kept.filter(|kept| kept.ready.is_the_form_for(request.headers()));
                    match &admitted.kept {
                        Some(kept) => making.end(Some(Arc::clone(kept))),
                        None => admitted.making = Some(making),
                    }
                    return;
                }
                Turn::Take(kept) => {
                    let footing = &kept.footing;
                    let is_new = footing.version() >= came_at || self.store.still_holds(footing);
                    if is_new && kept.ready.is_the_form_for(request.headers()) {
                        admitted.kept = Some(kept);
                        return;
                    }
                }
            }
        }
    }

    fn count(&self, request: &ServiceRequest, visitor: &Visitor) -> rates::Admission {
        let policy = if request.method().is_safe() {
            Policy::Reads
        } else {
            Policy::Writes
        };
        let asker = match visitor {
            Visitor::Anonymous => Asker::Address(self.network(request)),
            Visitor::Key(holder) => Asker::Key(holder.id.to_string()),
        };
        self.rates.check(policy, &asker)
    }

    fn network(&self, request: &ServiceRequest) -> Network {
        let peer = request.peer_addr().map(|peer| peer.ip());
        Network::of(client_address(
            peer,
            request.headers(),
            self.settings.trusted_proxies,
        ))
    }
}

impl Admitted<'_> {
    /// Tells those who wait what was made; nothing, if it is not kept.
    pub fn made(&mut self, kept: Option<Arc<Kept>>) {
        if let Some(making) = self.making.take() {
            making.end(kept);
        }
    }
}

/// What is asked, where everybody gets the same who asks for it.
fn shared_target<'r>(request: &'r ServiceRequest, admitted: &Admitted<'_>) -> Option<&'r str> {
    let is_shared = *request.method() == Method::GET && admitted.visitor == Visitor::Anonymous;
    let target = request.uri().path_and_query().filter(|_| is_shared)?;
    Some(target.as_str())
}

/// What is asked, with what may choose another form of it.
fn question(target: &str, request: &ServiceRequest) -> String {
    let accepted = request.headers().get_all(ACCEPT);
    let mut question = target.to_owned();
    for line in accepted {
        question.push('\n');
        question.push_str(&String::from_utf8_lossy(line.as_bytes()));
    }
    question
}

/// Refuses what an operation declares that it does not take.
fn may_use(operation: &KnownOperation, request: &ServiceRequest, visitor: &Visitor) -> Result<()> {
    if let Some(scope) = operation.scope {
        visitor.may(scope)?;
    }
    for (parameter, scope) in &operation.scoped_parameters {
        let mut given = form_urlencoded::parse(request.query_string().as_bytes());
        if given.any(|(name, _)| name == *parameter) {
            visitor.may(*scope)?;
        }
    }
    if !operation.body_types.is_empty() {
        refuse_coding(request.headers())?;
        let taken: Vec<&str> = operation.body_types.iter().map(String::as_str).collect();
        body_type(request.headers(), &taken)?;
    }
    Ok(())
}
