//! Where the links of a page lead.

use std::rc::Rc;

use url::Url;

/// Resolves addresses. One link is often many pieces of text, so the last one is kept.
#[derive(Default)]
pub struct Links(Option<(Rc<str>, Rc<str>)>);

impl Links {
    /// The address as an absolute URL, as `#id` if it leads to a place of the page itself, or as it is written when the
    /// address of the page is not known.
    pub fn resolve(&mut self, written: &Rc<str>, base: Option<&Url>) -> Rc<str> {
        if let Some((known, resolved)) = &self.0
            && Rc::ptr_eq(known, written)
        {
            return Rc::clone(resolved);
        }
        let resolved = resolve(written, base).map_or_else(|| Rc::clone(written), Rc::from);
        self.0 = Some((Rc::clone(written), Rc::clone(&resolved)));
        resolved
    }
}

fn resolve(written: &str, base: Option<&Url>) -> Option<String> {
    if written.starts_with('#') {
        return Some(written.to_owned());
    }
    let url = absolute(written, base)?;
    let is_own = base.is_some_and(|base| without_fragment(base) == without_fragment(&url));
    match url.fragment() {
        Some(fragment) if is_own => Some(format!("#{fragment}")),
        _ => Some(url.to_string()),
    }
}

/// An address as an absolute URL.
pub fn absolute(written: &str, base: Option<&Url>) -> Option<Url> {
    match base {
        Some(base) => base.join(written).ok(),
        None if written.starts_with("//") => Url::parse(&format!("https:{written}")).ok(),
        None => Url::parse(written).ok(),
    }
}

fn without_fragment(url: &Url) -> &str {
    url.as_str().split('#').next().unwrap_or_default()
}
