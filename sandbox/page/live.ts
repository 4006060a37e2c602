/** Tells open pages what happens in the emulators, as it happens. */

import { z } from "zod";
import type { InlineAnswer, InlineQueryState } from "../telegram/world.ts";
import { callLook, messageLook } from "./looks.ts";
import { pressLook } from "./presses.ts";
import type { InlineLook } from "./protocol.ts";
import type { Stage } from "./stage.ts";

export function followLive(stage: Stage): void {
  followChats(stage);
  followTelegram(stage);
  followSupplier(stage);
}

function followChats({ telegram, feed, people, cast }: Stage): void {
  const { events } = telegram;
  const isShown = (chatId: number) => cast.some(({ id }) => id === chatId);
  for (const name of ["message", "edited"] as const) {
    events.on(name, ({ chatId, record }) => {
      if (!isShown(chatId)) return;
      feed.publish({ type: "message", personId: chatId, look: messageLook(telegram, record) });
    });
  }
  events.on("deleted", ({ chatId, messageIds }) => {
    feed.publish({ type: "gone", personId: chatId, messageIds });
  });
  events.on("pressed", (query) => feed.publish({ type: "pressed", press: pressLook(query) }));
  events.on("callbackAnswered", ({ id, userId, answer }) => {
    if (answer === undefined) return;
    const { text, showAlert: alert, url } = answer;
    feed.publish({ type: "answered", queryId: id, personId: userId, text, alert, url });
  });
  events.on("inlineAnswered", (query) => {
    if (query.answer !== undefined) {
      feed.publish({ type: "inline", inline: inlineLook(query, query.answer) });
    }
  });
  for (const name of ["person", "commands"] as const) {
    events.on(name, () =>
      feed.publishSoon("people", () => ({ type: "changed", parts: { people: people() } })),
    );
  }
}

function followTelegram({ telegram, feed, telegramLook, progress }: Stage): void {
  telegram.events.on("call", (call) => {
    feed.publish({ type: "call", call: callLook(call) });
    progress.sawCall();
  });
  for (const name of ["faults", "updates"] as const) {
    telegram.events.on(name, () =>
      feed.publishSoon("telegram", () => ({
        type: "changed",
        parts: { telegram: telegramLook() },
      })),
    );
  }
}

function followSupplier({ osimesa, feed, supplier }: Stage): void {
  for (const name of ["transaction", "request", "balance", "faults", "reachable"] as const) {
    osimesa.events.on(name, () =>
      feed.publishSoon("supplier", () => ({ type: "changed", parts: { supplier: supplier() } })),
    );
  }
  osimesa.events.on("catalogue", () =>
    feed.publishSoon("catalogue", () => ({ type: "catalogue" })),
  );
}

/** The emulated Bot API lets nothing but articles through; here it is only told apart for the types. */
const article = z.custom<InlineLook["results"][number]>(
  (value) => typeof value === "object" && value !== null && "title" in value,
);
const button = z.custom<NonNullable<InlineLook["button"]>>(
  (value) => typeof value === "object" && value !== null && "text" in value,
);

function inlineLook(query: InlineQueryState, answer: InlineAnswer): InlineLook {
  const below = button.safeParse(answer.button);
  return {
    queryId: query.id,
    personId: query.userId,
    results: answer.results.flatMap((result) => article.safeParse(result).data ?? []),
    ...(below.success ? { button: below.data } : {}),
  };
}
