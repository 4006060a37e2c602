import type { Params } from "./params.ts";
import type { World } from "./world.ts";

/** One call of a bot, ready for its method. */
interface MethodCall {
  readonly world: World;
  readonly params: Params;
  /** Aborted when the bot has hung up. */
  readonly signal: AbortSignal;
}

/** Returns the `result` of the answer; throws `Refusal` for an answer with `ok: false`. */
export type Method = (call: MethodCall) => unknown;

/** Methods by their documented names. */
export type MethodGroup = Readonly<Record<string, Method>>;
