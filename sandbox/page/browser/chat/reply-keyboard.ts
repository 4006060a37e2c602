/** The keyboard a bot puts in place of the phone's own. */

import type { KeyboardButton, ReplyKeyboardMarkup } from "grammy/types";
import { h } from "../dom.ts";
import { act } from "../server.ts";
import { person } from "../store.ts";
import { confirmBox, toast } from "./toast.ts";

export function replyKeyboard(
  { keyboard }: ReplyKeyboardMarkup,
  send: (text: string) => Promise<void>,
): HTMLElement {
  const rows = keyboard.map((row) =>
    h(
      "div",
      { className: "keyboard-row" },
      ...row.map((button) =>
        h(
          "button",
          {
            type: "button",
            className: `reply-key ${typeof button === "string" ? "" : (button.style ?? "")}`,
            onclick: () => void use(button, send),
          },
          typeof button === "string" ? button : button.text,
        ),
      ),
    ),
  );
  return h("div", { className: "reply-keyboard" }, ...rows);
}

async function use(
  button: KeyboardButton | string,
  send: (text: string) => Promise<void>,
): Promise<void> {
  if (typeof button === "string") return send(button);
  if ("request_contact" in button) return shareOwnContact();
  if ("request_location" in button) return toast("The sandbox has no location to share");
  return send(button.text);
}

/** As Telegram does, only after asking. */
export async function shareOwnContact(): Promise<void> {
  const one = person();
  if (one === undefined) return;
  const { id, phoneNumber } = one;
  const text = `The bot will know your phone number, ${phoneNumber}.`;
  const agreed = await confirmBox("Share your phone number?", text, "Share");
  if (agreed) await act(`chat/${id}/contact`, { phoneNumber, own: true });
}
