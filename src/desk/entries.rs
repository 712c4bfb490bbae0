//! Therapies, conditions, people and references as editors write them: public at once, so they are checked whole first.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::background::in_background;
use super::kept_entries::{Filed, Images, each_image, kept};
use crate::content::{AuditAction, Expected, Signature, as_written, media_hash};
use crate::error::{Error, Result};
use crate::store::{Store, WrittenEntry};

/// Stores what was sent, if it is in the form in which it is kept.
pub async fn put_entry<T: Filed>(
    store: &Store,
    mut content: T,
    expected: &Expected,
    signature: &Signature,
) -> Result<WrittenEntry<T>> {
    each_image(&mut content, |image| {
        image.src = store.addresses().stored_image(&image.src);
    });
    let stored = store.stored_entry::<T>(content.id()).await?;
    if let Some(stored) = &stored {
        content.leave_out(stored.notice, &stored.content);
    }
    let path = match stored {
        Some(stored) if T::has_file_of_its_own() => stored.path,
        _ => T::path(content.id()),
    };
    let images = images_of(store, &mut content).await?;
    let locale = store.addresses().default_locale().clone();
    // Reading takes time that grows with the text, and other requests wait for none of it.
    let authored =
        in_background(move || kept(content, path, &images, &locale).map_err(Error::Unfit)).await?;
    store
        .write_entry(&authored, expected, signature, AuditAction::Update)
        .await
}

/// An entry in its written form, and what a write that was made from it expects.
pub async fn entry_to_change<T: Filed>(
    store: &Store,
    id: &str,
    expected: &Expected,
) -> Result<(Value, Expected)> {
    let stored = store.stored_entry::<T>(id).await?;
    let stored = stored.ok_or_else(|| Error::Missing {
        what: T::KIND.as_str(),
        name: id.to_owned(),
    })?;
    expected.hold(Some(&stored.state))?;
    let written = as_written(&stored.content)
        .map_err(|cause| Error::Corrupt(format!("content without a JSON form: {cause}")))?;
    Ok((written, Expected::OneOf(vec![stored.state.to_string()])))
}

/// Stores an older revision of an entry again, as a new one.
pub async fn restore_entry<T: Filed>(
    store: &Store,
    id: &str,
    number: i32,
    expected: &Expected,
    signature: &Signature,
) -> Result<WrittenEntry<T>> {
    let revision = store.stored_revision::<T>(id, number).await?;
    store
        .write_entry(&revision, expected, signature, AuditAction::Restore)
        .await
}

/// The files of ours that a description shows, by their addresses.
async fn images_of<T: Filed>(store: &Store, content: &mut T) -> Result<Images> {
    let mut addresses = BTreeSet::new();
    each_image(content, |image| {
        addresses.insert(image.src.clone());
    });
    let mut images = HashMap::new();
    for address in addresses {
        let Some(hash) = media_hash(&address) else {
            continue;
        };
        if let Some(size) = store.image_size(hash).await?
            && address == format!("/media/{hash}.{}", size.format.extension())
        {
            images.insert(address, size);
        }
    }
    Ok(images)
}
