/** Where links and buttons of a message lead. */

import { act } from "../server.ts";
import { bot, personId } from "../state.ts";
import { words } from "../words/words.ts";
import { askPerson } from "./dialogs.ts";
import { toast } from "./toast.ts";

/** Opens an address as a Telegram app would: links to the bot stay in the chat. */
export async function openUrl(url: string): Promise<void> {
  const its = words.value.chat.link;
  const full = /^[a-z]+:/iu.test(url) ? url : `https://${url}`;
  if (!URL.canParse(full)) return toast(its.noAddress(url));
  const { hostname, pathname, searchParams, protocol } = new URL(full);
  const isBot = pathname.slice(1).toLowerCase() === bot.value?.username.toLowerCase();
  if (/^(t|telegram)\.me$/u.test(hostname) && isBot) {
    return startWith(searchParams.get("start") ?? "");
  }
  if (!/^https?:$/u.test(protocol)) return toast(its.appOpens(url));
  const agreed = await askPerson({ title: its.ask, text: full, agree: its.open });
  if (agreed !== undefined) window.open(full, "_blank", "noopener");
}

/** START, or a deep link's payload. */
export async function startWith(payload: string): Promise<void> {
  await act(`chat/${personId.value}/start`, { payload });
}

export async function sendText(text: string, replyTo?: number): Promise<boolean> {
  return act(`chat/${personId.value}/text`, {
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
  });
}
