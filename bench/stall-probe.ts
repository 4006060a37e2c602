/** Loaded into a bot that is watched, before its own code: says how long its event loop was held up at most. */
import { monitorEventLoopDelay } from "node:perf_hooks";

const nanosecondsPerMs = 1e6;
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on("message", () => {
  process.send?.(delays.max / nanosecondsPerMs);
  delays.reset();
});
// Listening must not keep the bot from ending.
process.channel?.unref();
