//! Places in a document: JSON pointers, and patterns of them in which `*` stands for any token.

use serde_json::Value;

use crate::model::Pointer;

/// The tokens of a pointer or a pattern, as written.
fn tokens(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').skip(1)
}

/// Whether the place is one that the pattern names, or holds one that it names.
pub(super) fn covers(place: &Pointer, pattern: &str) -> bool {
    let mut pattern = tokens(pattern);
    tokens(place.as_str()).all(|token| pattern.next().is_some_and(|it| it == "*" || it == token))
}

/// The name of a token, without the escapes of RFC 6901.
fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// Where a place comes in the document's own order: compare these to sort.
pub(super) fn position(document: &Value, place: &Pointer) -> Vec<usize> {
    let mut here = Some(document);
    tokens(place.as_str())
        .map(|token| {
            let token = unescaped(token);
            let (index, next) = match here {
                Some(Value::Object(map)) => {
                    (map.keys().position(|key| *key == token), map.get(&token))
                }
                Some(Value::Array(list)) => {
                    let index = token.parse::<usize>().ok();
                    (index, index.and_then(|index| list.get(index)))
                }
                Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
                    (None, None)
                }
            };
            here = next;
            index.unwrap_or(usize::MAX)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn place(text: &str) -> Pointer {
        tokens(text).fold(Pointer::root(), |pointer, token| pointer.at(unescaped(token)))
    }

    #[test]
    fn a_place_covers_what_lies_in_it() {
        for (at, pattern, holds) in [
            ("/process/steps/3/id", "/process/steps/*/id", true),
            ("/process/steps/3", "/process/steps/*/id", true),
            ("/process", "/process/steps/*/id", true),
            ("", "/process/steps/*/id", true),
            ("/process/steps/3/id/x", "/process/steps/*/id", false),
            ("/services/3/id", "/process/steps/*/id", false),
        ] {
            assert_eq!(covers(&place(at), pattern), holds, "{at}");
        }
    }

    #[test]
    fn places_sort_as_they_stand_in_the_document() {
        let document = json!({ "z": [1, { "b/c": 1, "a": 2 }], "a": 1 });
        let mut places = ["/a", "/z/1/a", "/z/1/b~1c", "/z", "/z/0"].map(place);
        places.sort_by_cached_key(|it| position(&document, it));
        assert_eq!(places.map(|it| it.to_string()), ["/z", "/z/0", "/z/1/b~1c", "/z/1/a", "/a"]);
    }
}
