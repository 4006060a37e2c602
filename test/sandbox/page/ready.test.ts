import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type { MessageLook, PageEvent } from "../../../sandbox/page/protocol.ts";
import { runSandbox } from "./command.ts";

const BUDI = 612_345_001;

/** What an open page hears, until the sandbox is silent for too long. */
async function* heard(url: string): AsyncGenerator<PageEvent> {
  const { body } = await fetch(`${url}/api/events`, { signal: AbortSignal.timeout(150_000) });
  assert.ok(body);
  let rest = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: {")) yield JSON.parse(line.slice(6));
  }
}

test(
  "20,000 services: once the sandbox has said where to go, the first press of 🛒 shows its categories, and the next one services",
  { timeout: 180_000 },
  async (t) => {
    const { child, said } = runSandbox(t, ["--port", "0", "--services", "20000"]);
    const output = await said(/Ctrl-C/u);
    assert.match(output, /20,000 services in 200 categories/u);
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/u.exec(output) ?? [];
    const page = heard(url);
    const does = async (what: string, body: object) => {
      const headers = { "content-type": "application/json", origin: url };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      assert.equal((await fetch(`${url}/api/chat/${BUDI}/${what}`, init)).status, 200);
    };
    /** The next thing that the bot says to Budi. */
    const answer = async (): Promise<MessageLook["message"]> => {
      for (let next = await page.next(); next.done !== true; next = await page.next()) {
        const event = next.value;
        if (event.type === "message" && event.look.byBot) return event.look.message;
      }
      throw new Error("the page's line ended");
    };
    const labels = ({ reply_markup }: MessageLook["message"]) =>
      (reply_markup?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text));
    const presses = async (message: MessageLook["message"], label: RegExp) => {
      const keys = labels(message);
      const row = keys.findIndex((texts) => texts.some((text) => label.test(text)));
      assert.ok(row >= 0, `${label.source} is not in ${JSON.stringify(keys)}`);
      const column = keys[row]?.findIndex((text) => label.test(text)) ?? 0;
      await does("press", { messageId: message.message_id, row, column });
      return answer();
    };

    await page.next();
    await does("start", { payload: "" });
    const categories = await presses(await answer(), /🛒/u);
    const services = await presses(categories, /Kategori \d/u);
    assert.match(labels(services).flat().join("\n"), /#\d+.*Rp/u);

    await page.return(undefined);
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    assert.equal(code, 0);
  },
);
