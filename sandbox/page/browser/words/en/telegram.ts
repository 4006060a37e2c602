/** Telegram's panel. */

import type { Words } from "../id/index.ts";

export const telegram: Words["telegram"] = {
  subtitle: "emulated Bot API",
  polling: "The bot asks for updates",
  calls: (many) => `${many} calls`,
  callsOfBot: "Calls of the bot",
  withPolls: "polling too",
  nextCall: "With the next call",
  untilOff: "Until switched off",
  cut: "cut",
  noAnswer: "no answer",
  bySwitch: (fault) => `switch: ${fault}`,
  switches: {
    "too-many": ["429", "The next call: too many requests, retry after 3 seconds"],
    "bad-gateway": ["502 × 3", "The next three calls: bad gateway, an HTML page"],
    "lost-answer": [
      "Lose the answer",
      "The next message arrives, but the bot does not hear that it did",
    ],
    dropped: ["Lose the call", "The next call never arrives"],
    slow: ["Slow", "Every call takes 1.5 seconds more"],
    pace: ["Real pace", "One message a second per chat, as Telegram documents"],
  },
};
