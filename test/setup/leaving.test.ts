import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { apiKey, botToken } from "../story/shop.ts";
import { answerKeys, newcomer } from "./newcomer.ts";
import { CONTROL_C, DOWN, type Conversation } from "./pseudo-terminal.ts";

test("killed half-way there is a whole .env with what was answered, for its owner only; run again it goes on there", async (t) => {
  const { setUp, settings, mode, folder } = await newcomer(t);
  const first = setUp();
  await answerKeys(first);
  await first.says(/Where will the bot run[^]*Docker/);
  await first.kill();
  assert.equal((await settings())["OSIMESA_API_KEY"], apiKey);
  assert.equal(await mode(), "600");
  assert.deepEqual(await readdir(folder), [".env"]);

  const again = setUp();
  await again.says(/Bot: @\w+ \(already in \.env\)[^]*Yes/);
  again.answers();
  await again.says(/OsiMesa: 8 products \(already in \.env\)[^]*Yes/);
  again.answers();
  await again.says(/Where will the bot run[^]*Docker/);
  again.presses(DOWN);
  again.answers();
  await again.says(/Kept in \.env: REDIS_PASSWORD/);
  again.presses(CONTROL_C);
  await again.says(/Stopped\. What was answered is kept/);
  assert.equal(await again.ended, 1);
  assert.match((await settings())["REDIS_PASSWORD"] ?? "", /^[0-9a-f]{48}$/);
});

test("Ctrl-C between two questions says what is kept, also where the terminal sends it as a signal", async (t) => {
  const { setUp, osimesa } = await newcomer(t, {
    env: `BOT_TOKEN=${botToken}\nOSIMESA_USER_ID=10001\nOSIMESA_API_KEY=${apiKey}\n`,
  });
  osimesa.faults.on({ kind: "never-answers", executed: false }, { count: Infinity });
  for (const leaves of [
    async (talk: Conversation) => talk.presses(CONTROL_C),
    (talk: Conversation) => talk.interrupts(),
  ]) {
    const talk = setUp();
    await talk.says(/already in \.env[^]*Yes/);
    talk.answers();
    await talk.says(/Checking OsiMesa/);
    await leaves(talk);
    await talk.says(/Stopped\. What was answered is kept/);
    assert.equal(await talk.ended, 1);
  }
});
