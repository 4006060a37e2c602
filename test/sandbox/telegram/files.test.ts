import assert from "node:assert/strict";
import { test } from "node:test";
import { InputFile } from "grammy";
import { rawCall, refuses, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;

test("a document is uploaded as a stream, kept, and downloaded again", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const bytes = Buffer.from("id;harga\r\nBR2;41975\r\n");
  async function* stream() {
    yield bytes.subarray(0, 5);
    yield bytes.subarray(5);
  }
  const sent = await api.sendDocument(BUDI, new InputFile(stream(), "riwayat.csv"), {
    caption: "<b>Riwayat</b>",
    parse_mode: "HTML",
    reply_markup: { inline_keyboard: [[{ text: "ya", callback_data: "y" }]] },
  });
  assert.equal(sent.document.file_name, "riwayat.csv");
  assert.equal(sent.document.mime_type, "text/csv");
  assert.equal(sent.caption, "Riwayat");
  assert.deepEqual(telegram.chat(BUDI).messages.at(-1)?.file?.bytes, bytes);

  const file = await api.getFile(sent.document.file_id);
  const response = await fetch(
    `${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path ?? ""}`,
  );
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);

  const again = await api.sendDocument(BUDI, sent.document.file_id);
  assert.equal(again.document.file_id, sent.document.file_id);
  await refuses(
    api.editMessageText(BUDI, again.message_id, "teks"),
    "Bad Request: there is no text in the message to edit",
  );
});

test("captions, photos and files that cannot be", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const photo = await api.sendPhoto(BUDI, new InputFile(Buffer.from("jpeg"), "a.jpg"));
  assert.equal(photo.photo.length, 1);
  await refuses(
    api.sendPhoto(BUDI, photo.photo[0]?.file_id ?? "", { caption: "x".repeat(1025) }),
    "Bad Request: message caption is too long",
  );
  await refuses(
    api.sendDocument(BUDI, new InputFile(Buffer.alloc(0), "kosong.txt")),
    "Bad Request: file must be non-empty",
  );
  const without = await rawCall(telegram, "sendDocument", { chat_id: BUDI });
  assert.deepEqual(without.body, {
    ok: false,
    error_code: 400,
    description: "Bad Request: there is no document in the request",
  });
  await refuses(api.getFile("x"), "Bad Request: invalid file_id");
  const received = telegram.sendPhoto(BUDI, Buffer.from("bukti"), "bukti transfer");
  assert.equal(received.message.caption, "bukti transfer");
  assert.equal((await api.getFile(received.message.photo?.[0]?.file_id ?? "")).file_size, 5);
});

test("forms are understood like JSON", async (t) => {
  const { telegram } = await startWithBudi(t);
  const body = new URLSearchParams({
    chat_id: "7001",
    text: "halo",
    reply_markup: '{"inline_keyboard":[[{"text":"ya","callback_data":"y"}]]}',
  });
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, {
    method: "POST",
    body,
  });
  assert.equal(response.status, 200);
  assert.equal(
    telegram.chat(BUDI).messages.at(-1)?.message.reply_markup?.inline_keyboard.length,
    1,
  );
});
