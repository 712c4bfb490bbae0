//! What is known of the names that a text points at. Only they are looked up, however much is stored; of
//! therapies and conditions, all names.

use super::Store;
use super::database::Session;
use super::value::Row;
use super::writing::to_json;
use crate::content::{
    ArticleDraft, Condition, FoundArticle, FoundImage, FoundNames, FoundReference, Image, Kind,
    Locale, Names, Person, Slug, Therapy, Topic, TopicName, TopicNames,
};
use crate::error::{Error, Result};

/// Which article a text is of, so that it is no other translation than itself.
#[derive(Clone, Copy, Debug)]
pub enum Own<'a> {
    /// Of the article at a slug in a locale, or of none yet.
    At(Option<(&'a Slug, &'a Locale)>),
    /// Of the article that has it for a revision.
    Revision(&'a ArticleDraft),
}

impl Store {
    /// What is known of some names.
    pub async fn found_names(&self, names: &Names, own: Own<'_>) -> Result<FoundNames> {
        let mut session = self.db.read().await?;
        let mut found = FoundNames::default();
        find_references(&mut session, names, &mut found).await?;
        find_entries(&mut session, names, &mut found).await?;
        find_articles(&mut session, names, &mut found).await?;
        find_files(&mut session, names, &mut found).await?;
        find_hashes(&mut session, names, &mut found).await?;
        found.around.topic_names = topic_names(&mut session).await?;
        self.find_translation(&mut session, names, own, &mut found)
            .await?;
        session.commit().await?;
        Ok(found)
    }

    /// Another article that translates the same into the same locale.
    async fn find_translation(
        &self,
        session: &mut Session,
        names: &Names,
        own: Own<'_>,
        found: &mut FoundNames,
    ) -> Result<()> {
        let Some((original, locale)) = &names.translated else {
            return Ok(());
        };
        let (own_slug, own_body) = match own {
            Own::At(place) => (place.map_or("", |(slug, _)| slug.as_str()), String::new()),
            Own::Revision(draft) => ("", to_json(draft)?),
        };
        // Without an order, or all articles of the locale would be read in it.
        let row = session
            .one(
                "SELECT a.slug
                 FROM article o
                 JOIN article a ON a.translation_group = o.translation_group
                 WHERE o.locale = $1 AND o.slug = $2 AND a.locale = $3 AND a.id <> o.id AND a.slug <> $4
                    AND NOT EXISTS (
                        SELECT 1 FROM revision r
                        WHERE r.kind = 'article' AND r.owner = a.id AND r.body = $5
                    )",
                [
                    self.addresses.default_locale().as_str().into(),
                    original.as_str().into(),
                    locale.as_str().into(),
                    own_slug.into(),
                    own_body.into(),
                ],
            )
            .await?;
        found.other_translation = row.map(|row| row.parsed("slug")).transpose()?;
        Ok(())
    }
}

async fn find_references(
    session: &mut Session,
    names: &Names,
    found: &mut FoundNames,
) -> Result<()> {
    let keys = names.references.iter();
    let rows = session
        .all_about(
            "SELECT e.id, r.body, e.citation, e.notice FROM",
            keys.map(|key| [key.folded().into()]).collect(),
            "named
             CROSS JOIN entry e
             CROSS JOIN revision r
             WHERE e.kind = 'reference' AND lower(e.id) = named.column1
                AND r.kind = 'reference' AND r.owner = e.id AND r.number = e.revision",
        )
        .await?;
    for row in rows {
        let reference = super::references::complete(&row)?;
        let is_retracted = reference.is_retracted();
        let key = reference.key.clone();
        found
            .references
            .insert(key.clone(), FoundReference { is_retracted });
        found.around.references.insert(key, reference);
    }
    Ok(())
}

async fn find_entries(session: &mut Session, names: &Names, found: &mut FoundNames) -> Result<()> {
    let kinds = [
        (Kind::Therapy, &names.therapies),
        (Kind::Condition, &names.conditions),
        (Kind::Person, &names.people),
    ];
    let pairs = kinds.into_iter().flat_map(|(kind, slugs)| {
        let slugs = slugs.iter();
        slugs.map(move |slug| [kind.as_str().into(), slug.as_str().into()])
    });
    let rows = session
        .all_about(
            "SELECT e.kind, r.body FROM",
            pairs.collect(),
            "named
             CROSS JOIN entry e
             CROSS JOIN revision r
             WHERE e.kind = named.column1 AND e.id = named.column2
                AND r.kind = e.kind AND r.owner = e.id AND r.number = e.revision",
        )
        .await?;
    for row in rows {
        match row.text("kind")?.as_str() {
            "therapy" => {
                let therapy: Therapy = row.json("body")?;
                found.therapies.insert(therapy.slug.clone());
                let known = &mut found.around.therapies;
                known.insert(therapy.slug.clone(), therapy);
            }
            "condition" => {
                let condition: Condition = row.json("body")?;
                found.conditions.insert(condition.slug.clone());
                let known = &mut found.around.conditions;
                known.insert(condition.slug.clone(), condition);
            }
            _ => {
                let person: Person = row.json("body")?;
                found.people.insert(person.slug.clone());
                let known = &mut found.around.people;
                known.insert(person.slug.clone(), person);
            }
        }
    }
    Ok(())
}

/// The names of all therapies and conditions: a text may name any of them without pointing at it.
async fn topic_names(session: &mut Session) -> Result<TopicNames> {
    let rows = session
        .all(
            "SELECT n.kind, n.id, n.name
             FROM topic_name n
             ORDER BY n.kind, n.id, n.position",
            [],
        )
        .await?;
    let names = rows.iter().map(|row| {
        let slug = row.parsed("id")?;
        Ok(TopicName {
            topic: match row.text("kind")?.as_str() {
                "therapy" => Topic::Therapy(slug),
                _ => Topic::Condition(slug),
            },
            name: row.text("name")?,
        })
    });
    names.collect()
}

async fn find_articles(session: &mut Session, names: &Names, found: &mut FoundNames) -> Result<()> {
    let slugs = names.articles.iter();
    let slugs: Vec<_> = slugs.map(|slug| [slug.as_str().into()]).collect();
    let today = session
        .all_about(
            "SELECT a.slug AS asked, a.slug, a.locale, a.published_revision FROM",
            slugs.clone(),
            "named
             CROSS JOIN article a
             WHERE a.slug = named.column1",
        )
        .await?;
    let earlier = session
        .all_about(
            "SELECT p.slug AS asked, a.slug, a.locale, a.published_revision FROM",
            slugs,
            "named
             CROSS JOIN previous_slug p
             CROSS JOIN article a
             WHERE p.slug = named.column1 AND a.id = p.article_id",
        )
        .await?;
    for row in today.iter().chain(&earlier) {
        found.articles.push(FoundArticle {
            asked: row.parsed("asked")?,
            today: row.parsed("slug")?,
            locale: row.parsed("locale")?,
            is_public: row
                .optional_revision_number("published_revision")?
                .is_some(),
        });
    }
    Ok(())
}

/// Images by the paths that they had in a folder.
async fn find_files(session: &mut Session, names: &Names, found: &mut FoundNames) -> Result<()> {
    let paths = names.images.iter();
    let rows = session
        .all_about(
            "SELECT f.path, m.sha256, m.format, m.width, m.height FROM",
            paths.map(|path| [path.as_str().into()]).collect(),
            "named
             CROSS JOIN seed_file f
             CROSS JOIN media m
             WHERE f.path = named.column1 AND f.text IS NULL AND m.sha256 = f.sha256",
        )
        .await?;
    for row in rows {
        found.images.insert(row.text("path")?, image(&row)?);
    }
    Ok(())
}

/// Images by their hashes, where no file of a folder has such a name.
async fn find_hashes(session: &mut Session, names: &Names, found: &mut FoundNames) -> Result<()> {
    let paths = names.images.iter();
    let pairs = paths.filter_map(|path| {
        let (hash, ending) = Image::hash_in(path)?;
        Some([path.as_str().into(), hash.into(), ending.into()])
    });
    let rows = session
        .all_about(
            "SELECT named.column1 AS path, m.sha256, m.format, m.width, m.height FROM",
            pairs.collect(),
            "named
             CROSS JOIN media m
             WHERE m.sha256 = named.column2 AND m.format = named.column3",
        )
        .await?;
    for row in rows {
        let image = image(&row)?;
        found.images.entry(row.text("path")?).or_insert(image);
    }
    Ok(())
}

fn image(row: &Row) -> Result<FoundImage> {
    let side = |column| {
        u32::try_from(row.integer(column)?)
            .map_err(|error| Error::Corrupt(format!("column {column}: {error}")))
    };
    Ok(FoundImage {
        address: format!("/media/{}.{}", row.text("sha256")?, row.text("format")?),
        width: side("width")?,
        height: side("height")?,
    })
}
