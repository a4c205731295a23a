/** The time zone database of the package: names, and the TZif bytes of each. */
export class ZoneArchive {
  #zones = new Map();

  /** Reads the file `tzdb.bin`: a line with the version, lines of name, place and length, an empty line, the bytes. */
  constructor(file) {
    let end = 0;
    while (file[end] !== 10 || file[end + 1] !== 10) end += 1;
    const [version, ...lines] = new TextDecoder().decode(file.subarray(0, end)).split("\n");
    this.version = version;
    for (const line of lines) {
      const [id, from, length] = line.split(" ");
      const start = end + 2 + Number(from);
      this.#zones.set(id.toLowerCase(), { id, tzif: file.subarray(start, start + Number(length)) });
    }
  }

  /** A zone, found without regard to case. */
  find(name) {
    return this.#zones.get(name.toLowerCase());
  }
}
