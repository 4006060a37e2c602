import { commandKey, readCommands, storeCommands } from "../command-book.ts";
import type { MethodGroup } from "../method.ts";

export const commandMethods: MethodGroup = {
  setMyCommands({ world, params }) {
    const commands = readCommands(params);
    storeCommands(world, commandKey(world, params), commands);
    return true;
  },

  deleteMyCommands({ world, params }) {
    storeCommands(world, commandKey(world, params), []);
    return true;
  },
};
