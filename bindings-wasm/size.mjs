// The sizes of what is downloaded, compressed with brotli. Fails where a file is more than 2 % larger than recorded in
// `sizes.json`; says how far each is from its aim. `--show` only prints; `--record "why"` writes the record anew with the reason.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const dist = new URL("dist/", import.meta.url);
const record = new URL("sizes.json", import.meta.url);
const GROWTH = 1.02;
const FILES = ["full/aftersales.wasm", "clocks/aftersales.wasm", "kpi/aftersales.wasm", "tzdb.bin"];

function sizeOf(file) {
  const bytes = readFileSync(new URL(file, dist));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return { raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
}

const sizes = Object.fromEntries(FILES.map((file) => [file, sizeOf(file)]));
const recorded = JSON.parse(readFileSync(record, "utf8"));
const [flag, reason] = process.argv.slice(2);

for (const [file, { raw, brotli }] of Object.entries(sizes)) {
  const { aim, brotli: before } = recorded.files[file];
  const told = brotli > aim ? `${brotli - aim} above the aim of ${aim}` : `within the aim of ${aim}`;
  console.log(`${file}: ${raw} bytes, ${brotli} with brotli; recorded ${before}; ${told}`);
}
if (flag === "--record") {
  if (!reason) throw new Error('say why: `npm run size -- --record "why"`');
  for (const [file, size] of Object.entries(sizes)) Object.assign(recorded.files[file], size);
  writeFileSync(record, `${JSON.stringify({ ...recorded, reason }, null, 2)}\n`);
} else if (flag !== "--show") {
  for (const [file, { brotli }] of Object.entries(sizes)) {
    const { brotli: before } = recorded.files[file];
    if (brotli <= before * GROWTH) continue;
    console.error(`${file} is more than 2 % above the recorded ${before}: make it smaller, or record it with a reason`);
    process.exitCode = 1;
  }
}
