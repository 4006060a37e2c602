import type { MenuButton } from "grammy/types";
import { chatOf } from "../chats.ts";
import { jsonObject } from "../json-object.ts";
import type { Method, MethodGroup } from "../method.ts";
import { refusal } from "../refusal.ts";
import type { World } from "../world.ts";

type Texts = "name" | "description" | "shortDescription";

/** How the bot presents itself: name, descriptions, the button beside the input field. */
export const profileMethods: MethodGroup = {
  setMyName: setText("name", "name", 64),
  getMyName: ({ world, params }) => ({
    name: localized(world, "name", params.text("language_code")) || world.bot.first_name,
  }),
  setMyDescription: setText("description", "description", 512),
  getMyDescription: ({ world, params }) => ({
    description: localized(world, "description", params.text("language_code")),
  }),
  setMyShortDescription: setText("shortDescription", "short_description", 120),
  getMyShortDescription: ({ world, params }) => ({
    short_description: localized(world, "shortDescription", params.text("language_code")),
  }),

  setChatMenuButton({ world, params }) {
    const button = menuButton(params.json("menu_button", "Can't parse menu button JSON object"));
    if (params.has("chat_id")) chatOf(world, params, "read").menuButton = button;
    else world.profile.menuButton = button;
    world.events.emit("profile");
    return true;
  },

  getChatMenuButton({ world, params }) {
    const own = params.has("chat_id") ? chatOf(world, params, "read").menuButton : undefined;
    return own ?? world.profile.menuButton;
  },
};

/** The text for a language, or the one for all others. */
export function localized(world: World, what: Texts, languageCode: string): string {
  const texts = world.profile[what];
  return texts.get(languageCode) ?? texts.get("") ?? "";
}

/** Lengths are documented; the words of this refusal are not. */
function setText(what: Texts, parameter: string, lengthMax: number): Method {
  return ({ world, params }) => {
    const text = params.text(parameter);
    if (Array.from(text).length > lengthMax) throw refusal(`${parameter} is too long`);
    if (text === "") world.profile[what].delete(params.text("language_code"));
    else world.profile[what].set(params.text("language_code"), text);
    world.events.emit("profile");
    return true;
  };
}

function menuButton(value: unknown): MenuButton {
  if (value === undefined) return { type: "default" };
  const object = jsonObject(value, "Can't parse menu button: MenuButton must be an Object");
  const type = object.string("type");
  switch (type) {
    case "default":
    case "commands":
      return { type };
    case "web_app":
      return {
        type,
        text: object.string("text"),
        web_app: { url: object.object("web_app").string("url") },
      };
    default:
      throw refusal("Can't parse menu button: MenuButton has unsupported type");
  }
}
