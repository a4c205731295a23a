// What every page works with: the engine, the desk's clock, and who acts.
import { atSpeed, deskNow, type DeskClock } from "../engine/clock";
import type { StoredTicket, Told } from "../engine/protocol";
import { connect, type Remote } from "../engine/rpc";
import type { Engine } from "../engine/worker";
import { save, settings, storedDesk } from "./settings";

export class App {
  clock: DeskClock = { base: settings.deskTime, real: Date.now(), speed: settings.pace };
  private readonly listeners = new Set<(told: Told) => void>();
  private pending = new Map<string, StoredTicket>();
  private saving: number | undefined;

  private constructor(readonly engine: Remote<Engine>) {}

  /** Starts the engine in its worker, with what an earlier visit left. */
  static async start(): Promise<App> {
    const heard: { app?: App } = {};
    const worker = new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module", name: "engine" });
    const app = new App(await connect<Engine, Told>(worker, (told) => heard.app?.hear(told)));
    heard.app = app;
    app.clock = { ...app.clock, real: Date.now() };
    const stored = storedDesk.load();
    try {
      await app.engine.start(app.clock, stored);
    } catch (error) {
      if (!stored) throw error;
      // What was stored may come from an older page; a desk that cannot be read is begun anew.
      console.warn("the stored desk could not be read", error);
      await app.engine.start(app.clock, undefined);
    }
    if (!stored) save("policies", [JSON.stringify(await app.engine.policy())]);
    addEventListener("pagehide", () => app.keep());
    setInterval(() => save("desk-time", app.now()), 2_000);
    return app;
  }

  now(): number {
    return deskNow(this.clock);
  }

  get role(): string {
    return settings.role;
  }

  set role(role: string) {
    save("role", (settings.role = role));
  }

  async pace(speed: number): Promise<void> {
    this.clock = atSpeed(this.clock, speed);
    save("pace", (settings.pace = speed));
    await this.engine.setClock(this.clock);
  }

  /** Has `listener` hear what the engine tells, until the function that it returns is called. */
  listen(listener: (told: Told) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private hear(told: Told): void {
    if (told.type === "changed") this.store(told.tickets);
    for (const listener of this.listeners) listener(told);
  }

  /** Writes changed tickets in a quiet moment. */
  private store(tickets: readonly StoredTicket[]): void {
    for (const ticket of tickets) this.pending.set(ticket.number, ticket);
    this.saving ??= window.setTimeout(() => this.keep(), 300);
  }

  private keep(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    save("desk-time", this.now());
    if (this.pending.size > 0) storedDesk.save([...this.pending.values()]);
    this.pending = new Map();
  }
}
