//! What elements mean by their attributes: alerts, and what is around the content of a page.

use super::elements::{ASIDES, FURNITURE, FURNITURE_CLASSES, FURNITURE_ROLES};
use super::tree::Element;
use crate::content::CalloutRole;

/// What a renderer of Markdown makes of an alert. A tip has no role.
pub fn alert_of(element: &Element) -> Option<Option<CalloutRole>> {
    let alerts = [
        ("markdown-alert-note", Some(CalloutRole::Info)),
        ("markdown-alert-important", Some(CalloutRole::KeyPoint)),
        ("markdown-alert-warning", Some(CalloutRole::Warning)),
        ("markdown-alert-caution", Some(CalloutRole::Emergency)),
        ("markdown-alert-tip", None),
    ];
    alerts
        .into_iter()
        .find(|(class, _)| element.is_called(&[class]))
        .map(|(_, role)| role)
}

/// True for what is around the content of a page, or hidden.
pub fn is_furniture(element: &Element) -> bool {
    let is_hidden = element.attributes.contains_key("hidden")
        || element.value("aria-hidden") == Some("true") && element.name != "img"
        || element.value("style").is_some_and(|css| {
            let css: String = css.chars().filter(|c| !c.is_whitespace()).collect();
            css.to_ascii_lowercase().contains("display:none")
        });
    is_hidden
        || FURNITURE.contains(&element.name.as_str())
        || element.has_role(FURNITURE_ROLES)
        || element.is_called(FURNITURE_CLASSES)
}

/// True for what stands beside the content, if it does not stand inside it.
pub fn is_aside(element: &Element) -> bool {
    ASIDES.contains(&element.name.as_str())
}
