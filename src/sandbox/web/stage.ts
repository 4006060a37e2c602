/** Everything the page shows, gathered: the whole of it for a page that opens, and each change after that. */

import { randomUUID } from "node:crypto";
import type { CastMember } from "../cast.ts";
import type { OsimesaEmulator } from "../osimesa/emulator.ts";
import { outcomeOf } from "./ending.ts";
import type { TelegramEmulator } from "../telegram/emulator.ts";
import type { CallbackQueryState } from "../telegram/world.ts";
import type { Feed } from "./feed.ts";
import { callLook, chatLook, messageLook, personLook, transactionLooks } from "./looks.ts";
import type { OrderWatch } from "./order-watch.ts";
import type {
  Ending,
  InlineLook,
  OrderLook,
  PageState,
  PersonLook,
  PressLook,
  SupplierLook,
  TelegramLook,
} from "./protocol.ts";
import { createSupplierSwitches, type SupplierSwitches } from "./supplier-switches.ts";
import { createTelegramSwitches, type TelegramSwitches } from "./telegram-switches.ts";

export interface StageOptions {
  readonly telegram: TelegramEmulator;
  readonly osimesa: OsimesaEmulator;
  readonly cast: readonly CastMember[];
  readonly feed: Feed;
  readonly shopName: string;
  readonly ending: Ending;
  /** Called by `orders` with the watch's news. */
  readonly watch: (changed: (orders: readonly OrderLook[]) => void) => OrderWatch;
}
