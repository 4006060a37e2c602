import { chatOf } from "../chats.ts";
import { jsonObject } from "../json-object.ts";
import type { MethodGroup } from "../method.ts";
import { recordOf } from "../records.ts";
import { refusal } from "../refusal.ts";

/** What a bot may react with, from the documentation of ReactionTypeEmoji. */
const EMOJI = new Set(
  "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(
    " ",
  ),
);

export const reactionMethods: MethodGroup = {
  setMessageReaction({ world, params }) {
    const value = params.json("reaction", "Can't parse reaction types JSON object") ?? [];
    if (!Array.isArray(value)) throw refusal("Expected an Array of ReactionType");
    const reaction = value.map((item: unknown) => emojiOf(item));
    const chat = chatOf(world, params, "read");
    const record = recordOf(chat, params, "message to react");
    // A bot without Premium may set one reaction only.
    if (reaction.length > 1) throw refusal("REACTIONS_TOO_MANY");
    record.reaction = reaction;
    world.events.emit("reaction", { chatId: chat.chat.id, record });
    return true;
  },
};

function emojiOf(item: unknown): string {
  const object = jsonObject(item, "Can't parse ReactionType: expected an Object");
  if (object.string("type") !== "emoji") throw refusal("REACTION_INVALID");
  const emoji = object.string("emoji").replaceAll("\uFE0F", "");
  if (!EMOJI.has(emoji)) throw refusal("REACTION_INVALID");
  return emoji;
}
