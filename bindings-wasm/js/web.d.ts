export * from "./index.js";

/** Where the module comes from: its address, the response to a fetch of it, its bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** Loads the module, by default from the file `aftersales.wasm` beside this script. Nothing else of the package may be used
 * before it is done; calling it again does nothing. */
export default function load(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;
