//! From an answer to the response for one client: preconditions, content codings, and the headers that caches live by.

mod form;

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::Bytes;

use super::answer::{Answer, Content, Sharing};
use super::caching;
use super::closing::complete;
use super::coding::Coding;
use super::negotiation::{accepts, preferred};
use super::refusal::{Refusal, Result};
use super::streams::Streamed;
use super::validators::{Conditions, EntityTag, Verdict, last_modified};
use crate::config::HttpSettings;
use crate::content::Moment;
use form::Form;

/// A content below this size gains nothing from a coding.
const MIN_CODED_BYTES: usize = 1024;

/// An answer made ready for any number of clients: its headers are made once, a coded form when the first asks for it.
pub struct Ready {
    status: StatusCode,
    media_type: Option<&'static str>,
    modified_at: Option<Moment>,
    /// What is told to everybody, but for what tells the forms apart.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The media types among which `Accept` has chosen.
    offered: &'static [&'static str],
    /// The answer as it is.
    plain: Form,
    /// The same in each coding that it is offered in.
    coded: Vec<Form>,
}

impl Ready {
    /// `is_private` says that the answer is for the holder of a key alone.
    pub fn of(mut answer: Answer, settings: &HttpSettings, is_private: bool) -> Self {
        let headers = headers(&mut answer, settings, is_private);
        let content = answer.content;
        let tag = match answer.entity_tag {
            Some(tag) => Some(tag),
            // What is of this moment alone is worth no validator.
            None if answer.status == StatusCode::OK && answer.sharing != Sharing::Nobody => {
                let content = content.as_ref();
                content.map(|content| EntityTag::of_bytes(&content.bytes))
            }
            None => None,
        };
        let codings = content.as_ref().map_or(&[][..], Content::codings);
        let form = |coding: &Coding| Form::of(*coding, tag.as_ref());
        let coded = codings.iter().map(form).collect();
        let media_type = content.as_ref().map(|content| content.media_type);
        Self {
            status: answer.status,
            media_type,
            modified_at: answer.modified_at,
            headers,
            offered: answer.offered,
            plain: Form::plain(content.map(|content| content.bytes), tag.as_ref()),
            coded,
        }
    }

    /// Whether a client with these wishes would be given this one of the forms that there are at its address.
    pub fn is_the_form_for(&self, wishes: &HeaderMap) -> bool {
        self.offered.is_empty() || preferred(wishes, self.offered) == self.media_type
    }

    /// How much memory it takes with its coded forms, which together are rarely larger than what they code.
    pub fn weight(&self) -> usize {
        let headers = self.headers.iter().map(|(_, value)| value.len() + 64);
        let forms = (1 + self.coded.len()) * size_of::<Form>();
        2 * self.plain.made().map_or(0, Bytes::len) + headers.sum::<usize>() + forms
    }

    /// The response to a request that only reads.
    pub async fn to_reader(&self, wishes: &HeaderMap) -> Result<HttpResponse> {
        let Some(media_type) = self.media_type else {
            return Ok(self.begin(self.status, &self.plain));
        };
        let form = self.wished(wishes, media_type)?;
        match self.verdict(wishes, form)? {
            Verdict::Failed => Err(Refusal::PreconditionFailed),
            Verdict::NotModified => Ok(self.begin(StatusCode::NOT_MODIFIED, form)),
            Verdict::Send => {
                let bytes = form.bytes(&self.plain).await?;
                Ok(self.whole(form, media_type, bytes))
            }
        }
    }

    /// The same where nothing is left to be made; `None` where something is, or where the client is to be refused.
    pub fn to_next_reader(&self, wishes: &HeaderMap) -> Option<HttpResponse> {
        let media_type = self.media_type?;
        let form = self.wished(wishes, media_type).ok()?;
        match self.verdict(wishes, form).ok()? {
            Verdict::Failed => None,
            Verdict::NotModified => Some(self.begin(StatusCode::NOT_MODIFIED, form)),
            Verdict::Send => Some(self.whole(form, media_type, form.made()?.clone())),
        }
    }

    /// The response that is made while it is sent. No coding: a coder would hold back parts until it has enough.
    pub fn to_listener(&self, streamed: Streamed, wishes: &HeaderMap) -> Result<HttpResponse> {
        self.wished(wishes, streamed.media_type)?;
        self.verdict(wishes, &self.plain)?;
        let mut response = self.begin(self.status, &self.plain);
        let media_type = HeaderValue::from_static(streamed.media_type);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, media_type);
        Ok(response.set_body(BoxBody::new(streamed)))
    }

    /// The response to a request that has written: what was done is told whatever the client would rather have.
    pub fn to_writer(&self) -> HttpResponse {
        match (self.media_type, self.plain.made()) {
            (Some(media_type), Some(bytes)) => self.whole(&self.plain, media_type, bytes.clone()),
            _ => self.begin(self.status, &self.plain),
        }
    }

    /// The form that a client likes best, if it takes the media type at all.
    fn wished(&self, wishes: &HeaderMap, media_type: &str) -> Result<&Form> {
        if !accepts(wishes, media_type) {
            let offered = vec![media_type.to_owned()];
            return Err(Refusal::NotAcceptable { offered });
        }
        let codings = if self.coded.is_empty() {
            &[Coding::Identity][..]
        } else {
            &Coding::ALL
        };
        let refusal = || {
            let tokens = codings.iter().map(|coding| coding.token().to_owned());
            let offered = tokens.collect();
            Refusal::NotAcceptable { offered }
        };
        let chosen = Coding::chosen(wishes, codings).ok_or_else(refusal)?;
        let form = self.coded.iter().find(|form| form.coding == chosen);
        Ok(form.unwrap_or(&self.plain))
    }

    fn verdict(&self, wishes: &HeaderMap, form: &Form) -> Result<Verdict> {
        let conditions = Conditions::read(wishes)?;
        Ok(match &form.tag {
            Some((tag, _)) => conditions.judge_read(tag, self.modified_at),
            None => Verdict::Send,
        })
    }

    fn begin(&self, status: StatusCode, form: &Form) -> HttpResponse {
        let mut response = HttpResponse::new(status);
        let headers = response.headers_mut();
        for (name, value) in &self.headers {
            headers.append(name.clone(), value.clone());
        }
        if let Some((_, tag)) = &form.tag {
            headers.insert(header::ETAG, tag.clone());
        }
        response
    }

    fn whole(&self, form: &Form, media_type: &'static str, bytes: Bytes) -> HttpResponse {
        let mut response = self.begin(self.status, form);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        if form.coding != Coding::Identity {
            let coding = HeaderValue::from_static(form.coding.token());
            headers.insert(header::CONTENT_ENCODING, coding);
        }
        response.set_body(BoxBody::new(bytes))
    }
}

/// What every client is told with an answer. A cache takes the headers of a 304 for those of what it holds, so they are
/// the same with and without the content.
fn headers(
    answer: &mut Answer,
    settings: &HttpSettings,
    is_private: bool,
) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = HeaderMap::new();
    let modified_at = answer.modified_at.map(last_modified);
    let modified_at = modified_at.map(|at| (header::LAST_MODIFIED, at));
    let vary = (header::VARY, HeaderValue::from_static("Accept"));
    let vary = (!answer.offered.is_empty()).then_some(vary);
    let own = std::mem::take(&mut answer.headers);
    let all = caching::headers(answer, settings, is_private).into_iter();
    for (name, value) in all.chain(modified_at).chain(own).chain(vary) {
        headers.append(name, value);
    }
    if let Some(content) = &answer.content {
        let media_type = HeaderValue::from_static(content.media_type);
        headers.insert(header::CONTENT_TYPE, media_type);
    }
    complete(&mut headers, settings.is_https());
    // A 304 has none.
    headers.remove(header::CONTENT_TYPE);
    headers.into_iter().collect()
}

impl Content {
    /// The codings that it is offered in.
    fn codings(&self) -> &'static [Coding] {
        const CODINGS: [Coding; 3] = [Coding::Brotli, Coding::Zstd, Coding::Gzip];
        let is_text = self.media_type.starts_with("text/")
            || ["json", "yaml", "xml", "bibtex", "research-info-systems"]
                .iter()
                .any(|ending| self.media_type.ends_with(ending));
        if is_text && self.bytes.len() >= MIN_CODED_BYTES {
            &CODINGS
        } else {
            &[]
        }
    }
}
