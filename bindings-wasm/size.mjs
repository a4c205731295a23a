// The sizes of what is downloaded, compressed with brotli. Fails where a file is over its limit, or more than 2 % larger than
// recorded in `sizes.json`. `--show` only prints; `--record "why"` writes the record anew with the reason.
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
  const { most, brotli: before } = recorded.files[file];
  console.log(`${file}: ${raw} bytes, ${brotli} with brotli; recorded ${before}, at most ${most}`);
}
if (flag === "--record") {
  if (!reason) throw new Error('say why: `npm run size -- --record "why"`');
  for (const [file, size] of Object.entries(sizes)) Object.assign(recorded.files[file], size);
  writeFileSync(record, `${JSON.stringify({ ...recorded, reason }, null, 2)}\n`);
} else if (flag !== "--show") {
  for (const [file, { brotli }] of Object.entries(sizes)) {
    const { most, brotli: before } = recorded.files[file];
    const refuse = (why) => {
      console.error(`${file}: ${brotli} bytes with brotli, ${why}`);
      process.exitCode = 1;
    };
    if (brotli > most) refuse(`over the limit of ${most}`);
    else if (brotli > before * GROWTH) refuse(`more than 2 % above the recorded ${before}; make it smaller, or record it with a reason`);
  }
}
