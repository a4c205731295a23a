// Where in the text of a JSON document the value at a path such as `rules[3].steps[0]` stands.

/** The first and the last character of the value; of the deepest ancestor that is there where the value is not. */
export function placeOf(text: string, path: string): readonly [from: number, to: number] {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  let at = skipSpace(text, 0);
  for (const step of steps) {
    const next = text[at] === "{" ? member(text, at, step) : text[at] === "[" ? item(text, at, Number(step)) : undefined;
    if (next === undefined) break;
    at = next;
  }
  return [at, endOf(text, at)];
}

function member(text: string, object: number, name: string): number | undefined {
  for (let at = skipSpace(text, object + 1); text[at] === '"'; ) {
    const end = endOf(text, at);
    const key: unknown = JSON.parse(text.slice(at, end));
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (key === name) return value;
    at = nextItem(text, value);
  }
  return undefined;
}

function item(text: string, array: number, place: number): number | undefined {
  let at = skipSpace(text, array + 1);
  for (let passed = 0; passed < place; passed += 1) {
    if (at >= text.length || text[at] === "]") return undefined;
    at = nextItem(text, at);
  }
  return text[at] === "]" ? undefined : at;
}

/** The value after the one at `at`, or the bracket that closes. */
function nextItem(text: string, at: number): number {
  const after = skipSpace(text, endOf(text, at));
  return text[after] === "," ? skipSpace(text, after + 1) : after;
}

/** The first character behind the value at `at`. */
function endOf(text: string, at: number): number {
  if (text[at] === '"') {
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    return end + 1;
  }
  if (text[at] !== "{" && text[at] !== "[") {
    const end = text.slice(at).search(/[\s,\]}]/);
    return end < 0 ? text.length : at + end;
  }
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    const character = text[end];
    if (character === '"') end = endOf(text, end) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if ((character === "}" || character === "]") && (depth -= 1) === 0) return end + 1;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && " \n\r\t".includes(text[next] ?? "")) next += 1;
  return next;
}
