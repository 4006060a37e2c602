import hooks from "node:async_hooks";

/**
 * Loaded before each test file of `npm test` (`--import`): Node's runner follows every promise, so as to know in which
 * test an error came that nobody caught, and takes a third to a half of the processor time for it. Without it such an
 * error fails its file and is shown all the same. `npm test -- FILE` follows them.
 */
const nothing = {
  enable: () => nothing,
  disable: () => nothing,
};
Reflect.set(hooks, "createHook", () => nothing);
