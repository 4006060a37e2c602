import type { LinkPreviewOptions } from "grammy/types";
import { jsonObject } from "../json-object.ts";
import type { MethodGroup } from "../method.ts";
import type { Params } from "../params.ts";
import { refusal } from "../refusal.ts";
import { type Content, sendContent } from "../sending.ts";
import { characterCount, messageText, TEXT_LENGTH_MAX } from "../text/formatted.ts";

/** Sending text. Documents and pictures are in media.ts. */
export const messageMethods: MethodGroup = {
  sendMessage({ world, params }) {
    const { text, entities } = messageText(params);
    const preview = linkPreview(params);
    if (characterCount(text) > TEXT_LENGTH_MAX) throw refusal("message is too long");
    const content: Content = {
      text,
      ...(entities.length === 0 ? {} : { entities: [...entities] }),
      ...(preview === undefined ? {} : { link_preview_options: preview }),
    };
    return sendContent(world, params, content);
  },
};

/** Kept only where it says something, as Telegram does. */
export function linkPreview(params: Params): LinkPreviewOptions | undefined {
  const value = params.json("link_preview_options", "Can't parse link preview options JSON object");
  if (value === undefined) {
    return params.flag("disable_web_page_preview") ? { is_disabled: true } : undefined;
  }
  const object = jsonObject(value, "Object expected as link preview options");
  const url = object.optionalString("url");
  const options: LinkPreviewOptions = {
    ...(object.optionalFlag("is_disabled") ? { is_disabled: true } : {}),
    ...(url === "" ? {} : { url }),
    ...(object.optionalFlag("prefer_small_media") ? { prefer_small_media: true } : {}),
    ...(object.optionalFlag("prefer_large_media") ? { prefer_large_media: true } : {}),
    ...(object.optionalFlag("show_above_text") ? { show_above_text: true } : {}),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}
