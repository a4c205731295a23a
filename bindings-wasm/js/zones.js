// The zones that this module knows without being told; an entry with the database hands it in.
import { ZoneArchive } from "../archive.js";

let archive;

export function useZones(file) {
  archive = new ZoneArchive(file);
}

export async function fetchZones(source) {
  const response = await source;
  if (response instanceof Uint8Array) return useZones(response);
  const loaded = response instanceof Response ? response : await fetch(response);
  if (!loaded.ok) throw new Error(`the time zone database was not loaded: ${loaded.status} ${loaded.url}`);
  useZones(new Uint8Array(await loaded.arrayBuffer()));
}

export function tzdbVersion() {
  return archive?.version ?? "none";
}

export function findZone(name) {
  return archive?.find(name);
}
