/** One page of the demo. */
export interface Page {
  /** Its heading, for the title of the window. */
  readonly title: () => string;
  /** Draws it, or draws it again: after a change of the address, the language or the theme. */
  show(query: URLSearchParams): void;
  /** Called before every frame while the page is on the screen. */
  frame?(now: number): void;
  /** Called when the visitor goes on. */
  leave?(): void;
}
