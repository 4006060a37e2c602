import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { sampleCatalogue } from "../../../sandbox/osimesa/catalogue/sample.ts";
import { neverClosed } from "../never-closed.ts";
import { startSandbox } from "../../../sandbox/sandbox.ts";
import { person } from "../../person.ts";
import { keptPlace } from "../kept-place.ts";

const BUDI = { id: 612_345_001, name: "Budi" };

test("with --keep, chats, orders, prices and what was read survive a restart", async (t) => {
  const open = await keptPlace(t);
  const first = await open();
  const budi = person(first.stage.telegram, BUDI);
  budi.starts();
  await budi.sees("Toko Sandbox");
  const lastId = budi.lastMessage().message.message_id;
  first.stage.markRead(BUDI.id, lastId);
  const [service] = first.stage.osimesa.shop.list();
  assert.ok(service);
  first.stage.osimesa.shop.setPrice(service.code, 4321);
  await first.close();

  const second = await open();
  const { telegram, osimesa } = second.stage;
  const again = person(telegram, BUDI);
  assert.equal(again.lastMessage().message.message_id, lastId);
  assert.equal(second.stage.people()[0]?.readUpTo, lastId);
  assert.equal(osimesa.shop.find(service.code)?.price.current, 4321);
  // The buttons of the old message still do what they say: the bot's own memory was kept too.
  await again.presses("🛒");
  await again.sees(/produk/u);
});

test("without --keep nothing is left behind, and the bot's log is a file until then", async () => {
  const sandbox = await startSandbox({
    port: 0,
    services: neverClosed(sampleCatalogue()),
    announce: () => undefined,
  });
  const { logFile } = sandbox;
  assert.ok(logFile);
  assert.match(await readFile(logFile, "utf8"), /"msg":"started"/u);
  await sandbox.close();
  await assert.rejects(readFile(logFile), { code: "ENOENT" });
});

test("a page of another address is refused", async (t) => {
  const sandbox = await startSandbox({
    port: 0,
    services: neverClosed(sampleCatalogue()),
    announce: () => undefined,
  });
  t.after(() => sandbox.close());
  const path = `${sandbox.url}/api/chat/${BUDI.id}/start`;
  const body = JSON.stringify({ payload: "" });
  const post = (headers: Record<string, string>) =>
    fetch(path, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
  assert.equal((await post({ origin: "https://evil.example" })).status, 403);
  assert.equal(sandbox.stage.telegram.chat(BUDI.id).messages.length, 0);
  assert.equal((await post({ origin: sandbox.url })).status, 200);
});
