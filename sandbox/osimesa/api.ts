/**
 * The three calls of POST /api/game, without HTTP: a form goes in, an answer comes out, money moves.
 */

import { createHash } from "node:crypto";
import { rawFields } from "./catalogue/raw-service.ts";
import { bend, goodAnswer, refusal, type Answer } from "./answer.ts";
import type { Clock } from "./clock.ts";
import type { RequestType, ShapeFault } from "./faults.ts";
import type { Form } from "./form.ts";
import type { Ledger } from "./ledger.ts";
import type { RequestRecorder } from "./request-log.ts";
import { checkOrder, type Shop } from "./shop.ts";
import { orderBody, statusBody, viewAt } from "./transaction.ts";

export interface ApiOptions {
  readonly userId: string;
  readonly apiKey: string;
  readonly clock: Clock;
  /** By which services close and open. */
  readonly timeOfDay: () => number;
  readonly shop: Shop;
  readonly ledger: Ledger;
  readonly requests: RequestRecorder;
  /** How far the upstream's clock is ahead of ours, ms. */
  readonly clockSkewMs: () => number;
}

/** How many transactions a status answer holds at most, and without `limit`. */
const MAX_PAGE = 15;

const THANKS =
  "Thank you for purchasing the product, please wait for the transaction to be processed.";

export type Api = ReturnType<typeof createApi>;

export function createApi(options: ApiOptions) {
  const { apiKey, shop, ledger, clock, requests } = options;
  const sign = createHash("md5").update(`${options.userId}${apiKey}`).digest("hex");

  function order(form: Form, shapes: readonly ShapeFault[], requestId: number): Answer {
    const accepted = checkOrder(shop, form, options.timeOfDay());
    if ("code" in accepted) return refusal(accepted);
    const made = ledger.order(accepted, requestId);
    if ("code" in made) return refusal(made);
    requests.update(requestId, { refId: made.refId });
    return goodAnswer(THANKS, JSON.stringify(bend(orderBody(made), shapes, requestId)));
  }

  function status(form: Form, shapes: readonly ShapeFault[], requestId: number): Answer {
    const stale = shapes.find((shape) => shape.kind === "stale-page");
    const asOfMs = stale === undefined ? Infinity : clock.now() - stale.ageMs;
    const refId = form["ref_id"] ?? "";
    const limit = refId === "" ? pageSize(form["limit"]) : 1;
    if (limit === undefined) return refusal({ code: 422, message: "Limit harus 1 - 15." });
    const one = ledger.find(refId);
    const page =
      refId === ""
        ? ledger.newest(limit, (each) => viewAt(each, asOfMs) !== undefined)
        : one === undefined
          ? []
          : [one];
    const entries = page.flatMap((each) => {
      const seen = viewAt(each, asOfMs);
      return seen === undefined ? [] : [statusBody(each, options.clockSkewMs(), seen)];
    });
    if (refId !== "" && entries.length === 0) {
      return refusal({ code: 404, message: "Transaksi tidak ditemukan." });
    }
    return goodAnswer("Success.", JSON.stringify(bend(entries, shapes, requestId)));
  }

  function services(shapes: readonly ShapeFault[], requestId: number): Answer {
    const json =
      shapes.length === 0
        ? shop.listJson()
        : JSON.stringify(bend(shop.list(), shapes, requestId) ?? null);
    return goodAnswer("Success.", json);
  }

  return {
    /** Refuses a wrong key or sign, as the first thing. */
    authorize(form: Form): Answer | undefined {
      if (form["key"] !== apiKey) {
        return refusal({ code: 401, message: "API Key tidak valid." });
      }
      if (form["sign"] !== sign) return refusal({ code: 401, message: "Sign tidak valid." });
      return undefined;
    },
    typeOf(form: Form): RequestType | "other" {
      const type = form["type"];
      return type === "order" || type === "status" || type === "service" ? type : "other";
    },
    execute(form: Form, shapes: readonly ShapeFault[], requestId: number): Answer {
      switch (form["type"]) {
        case "order":
          return order(form, shapes, requestId);
        case "status":
          return status(form, shapes, requestId);
        case "service":
          return services(shapes, requestId);
        default:
          return refusal({ code: 400, message: "Parameter type tidak valid." });
      }
    },
    /** The form as it may be shown and kept. */
    withoutSecrets(form: Form): Form {
      const shown = Object.fromEntries(
        Object.entries(form).filter(([name]) => name !== "key" && name !== "sign"),
      );
      const service = shop.find(form["service"] ?? "");
      if (service === undefined) return shown;
      for (const [index, field] of rawFields(service).entries()) {
        const name = `data${index + 1}`;
        if (field.input.type === "password" && name in shown) shown[name] = "•••";
      }
      return shown;
    },
  };
}

/** Undefined when it is not 1–15. */
function pageSize(limit: string | undefined): number | undefined {
  if (limit === undefined || limit === "") return MAX_PAGE;
  const asked = Number(limit);
  return Number.isInteger(asked) && asked >= 1 && asked <= MAX_PAGE ? asked : undefined;
}
