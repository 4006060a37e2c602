import type { JsonObject } from "./json-object.ts";
import { refusal } from "./refusal.ts";

type Style = "danger" | "success" | "primary";
const STYLES: readonly Style[] = ["danger", "success", "primary"];

/** What a button may carry beside its text and action. `prefix` introduces the refusal. */
export function buttonStyle(
  object: JsonObject,
  prefix: string,
): { style?: Style; icon_custom_emoji_id?: string } {
  const icon = object.optionalString("icon_custom_emoji_id");
  const extra = icon === "" ? {} : { icon_custom_emoji_id: icon };
  const wanted = object.optionalString("style").toLowerCase();
  if (wanted === "" || wanted === "default") return extra;
  const style = STYLES.find((known) => known === wanted);
  if (style === undefined) throw refusal(`${prefix}invalid button style specified`);
  return { ...extra, style };
}
