import type { MethodGroup } from "../method.ts";
import { refusal } from "../refusal.ts";
import { characterCount } from "../text/formatted.ts";

const ANSWER_LENGTH_MAX = 200;

export const callbackMethods: MethodGroup = {
  answerCallbackQuery({ world, params }) {
    const text = params.text("text");
    const query = world.callbacks.get(params.text("callback_query_id"));
    const isOpen =
      query !== undefined &&
      query.answer === undefined &&
      world.now() - query.atMs < world.limits.answerableMs;
    if (!isOpen) {
      throw refusal("query is too old and response timeout expired or query ID is invalid");
    }
    if (characterCount(text) > ANSWER_LENGTH_MAX) throw refusal("MESSAGE_TOO_LONG");
    const url = params.text("url");
    if (url !== "" && !/^(https?:\/\/(t|telegram)\.me\/|tg:)/i.test(url))
      throw refusal("URL_INVALID");
    query.answer = { text, showAlert: params.flag("show_alert"), url };
    world.events.emit("callbackAnswered", query);
    query.settle?.(query.answer);
    return true;
  },
};
