//! Where something stands in a JSON body, as a pointer in a URI fragment (RFC 6901).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The longest pointer. What stands deeper, or under longer names, is reported at the nearest place above it, so that a
/// few large names cannot make an answer many times larger than its request.
const MAX_POINTER_BYTES: usize = 1000;

/// What a URI fragment holds as it is (RFC 3986, 3.5).
const FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'?')
    .remove(b'/');

/// A place in a tree, known by the way that led to it.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    Root,
    Member(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub fn pointer(self) -> String {
        let mut pointer = "#".to_owned();
        self.append_to(&mut pointer);
        pointer
    }

    /// Says whether all of it fitted; nothing follows a step that was left out.
    fn append_to(self, pointer: &mut String) -> bool {
        match self {
            Place::Root => true,
            Place::Member(parent, name) => parent.append_to(pointer) && append(pointer, name),
            Place::Item(parent, index) => {
                parent.append_to(pointer) && append(pointer, &index.to_string())
            }
        }
    }
}

/// The pointer that a list of steps makes.
pub fn pointer<'a>(steps: impl IntoIterator<Item = &'a str>) -> String {
    let mut pointer = "#".to_owned();
    for step in steps {
        if !append(&mut pointer, step) {
            break;
        }
    }
    pointer
}

fn append(pointer: &mut String, step: &str) -> bool {
    if step.len() > MAX_POINTER_BYTES {
        return false;
    }
    let step = step.replace('~', "~0").replace('/', "~1");
    let step = utf8_percent_encode(&step, FRAGMENT).to_string();
    if pointer.len() + 1 + step.len() > MAX_POINTER_BYTES {
        return false;
    }
    pointer.push('/');
    pointer.push_str(&step);
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use super::{MAX_POINTER_BYTES, Place, pointer};

    #[test]
    fn a_pointer_names_members_and_items_with_every_escape() {
        let section = Place::Member(&Place::Root, "a/b~c d%é");
        let place = Place::Item(&section, 3);

        assert_eq!(place.pointer(), "#/a~1b~0c%20d%25%C3%A9/3");
        assert_eq!(pointer(["a/b~c d%é", "3"]), place.pointer());
        assert_eq!(Place::Root.pointer(), "#");
        assert_eq!(pointer([""]), "#/");
    }

    #[test]
    fn a_pointer_that_would_be_too_long_ends_at_the_nearest_place_above() {
        let long = "é".repeat(MAX_POINTER_BYTES / 6 + 1);
        let outer = Place::Member(&Place::Root, "outer");
        let inner = Place::Member(&outer, &long);

        let place = Place::Item(&inner, 0);

        assert_eq!(place.pointer(), "#/outer");
    }
}
