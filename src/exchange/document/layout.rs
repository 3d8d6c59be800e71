//! JSON as a person would lay it out: what fits on a line stands on one.

use serde_json::Value;

/// How wide a line may become.
const WIDTH: usize = 100;

/// The value as text, with a line break at its end. The outermost object is always spread out.
pub(super) fn pretty(value: &Value) -> String {
    let mut text = String::new();
    spread(value, 0, &mut text);
    text.push('\n');
    text
}

/// The value as text in as few characters as it takes.
pub(super) fn compact(value: &Value) -> String {
    let mut text = String::new();
    close(value, &mut text);
    text
}

fn close(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            text.push('{');
            for (index, (name, value)) in map.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                text.push_str(&written(&Value::from(name.as_str())));
                text.push(':');
                close(value, text);
            }
            text.push('}');
        }
        Value::Array(list) => {
            text.push('[');
            for (index, value) in list.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                close(value, text);
            }
            text.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => flat(value, text),
    }
}

/// One value, on one line if it fits after what stands there already.
fn put(value: &Value, indent: usize, text: &mut String) {
    let mut line = String::new();
    flat(value, &mut line);
    let used = text.chars().rev().take_while(|&c| c != '\n').count();
    if used + line.chars().count() < WIDTH {
        text.push_str(&line);
    } else {
        spread(value, indent, text);
    }
}

fn spread(value: &Value, indent: usize, text: &mut String) {
    let inner = indent + 1;
    let new_line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::Object(map) if !map.is_empty() => {
            text.push('{');
            for (index, (name, value)) in map.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                new_line(text, inner);
                text.push_str(&written(&Value::from(name.as_str())));
                text.push_str(": ");
                put(value, inner, text);
            }
            new_line(text, indent);
            text.push('}');
        }
        Value::Array(list) if !list.is_empty() => {
            text.push('[');
            for (index, value) in list.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                new_line(text, inner);
                put(value, inner, text);
            }
            new_line(text, indent);
            text.push(']');
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => flat(value, text),
    }
}

fn flat(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            text.push_str("{ ");
            for (index, (name, value)) in map.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                text.push_str(&written(&Value::from(name.as_str())));
                text.push_str(": ");
                flat(value, text);
            }
            text.push_str(" }");
        }
        Value::Array(list) => {
            text.push('[');
            for (index, value) in list.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                flat(value, text);
            }
            text.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            let leaf = written(value);
            // A whole number without a fraction: `120`, not `120.0`.
            let whole = leaf.strip_suffix(".0").filter(|_| value.is_number());
            text.push_str(whole.unwrap_or(&leaf));
        }
    }
}

/// The value without any layout. Not by `Display`, which brings a second writer for its alternate form.
fn written(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default() // a value can always be written
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_fits_stands_on_one_line_and_what_does_not_is_spread_out() {
        let long = "x".repeat(70);
        let value = json!({
            "short": { "a": 120.0, "b": [1, 0.5], "c": {}, "d": "\"" },
            "long": { "first": long, "second": [long, "y"] },
            "empty": []
        });
        let expected = format!(
            "{{
  \"short\": {{ \"a\": 120, \"b\": [1, 0.5], \"c\": {{}}, \"d\": \"\\\"\" }},
  \"long\": {{
    \"first\": \"{long}\",
    \"second\": [\"{long}\", \"y\"]
  }},
  \"empty\": []
}}
"
        );
        assert_eq!(pretty(&value), expected);
        let again: Value = serde_json::from_str(&pretty(&value)).unwrap();
        assert_eq!(again["long"], value["long"]);
    }
}
