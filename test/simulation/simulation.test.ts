import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** In a process of its own: the test runner follows every promise, which makes a simulation five times slower. */
async function simulate(...args: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { code: Number(code), output };
}

const seeds = 40;
const slices = 2;

for (let slice = 0; slice < slices; slice += 1) {
  const first = 1 + (slice * seeds) / slices;
  const count = seeds / slices;
  test(`all invariants hold in simulated seeds ${first} to ${first + count - 1}`, async () => {
    const { code, output } = await simulate("--from", String(first), "--seeds", String(count));
    assert.equal(code, 0, output);
    assert.match(
      output,
      new RegExp(`seeds ${count}, orders \\d{3,4}`),
      "that many seeds were played, with orders in them",
    );
  });
}

test("the same seed plays exactly the same", async () => {
  const withoutSeconds = (output: string) => output.replace(/in \d+ s/, "");
  const [first, second] = [await simulate("--seed", "7"), await simulate("--seed", "7")];
  assert.match(first.output, /seeds 1, orders/);
  assert.equal(withoutSeconds(second.output), withoutSeconds(first.output));
});

test("random operations leave the books in a real Redis as the model has them", async () => {
  const { code, output } = await simulate("--books", "15000");
  assert.equal(code, 0, output);
  assert.match(output, /^books: 1500\d scripts run, \d{2,} of them to die, in \d+ s; 0 faults$/m);
});

test("no payment of random histories of deposits is credited twice or lost, in a real Redis", async () => {
  const { code, output } = await simulate("--deposits", "800");
  assert.equal(code, 0, output);
  assert.match(
    output,
    /^800 deposits: \d{4} scripts run, \d{2,} of them to die, in \d+ s; 0 faults$/m,
  );
});
