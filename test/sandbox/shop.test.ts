import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleCatalogue } from "../../sandbox/osimesa/catalogue/sample.ts";
import { cutOffAround } from "../../sandbox/osimesa/shop.ts";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { person } from "../person.ts";
import { neverClosed } from "./never-closed.ts";

const BUDI = { id: 612_345_001, name: "Budi" };
const HALF_A_DAY_MS = 12 * 3_600_000;
const PATIENCE = { timeoutMs: 40_000 };
const TIMEOUT_MS = 240_000;

/** Waits until the page is told of something with which `seen` holds; the test's own time-out is the bound. */
function told(sandbox: Sandbox, seen: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const leave = sandbox.stage.feed.join(() => {
      if (!seen()) return;
      leave();
      resolve();
    });
    if (seen()) {
      leave();
      resolve();
    }
  });
}

async function asked(sandbox: Sandbox, path: string, body: object = {}): Promise<number> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return (await fetch(`${sandbox.url}/api/${path}`, init)).status;
}

test("the shop as a whole", { timeout: TIMEOUT_MS }, async (t) => {
  const sandbox = await startSandbox({
    port: 0,
    services: neverClosed(sampleCatalogue()).map((service) =>
      service.code === "TS10" ? { ...service, cutoff: cutOffAround(Date.now(), 120) } : service,
    ),
    announce: () => undefined,
  });
  t.after(() => sandbox.close());
  const { stage } = sandbox;
  const budi = person(stage.telegram, { ...BUDI, ...PATIENCE });
  budi.starts();
  await budi.sees("Toko Sandbox");

  await t.test("its clock closes and opens services, for the bot and at the supplier", async () => {
    budi.says("TS10.081234567890");
    await budi.sees("🌙");
    assert.equal(await asked(sandbox, "shop/clock", { aheadMs: HALF_A_DAY_MS }), 200);
    budi.says("TS10.081234567890");
    await budi.presses("✅");
    await budi.sees(/Sukses[\s\S]*SN\/Voucher/u, PATIENCE);
    assert.equal(await asked(sandbox, "shop/clock", { aheadMs: 0 }), 200);
    budi.says("TS10.081234567891");
    await budi.sees("🌙");
    assert.equal(await asked(sandbox, "shop/clock", { aheadMs: 1e12 }), 400);
  });

  await t.test("a step is ticked by what happened, not by a button", async () => {
    await told(sandbox, () => stage.progress.done().includes("order"));
    assert.equal(await asked(sandbox, "supplier/switch", { name: "lost-answer", on: true }), 200);
    assert.equal(await asked(sandbox, "payments/transfer", { rupiah: 51_234, note: "?" }), 200);
    await stage.look();
    assert.deepEqual(stage.progress.done(), ["order"]);
    assert.equal(await asked(sandbox, "supplier/switch", { name: "lost-answer", on: false }), 200);
  });

  await t.test(
    "a killed bot comes back, is killed once at most, and a late bell finds it",
    async () => {
      const down = told(sandbox, () => stage.botProcess.state() === "down");
      assert.equal(await asked(sandbox, "shop/kill"), 200);
      await down;
      assert.equal(await asked(sandbox, "shop/kill"), 409);
      await told(sandbox, () => stage.progress.done().includes("kill"));
      assert.equal(stage.botProcess.state(), "up");
      await stage.payer.bank.transfer(50_123, "?");
      assert.equal(stage.payer.payments()[0]?.rings.at(-1)?.status, 200);
    },
  );

  await t.test("passwords are masked on the page, and reach the supplier", async () => {
    const secret = stage.osimesa.shop.list().find(({ code }) => code.startsWith("RBX"));
    assert.ok(secret);
    const made = stage.osimesa.outsideOrder(
      secret.code,
      "budi_roblox",
      "sangat-rahasia",
      "budi@contoh.com",
    );
    assert.equal(stage.osimesa.ledger.find(made.refId)?.data[1], "sangat-rahasia");
    const shown = stage.supplier().transactions.find(({ refId }) => refId === made.refId);
    assert.deepEqual(shown?.data, ["budi_roblox", "•••", "budi@contoh.com"]);
    assert.doesNotMatch(JSON.stringify(stage.supplier()), /sangat-rahasia/u);
  });

  await t.test(
    "a hundred resellers order in bounded time, each once, and the page shows whose",
    async () => {
      const before = stage.osimesa.requests.count("order");
      assert.equal(await asked(sandbox, "shop/crowd"), 200);
      assert.equal(await asked(sandbox, "shop/crowd"), 409);
      await told(sandbox, () => stage.crowd.look().state === "done");
      const { ordered, failed, size } = stage.crowd.look();
      assert.equal(ordered + failed, size);
      assert.ok(ordered > size / 2, `${ordered} of ${size} ordered`);
      await told(sandbox, () =>
        stage.state().orders.some(({ personId }) => personId > 734_500_000),
      );
      assert.equal(stage.state().chats.length, stage.cast.length);
      await told(sandbox, () => stage.state().money.others === size);
      assert.ok(stage.osimesa.requests.count("order") - before <= ordered);
    },
  );
});
