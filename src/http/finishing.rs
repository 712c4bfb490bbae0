//! From an answer to the response for one client: preconditions, content codings, and the headers that caches live by.

use std::sync::{Arc, OnceLock};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::{self, Bytes};
use actix_web::{HttpResponse, HttpResponseBuilder};

use super::answer::{Answer, Content, Sharing};
use super::browsers::content_policy;
use super::caching;
use super::coding::Coding;
use super::negotiation::{accepts, preferred};
use super::refusal::{Refusal, Result};
use super::streams::Streamed;
use super::validators::{Conditions, EntityTag, Verdict, last_modified};
use crate::config::HttpSettings;
use crate::content::Moment;

/// A content below this size gains nothing from a coding.
const MIN_CODED_BYTES: usize = 1024;
/// A content above this size is coded on a thread of its own, so that a worker goes on answering.
const MAX_BYTES_CODED_IN_PLACE: usize = 64 * 1024;
const CODINGS: [Coding; 3] = [Coding::Brotli, Coding::Zstd, Coding::Gzip];

/// An answer made ready for any number of clients: its headers are made once, a coded form when the first asks for it.
pub struct Ready {
    status: StatusCode,
    content: Option<Content>,
    tag: Option<EntityTag>,
    modified_at: Option<Moment>,
    headers: Vec<(HeaderName, HeaderValue)>,
    offered: &'static [&'static str],
    coded: [OnceLock<Bytes>; CODINGS.len()],
}

impl Ready {
    /// `is_private` says that the answer is for the holder of a key alone.
    pub fn of(answer: Answer, settings: &HttpSettings, is_private: bool) -> Self {
        let mut headers = caching::headers(&answer, settings, is_private);
        headers.extend(
            answer
                .modified_at
                .map(|at| (header::LAST_MODIFIED, last_modified(at))),
        );
        headers.extend(answer.headers);
        if !answer.offered.is_empty() {
            headers.push((header::VARY, HeaderValue::from_static("Accept")));
        }
        if let Some(content) = &answer.content {
            // A cache takes the headers of a 304 for those of what it holds, so it has to say what its 200 said.
            let is_said = headers
                .iter()
                .any(|(name, _)| *name == header::CONTENT_SECURITY_POLICY);
            let policy = content_policy(content.media_type);
            headers.extend((!is_said).then_some((header::CONTENT_SECURITY_POLICY, policy)));
        }
        let of_bytes = |content: &Content| EntityTag::of_bytes(&content.bytes);
        let tag = match answer.entity_tag {
            Some(tag) => Some(tag),
            // What is of this moment alone is worth no validator.
            None if answer.status == StatusCode::OK && answer.sharing != Sharing::Nobody => {
                answer.content.as_ref().map(of_bytes)
            }
            None => None,
        };
        Self {
            status: answer.status,
            content: answer.content,
            tag,
            modified_at: answer.modified_at,
            headers,
            offered: answer.offered,
            coded: Default::default(),
        }
    }

    /// Whether a client with these wishes would be given this one of the forms that there are at its address.
    pub fn is_the_form_for(&self, wishes: &HeaderMap) -> bool {
        let content = self.content.as_ref();
        self.offered.is_empty()
            || preferred(wishes, self.offered) == content.map(|content| content.media_type)
    }

    /// How much memory it takes with its coded forms, which together are rarely larger than what they code.
    pub fn weight(&self) -> usize {
        let headers = self.headers.iter().map(|(_, value)| value.len() + 64);
        let content = self.content.as_ref();
        2 * content.map_or(0, |content| content.bytes.len()) + headers.sum::<usize>()
    }

    /// The response to a request that only reads.
    pub async fn to_reader(self: &Arc<Self>, wishes: &HeaderMap) -> Result<HttpResponse> {
        let Some(content) = &self.content else {
            return Ok(self.begin(self.status, self.tag.as_ref()).finish());
        };
        let coding = wished(wishes, content.media_type, content.codings())?;
        let tag = self.tag.as_ref().map(|tag| tag.of_coding(coding));
        match self.verdict(wishes, tag.as_ref())? {
            Verdict::Failed => Err(Refusal::PreconditionFailed),
            Verdict::NotModified => Ok(self.begin(StatusCode::NOT_MODIFIED, tag.as_ref()).finish()),
            Verdict::Send => {
                let mut response = self.begin(self.status, tag.as_ref());
                response.content_type(content.media_type);
                if coding != Coding::Identity {
                    response.insert_header((header::CONTENT_ENCODING, coding.token()));
                }
                Ok(response.body(self.coded(content, coding).await?))
            }
        }
    }

    /// The response that is made while it is sent. No coding: a coder would hold back parts until it has enough.
    pub fn to_listener(&self, streamed: Streamed, wishes: &HeaderMap) -> Result<HttpResponse> {
        wished(wishes, streamed.media_type, &[Coding::Identity])?;
        self.verdict(wishes, None)?;
        let mut response = self.begin(self.status, None);
        response.content_type(streamed.media_type);
        Ok(response.body(streamed))
    }

    /// The response to a request that has written: what was done is told whatever the client would rather have.
    pub fn to_writer(&self) -> HttpResponse {
        let mut response = self.begin(self.status, self.tag.as_ref());
        match &self.content {
            Some(content) => response
                .content_type(content.media_type)
                .body(content.bytes.clone()),
            None => response.finish(),
        }
    }

    fn verdict(&self, wishes: &HeaderMap, tag: Option<&EntityTag>) -> Result<Verdict> {
        let conditions = Conditions::read(wishes)?;
        Ok(match tag {
            Some(tag) => conditions.judge_read(tag, self.modified_at),
            None => Verdict::Send,
        })
    }

    fn begin(&self, status: StatusCode, tag: Option<&EntityTag>) -> HttpResponseBuilder {
        let mut response = HttpResponse::build(status);
        for (name, value) in &self.headers {
            response.append_header((name, value));
        }
        if let Some(tag) = tag {
            response.insert_header((header::ETAG, tag.header_value()));
        }
        response
    }

    async fn coded(self: &Arc<Self>, content: &Content, coding: Coding) -> Result<Bytes> {
        let Some(at) = CODINGS.iter().position(|known| *known == coding) else {
            return Ok(content.bytes.clone());
        };
        if let Some(made) = self.coded[at].get() {
            return Ok(made.clone());
        }
        let bytes = content.bytes.clone();
        let made = if bytes.len() > MAX_BYTES_CODED_IN_PLACE {
            let coded = web::block(move || coding.encode(&bytes)).await;
            coded.map_err(|_| Refusal::Overloaded {
                retry_after_seconds: 1,
            })?
        } else {
            coding.encode(&bytes)
        };
        Ok(self.coded[at].get_or_init(|| made.into()).clone())
    }
}

/// The coding that a client likes best, if it takes the media type at all.
fn wished(wishes: &HeaderMap, media_type: &str, codings: &[Coding]) -> Result<Coding> {
    if !accepts(wishes, media_type) {
        let offered = vec![media_type.to_owned()];
        return Err(Refusal::NotAcceptable { offered });
    }
    let tokens = || codings.iter().map(|coding| coding.token().to_owned());
    Coding::chosen(wishes, codings).ok_or_else(|| Refusal::NotAcceptable {
        offered: tokens().collect(),
    })
}

impl Content {
    /// The codings that it is offered in.
    fn codings(&self) -> &'static [Coding] {
        const ALL: [Coding; 4] = [Coding::Brotli, Coding::Zstd, Coding::Gzip, Coding::Identity];
        let is_text = self.media_type.starts_with("text/")
            || ["json", "yaml", "xml", "bibtex", "research-info-systems"]
                .iter()
                .any(|ending| self.media_type.ends_with(ending));
        if is_text && self.bytes.len() >= MIN_CODED_BYTES {
            &ALL
        } else {
            &[Coding::Identity]
        }
    }
}
