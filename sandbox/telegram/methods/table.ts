import type { Method, MethodGroup } from "../method.ts";
import { callbackMethods } from "./callbacks.ts";
import { chatMethods } from "./chats.ts";
import { commandMethods } from "./commands.ts";
import { deletionMethods } from "./deletions.ts";
import { editMethods } from "./edits.ts";
import { fileMethods } from "./files.ts";
import { inlineMethods } from "./inline.ts";
import { mediaMethods } from "./media.ts";
import { messageMethods } from "./messages.ts";
import { updateMethods } from "./updates.ts";

const GROUPS: readonly MethodGroup[] = [
  updateMethods,
  messageMethods,
  mediaMethods,
  editMethods,
  deletionMethods,
  callbackMethods,
  chatMethods,
  inlineMethods,
  commandMethods,
  fileMethods,
];

const METHODS: ReadonlyMap<string, Method> = new Map(
  GROUPS.flatMap((group) =>
    Object.entries(group).map(([name, method]) => [name.toLowerCase(), method] as const),
  ),
);

/** Telegram takes method names in any case. */
export function findMethod(name: string): Method | undefined {
  return METHODS.get(name.toLowerCase());
}
