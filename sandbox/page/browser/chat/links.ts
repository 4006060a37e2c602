/** Where links and buttons of a message lead. */

import { act } from "../server.ts";
import { store } from "../store.ts";
import { confirmBox, toast } from "./toast.ts";

/** Opens an address as a Telegram app would: links to the bot stay in the chat. */
export async function openUrl(url: string): Promise<void> {
  const full = /^[a-z]+:/iu.test(url) ? url : `https://${url}`;
  if (!URL.canParse(full)) return toast(`Not an address: ${url}`);
  const { hostname, pathname, searchParams, protocol } = new URL(full);
  const isBot = pathname.slice(1).toLowerCase() === store.state?.bot.username.toLowerCase();
  if (/^(t|telegram)\.me$/u.test(hostname) && isBot) {
    return startWith(searchParams.get("start") ?? "");
  }
  if (!/^https?:$/u.test(protocol)) return toast(`A Telegram app would open ${url}`);
  const agreed = await confirmBox("Open this link?", full, "Open");
  if (agreed) window.open(full, "_blank", "noopener");
}

/** START, or a deep link's payload. */
export async function startWith(payload: string): Promise<void> {
  await act(`chat/${store.personId}/start`, { payload });
}

export async function sendText(text: string, replyTo?: number): Promise<boolean> {
  return act(`chat/${store.personId}/text`, {
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
  });
}
