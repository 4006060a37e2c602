import { createHmac } from "node:crypto";

/**
 * What nobody guesses: the last part of the address, and what Telegram says with each request. Of the token, so that
 * every process has the same without another setting.
 */
export function webhookSecrets(token: string): { path: string; secret: string } {
  const derived = (what: string) => createHmac("sha256", token).update(what).digest("base64url");
  return { path: `/telegram/${derived("webhook path")}`, secret: derived("webhook secret") };
}
