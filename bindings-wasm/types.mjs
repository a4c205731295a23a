// Writes `src/generated/documents.d.ts`: the TypeScript shapes of every document in `docs/schema`. `--check` only compares.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const schemas = new URL("../docs/schema/", import.meta.url);
const file = new URL("src/generated/documents.d.ts", import.meta.url);
const WIDTH = 120;

/** Texts with a form of their own, and shapes that `types.d.ts` declares. */
const KNOWN = {
  Date: "string",
  Instant: "string",
  Name: "string",
  Nothing: "Record<never, never>",
  Role: "string",
  Text: "string",
  CalendarDocument: "CalendarDocument",
  ShiftDocument: "Shift",
  WeeklyShifts: "{ readonly [day in Weekday]?: readonly Shift[] }",
};
/** What a schema leaves open for other versions' sake, and what this version writes there. */
const WRITTEN = {
  "EventDocument.kind": "EventKind",
  "ReadingDocument.state": '"running" | "paused" | "stopped" | "withdrawn"',
  "ReadingDocument.rate": "0 | 1",
  "RuleReadingDocument.state": '"decided" | "fired" | "without_effect" | "pre_empted" | "not_met"',
  "RuleReadingDocument.priority": "Priority",
  "AlternativeDocument.priority": "Priority",
};

function comment(text, indent) {
  if (!text) return "";
  const most = WIDTH - indent.length - 3;
  const lines = [""];
  for (const word of text.replaceAll("*/", "* /").split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length + 5 > most) lines.push(word);
    else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
  }
  return `${indent}/** ${lines.join(`\n${indent} * `)} */\n`;
}

function members(schema, owner, indent) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const type = WRITTEN[`${owner}.${name}`] ?? typeOf(field, indent);
    return `${comment(field.description, indent)}${indent}readonly ${name}${required.has(name) ? "" : "?"}: ${type};\n`;
  });
  return fields.join("");
}

function objectType(schema, indent) {
  const named = Object.keys(schema.properties ?? {}).length > 0;
  if (named) return `{\n${members(schema, undefined, `${indent}  `)}${indent}}`;
  const values = schema.additionalProperties;
  if (values && typeof values === "object") return `{ readonly [name: string]: ${typeOf(values, indent)} }`;
  return "{ readonly [name: string]: unknown }";
}

function union(variants, indent) {
  const kept = variants.filter((variant) => variant.type !== "null");
  if (kept.length === 1) return typeOf(kept[0], indent);
  const types = kept.map((variant) => {
    const type = typeOf(variant, `${indent}  `);
    return `\n${comment(variant.description, `${indent}  `)}${indent}  | ${type}`;
  });
  return types.join("");
}

function typeOf(schema, indent) {
  if (schema === true || Object.keys(schema).length === 0) return "unknown";
  const variants = schema.oneOf ?? schema.anyOf;
  const parts = [];
  if (schema.$ref) parts.push(nameOf(schema.$ref));
  if (schema.properties && (schema.$ref || variants)) parts.push(objectType(schema, indent));
  if (variants) parts.push(parts.length ? `(${union(variants, indent)}\n${indent})` : union(variants, indent));
  if (parts.length) return parts.join(" & ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  const types = [schema.type].flat().filter((type) => type && type !== "null");
  if (types.length === 0) return "unknown";
  return types.map((type) => plainType(type, schema, indent)).join(" | ");
}

function plainType(type, schema, indent) {
  if (type === "integer") return "number";
  if (type === "object") return objectType(schema, indent);
  if (type !== "array") return type;
  if (schema.prefixItems) return `readonly [${schema.prefixItems.map((item) => typeOf(item, indent)).join(", ")}]`;
  const item = typeOf(schema.items ?? true, indent);
  return /[|&\s]/.test(item) ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function nameOf(reference) {
  const name = reference.split("/").at(-1);
  return KNOWN[name] ?? name;
}

function declaration(name, schema) {
  const plain = schema.type === "object" && schema.properties && !schema.oneOf && !schema.anyOf && !schema.$ref;
  const head = comment(schema.description, "");
  if (plain) return `${head}export interface ${name} {\n${members(schema, name, "  ")}}\n`;
  const type = schema.type === "object" && !schema.oneOf && !schema.anyOf ? objectType(schema, "") : typeOf(schema, "");
  return `${head}export type ${name} =${type.startsWith("\n") ? "" : " "}${type};\n`;
}

function definitions() {
  const found = new Map();
  for (const name of readdirSync(schemas).sort()) {
    const { $defs = {}, $schema, title, ...root } = JSON.parse(readFileSync(new URL(name, schemas), "utf8"));
    for (const [each, schema] of [...Object.entries($defs), [title, root]]) {
      const known = found.get(each);
      if (known && sorted(known) !== sorted(schema)) throw new Error(`${each} has two shapes, one in ${name}`);
      found.set(each, schema);
    }
  }
  return [...found].filter(([name]) => !(name in KNOWN)).sort(([left], [right]) => (left < right ? -1 : 1));
}

function sorted(schema) {
  const field = (_, value) => (value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort()) : value);
  return JSON.stringify(schema, field);
}

const HEADER = "// Generated by `npm run types` from the schemas of the documents; changes here are lost.\n\n";
const text = HEADER + definitions().map(([name, schema]) => declaration(name, schema)).join("\n");
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) throw new Error("src/generated/documents.d.ts is not what docs/schema says: npm run types");
