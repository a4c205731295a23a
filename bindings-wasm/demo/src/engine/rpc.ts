// Calls from the page to the worker: one message there, one message back.

interface Call {
  readonly call: number;
  readonly method: string;
  readonly values: readonly unknown[];
}

type Answer =
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly refusal: Refusal };

/** What the engine threw, as it crosses from the worker. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly data?: unknown;
}

/** A call that the engine refused. */
export class Refused extends Error {
  readonly code: string;
  readonly path: string | undefined;
  readonly data: unknown;

  constructor({ code, message, path, data }: Refusal) {
    super(message);
    this.name = "Refused";
    this.code = code;
    this.path = path;
    this.data = data;
  }
}

type Methods<Service> = { [Name in keyof Service]: Service[Name] extends (...values: never[]) => unknown ? Name : never }[keyof Service];

/** A service on the other side: every answer takes a moment. */
export type Remote<Service> = {
  [Name in Methods<Service>]: Service[Name] extends (...values: infer Values) => infer Value
    ? (...values: Values) => Promise<Awaited<Value>>
    : never;
};

/** The service behind `worker`, once it says that it is ready; what it tells unasked goes to `hear`. */
export async function connect<Service, Told>(worker: Worker, hear: (told: Told) => void): Promise<Remote<Service>> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  await new Promise<void>((ready, failed) => {
    worker.addEventListener("error", (event) => failed(new Error(event.message || "the engine did not start")));
    worker.addEventListener("message", ({ data }: MessageEvent<Answer | { readonly ready: true } | { readonly told: Told }>) => {
      if ("ready" in data) return ready();
      if ("told" in data) return hear(data.told);
      const caller = waiting.get(data.answer);
      waiting.delete(data.answer);
      if ("refusal" in data) caller?.reject(new Refused(data.refusal));
      else caller?.resolve(data.value);
    });
  });
  const call = (method: string, values: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      waiting.set((last += 1), { resolve, reject });
      worker.postMessage({ call: last, method, values } satisfies Call);
    });
  return new Proxy({} as Remote<Service>, {
    // A proxy with `then` would be taken for a promise.
    get: (_, method) => (method === "then" ? undefined : (...values: unknown[]) => call(String(method), values)),
  });
}

/** Answers calls inside the worker. */
export function serve(service: object): void {
  const methods = service as Record<string, (...values: readonly unknown[]) => unknown>;
  self.addEventListener("message", ({ data }: MessageEvent<Call>) => {
    const answer = (value: Answer) => self.postMessage(value);
    Promise.resolve()
      .then(() => methods[data.method]?.(...data.values))
      .then((value) => answer({ answer: data.call, value }))
      .catch((error: unknown) => answer({ answer: data.call, refusal: refusal(error) }));
  });
  self.postMessage({ ready: true });
}

function refusal(error: unknown): Refusal {
  const { code, message, path, data } = error as Partial<Refusal> & Error;
  return {
    code: typeof code === "string" ? code : "demo.error",
    message: message ?? String(error),
    ...(path === undefined ? {} : { path }),
    ...(data === undefined ? {} : { data }),
  };
}
