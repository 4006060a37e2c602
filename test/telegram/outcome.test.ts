import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Api } from "grammy";
import { outcomeOf, waitMsOf, type TelegramOutcome } from "../../src/telegram/outcome.ts";
import type { FaultKind } from "../../sandbox/telegram/faults.ts";
import { createTelegramEmulator } from "../../sandbox/telegram/emulator.ts";

async function openTelegram(context: TestContext) {
  const telegram = createTelegramEmulator();
  await telegram.listen(0);
  context.after(() => telegram.close());
  telegram.addUser({ id: 7001, firstName: "Budi" });
  telegram.startDeepLink(7001);
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  /** What the reader makes of an edit on which this fault is played. */
  const read = async (fault: FaultKind): Promise<TelegramOutcome | "no error"> => {
    telegram.faults.add(fault);
    try {
      await api.editMessageText(7001, 1, "text");
      return "no error";
    } catch (error) {
      return outcomeOf(error);
    }
  };
  return { telegram, api, read };
}

const said = (reason: string): FaultKind => ({ kind: "bad_request", reason });
const failed = (status: number): FaultKind => ({ kind: "server_error", status });

const table: readonly (readonly [FaultKind, TelegramOutcome])[] = [
  [
    said(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    ),
    "same",
  ],
  [said("Message is not modified"), "same"],
  [said("MESSAGE_NOT_MODIFIED"), "same"],
  [said("message to edit not found"), "gone"],
  [said("Message to edit not found"), "gone"],
  [said("message not found"), "gone"],
  [said("message to delete not found"), "gone"],
  [said("message can't be edited"), "gone"],
  [said("message can't be deleted"), "gone"],
  [said("message can't be deleted for everyone"), "gone"],
  [said("MESSAGE_ID_INVALID"), "gone"],
  [said("message_id_invalid"), "gone"],
  [said("MESSAGE_EDIT_TIME_EXPIRED"), "gone"],
  [said("MESSAGE_AUTHOR_REQUIRED"), "gone"],
  [said("message identifier is not specified"), "gone"],
  [said("there is no text in the message to edit"), "gone"],
  [said("chat not found"), "blocked"],
  [said("PEER_ID_INVALID"), "blocked"],
  [said("user not found"), "blocked"],
  [{ kind: "forbidden", reason: "bot was blocked by the user" }, "blocked"],
  [{ kind: "forbidden", reason: "user is deactivated" }, "blocked"],
  [{ kind: "forbidden", reason: "bot can't initiate conversation with a user" }, "blocked"],
  [{ kind: "too_many_requests", retryAfterS: 3 }, { waitMs: 3_000 }],
  [failed(401), "unclear"],
  [failed(404), "unclear"],
  [failed(409), "unclear"],
  [failed(500), "unclear"],
  [failed(502), "unclear"],
  [{ kind: "server_error", status: 404, body: "html" }, "unclear"],
  [{ kind: "server_error", status: 400, body: "html" }, "unclear"],
  [{ kind: "dropped" }, "unclear"],
  [{ kind: "answer_lost" }, "unclear"],
  [said("can't parse entities: unsupported start tag"), "refused"],
  [said("MESSAGE_TOO_LONG"), "refused"],
  [said("BUTTON_DATA_INVALID"), "refused"],
  [failed(413), "refused"],
];

test("every wording of Telegram's is read as what it means", async (context) => {
  const { read } = await openTelegram(context);
  for (const [fault, outcome] of table)
    assert.deepEqual(await read(fault), outcome, JSON.stringify(fault));
});

test("a message that the person deleted is gone, one that shows the same is the same", async (context) => {
  const { telegram, api } = await openTelegram(context);
  const { message_id: messageId } = await api.sendMessage(7001, "text");
  const edit = () => api.editMessageText(7001, messageId, "text");
  await assert.rejects(edit, (error) => outcomeOf(error) === "same");
  telegram.deleteMessage(7001, messageId);
  await assert.rejects(edit, (error) => outcomeOf(error) === "gone");
});

test("what Telegram asks to wait is in seconds; nonsense is a second, a day is the most", () => {
  const read: readonly (readonly [unknown, number])[] = [
    [1, 1_000],
    [17, 17_000],
    [3_600, 3_600_000],
    [10 ** 12, 24 * 3_600_000],
    [0, 1_000],
    [-5, 1_000],
    [Number.NaN, 1_000],
    ["7", 1_000],
    [undefined, 1_000],
  ];
  for (const [seconds, ms] of read) assert.equal(waitMsOf(seconds), ms, String(seconds));
});

test("a bug of ours is no word of Telegram's", () => {
  assert.throws(() => outcomeOf(new TypeError("ours")), /ours/);
});
