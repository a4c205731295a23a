// Columns of words as small numbers, so that ten thousand rows cross to the page at once.
import { COLUMNS, OWN_TITLE, type ColumnName, type RowNames, type SentRows, type WallName } from "./protocol";

/** What a wall shows of one ticket beside its clocks. */
export type Row = { readonly [Column in ColumnName]: string } & {
  readonly key: string;
  readonly title: number | string;
  readonly opened: number;
  readonly open: boolean;
};

/** The rows of one wall, by the board's index. */
export class Rows {
  readonly rows: (Row | undefined)[] = [];
  private readonly places: { [Column in ColumnName]: Map<string, number> };

  constructor(readonly wall: WallName) {
    const none = () => new Map([["", 0]]);
    this.places = { priority: none(), kind: none(), tier: none(), phase: none(), level: none(), wait: none(), escalation: none() };
  }

  /** What the page needs to draw any of them. */
  packed(withNames: boolean): SentRows {
    const count = this.rows.length;
    const columns = this.columns((column) => {
      const packed = new Uint8Array(count);
      this.rows.forEach((row, place) => (packed[place] = row ? this.place(column, row[column]) : 0));
      return packed;
    });
    const words = this.columns((column) => [...this.places[column].keys()]);
    return { wall: this.wall, columns, words, ...(withNames ? { names: this.names() } : {}) };
  }

  private names(): RowNames {
    const cases = new Uint16Array(this.rows.length);
    const titles: { [row: number]: string } = {};
    this.rows.forEach((row, place) => {
      if (typeof row?.title === "string") titles[place] = row.title;
      cases[place] = typeof row?.title === "number" ? row.title : OWN_TITLE;
    });
    return { keys: this.rows.map((row) => row?.key ?? ""), cases, titles };
  }

  private columns<Value>(of: (column: ColumnName) => Value): { [Column in ColumnName]: Value } {
    return Object.fromEntries(COLUMNS.map((column) => [column, of(column)])) as { [Column in ColumnName]: Value };
  }

  private place(column: ColumnName, word: string): number {
    const places = this.places[column];
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, places.size);
    return places.size - 1;
  }
}
