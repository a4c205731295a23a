/** What every call of this package throws. */
export class AftersalesError extends Error {
  constructor(code, message, path, data) {
    super(message);
    this.name = "AftersalesError";
    this.code = code;
    this.path = path;
    this.data = data;
  }
}
