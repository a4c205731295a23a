//! Names and comments.

const WIDTH: usize = 120;

/// Words that Kotlin keeps for itself.
const KEYWORDS: [&str; 28] = [
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];

/// `started_at` as `startedAt`.
pub(crate) fn camel(word: &str) -> String {
    let mut pieces = word.split('_');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |name, piece| name + &capitalised(piece))
}

/// `wait_started` as `WaitStarted`.
pub(crate) fn pascal(word: &str) -> String {
    word.split('_').map(capitalised).collect()
}

/// A name as Kotlin can read it.
pub(crate) fn quoted(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("`{name}`") } else { name.to_owned() }
}

/// A KDoc comment with its line breaks; nothing where there is nothing to say.
pub(crate) fn comment(description: Option<&str>, indent: &str) -> String {
    let Some(description) = description else { return String::new() };
    let description = description.replace("*/", "* /");
    let most = WIDTH.saturating_sub(indent.len()).saturating_sub(7);
    let mut lines = vec![String::new()];
    for word in description.split_whitespace() {
        let Some(last) = lines.last_mut() else { break };
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count().saturating_add(word.chars().count()) < most {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        _ => format!("{indent}/**\n{indent} * {}\n{indent} */\n", lines.join(&format!("\n{indent} * "))),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
