import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses, startTelegram, startWithBudi } from "./fixtures.ts";

test("a person sees the commands of the narrowest scope, in their language first", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  telegram.addUser({ id: 2, firstName: "Zoe", languageCode: "fr" });
  const menu = (description: string) => [{ command: "start", description }];
  await api.setMyCommands(menu("default"));
  await api.setMyCommands(menu("bawaan"), { language_code: "id" });
  const seen = (userId: number) => telegram.commandsFor(userId)[0]?.description;
  assert.deepEqual([seen(7001), seen(2)], ["bawaan", "default"]);

  await api.setMyCommands(menu("private"), { scope: { type: "all_private_chats" } });
  assert.deepEqual([seen(7001), seen(2)], ["private", "private"]);
  await api.setMyCommands(menu("operator"), { scope: { type: "chat", chat_id: 7001 } });
  assert.deepEqual([seen(7001), seen(2)], ["operator", "private"]);
  await api.deleteMyCommands({ scope: { type: "chat", chat_id: 7001 } });
  await api.deleteMyCommands({ scope: { type: "all_private_chats" } });
  assert.deepEqual([seen(7001), seen(2)], ["bawaan", "default"]);
});

test("commands that Telegram refuses", async (t) => {
  const { api } = await startTelegram(t);
  const set = (command: string, description = "d") => api.setMyCommands([{ command, description }]);
  await refuses(set("Start"), "Bad Request: BOT_COMMAND_INVALID");
  await refuses(set(""), "Bad Request: command must be non-empty");
  await refuses(set("x".repeat(33)), "Bad Request: command length must not exceed 32");
  await refuses(set("x", ""), "Bad Request: command description must be non-empty");
  await refuses(
    set("x", "d".repeat(257)),
    "Bad Request: command description length must not exceed 256",
  );
  const many = Array.from({ length: 101 }, (_, n) => ({ command: `c${n}`, description: "d" }));
  await refuses(api.setMyCommands(many), "Bad Request: BOT_COMMANDS_TOO_MUCH");
  await refuses(
    api.setMyCommands([], { scope: { type: "chat", chat_id: 9 } }),
    "Bad Request: chat not found",
  );
});
