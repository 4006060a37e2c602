import { parseHtml } from "../../sandbox/telegram/text/html.ts";

/** The length Telegram counts; throws where Telegram would refuse the HTML. */
export function tidyHtmlLength(html: string): number {
  return parseHtml(html).text.length;
}
