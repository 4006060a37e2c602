import assert from "node:assert/strict";
import { test } from "node:test";
import { GrammyError } from "grammy";
import { createLog } from "../src/log.ts";

/** What one line of the log says. */
function logged(
  write: (log: ReturnType<typeof createLog>) => void,
  secrets: string[] = [],
): string {
  let text = "";
  write(createLog({ level: "info", secrets, destination: { write: (line) => (text += line) } }));
  return text;
}

const numbers = ["081234567890", "6281234567890", "0812-3456-7890", "0812 3456 7890", "123456"];

for (const number of numbers) {
  const digits = number.replaceAll(/\D/g, "");
  const places: [where: string, fields: object][] = [
    ["an error's message", { err: new Error(`refused ${number}`) }],
    ["an error by its other name", { error: new Error(`refused ${number}`) }],
    ["the cause of an error", { err: new Error("failed", { cause: new Error(number) }) }],
    ["an error's code", { err: Object.assign(new Error("failed"), { code: number }) }],
    ["an error's stack", { err: stacked(number) }],
    ["what is thrown that is no error", { err: `refused ${number}` }],
    ["what a part says of an error", { error: { said: `refused ${number}` } }],
    ["a reason in others' words", { why: `Nomor ${number} salah` }],
    ["a status word", { word: `pending ${number}` }],
  ];
  for (const [where, fields] of places) {
    test(`the log keeps no ${number} from ${where}`, () => {
      const line = logged((log) => log.warn(fields, "trouble"));
      assert.ok(line.includes("…"), line);
      assert.equal(line.replaceAll(/[^\d"]/g, "").includes(digits), false, line);
    });
  }
}

function stacked(number: string): Error {
  const error = new Error("failed");
  error.stack = `Error: failed\n    at place (${number}.js)`;
  return error;
}

test("short numbers, codes and what is no reason stay readable", () => {
  const error = Object.assign(new Error("HTTP 502 after 12345 ms"), { code: "ECONNRESET" });
  const line = logged((log) => log.warn({ err: error, waitedMs: 1_234_567 }, "trouble"));
  assert.match(line, /HTTP 502 after 12345 ms/);
  assert.match(line, /"code":"ECONNRESET"/);
  assert.match(line, /"waitedMs":1234567/);
  assert.match(line, /log\.test\.ts/);
});

test("of Telegram's refusals the method, the code and what it says are kept", () => {
  const error = new GrammyError(
    "Call to 'sendMessage' failed!",
    { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" },
    "sendMessage",
    { chat_id: 7001, text: "SN-123" },
  );
  const line = logged((log) => log.warn({ err: error }, "trouble"));
  assert.match(line, /"code":403/);
  assert.match(line, /"method":"sendMessage"/);
  assert.match(line, /bot was blocked by the user/);
  assert.doesNotMatch(line, /SN-123|7001/);
});

test("arguments of Redis's commands and Telegram's payloads never come along with their errors", () => {
  const error = Object.assign(new Error("OOM"), {
    command: { name: "evalsha", args: ["Budi", "SN-123"] },
    payload: { text: "SN-123" },
  });
  assert.doesNotMatch(
    logged((log) => log.error({ err: error }, "failed")),
    /Budi|SN-123/,
  );
});

test("secrets are cut out of a line wherever they stand, and fields that hold some by their name", () => {
  const line = logged(
    (log) =>
      log.info(
        { url: "https://x/bot1%3AAA%2Fb", voucher: "SN-1", order: { destination: "0812" } },
        "token 1:AA/b",
      ),
    ["1:AA/b"],
  );
  assert.doesNotMatch(line, /AA/);
  assert.doesNotMatch(line, /SN-1|0812/);
});
