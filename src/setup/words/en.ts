import type { indonesian } from "./id.ts";

/** The set-up, in English. */
export const english: typeof indonesian = {
  hello:
    "Setting up the bot. A few questions; each answer is checked at once and kept in .env (which only you can read). Ctrl-C stops; what was answered is kept, run it again to go on.",
  checking: (what) => `Checking ${what} …`,
  kept: "already in .env",
  keep: "Use what is there?",
  yes: "Yes",
  no: "No, replace it",
  whatNow: "What now? (↑ ↓, Enter)",
  again: "Try again",
  retype: "Type it again",
  goOn: "Keep it as it is and go on",
  saved: (name) => `Kept in .env: ${name}`,
  left: "Stopped. What was answered is kept; run npm run setup again to go on.",
  notSaved: (why) => `.env cannot be written: ${why}. Fill it in with a text editor.`,
  noTerminal:
    "The set-up asks on a terminal, and there is none here. Run npm run setup on a terminal, or copy .env.example to .env and fill it in.",

  token: {
    ask: "The bot's token from @BotFather? Send /newbot there if you have none. Paste it here (it is not shown)",
    shape: "Not shaped like a token. Example: 123456789:AAE… (digits, a colon, 35 characters)",
    good: (username) => `Bot: @${username}`,
    wrong:
      "Telegram does not know this token. Copy it again from @BotFather (/mybots, your bot, API Token); an old one is dead once it was replaced.",
    unreachable: (why) =>
      `Telegram cannot be reached (${why}). Look at this machine's internet and firewall.`,
  },

  supplier: {
    askUserId: "Your OsiMesa user ID? (on osimesa.id, profile/API page)",
    askApiKey: "Your OsiMesa API key? Paste it here (it is not shown)",
    userIdShape: "A user ID has no spaces and no braces",
    apiKeyShape: "The API key is still empty",
    good: (services, balance) =>
      `OsiMesa: ${services} products${balance === null ? "" : `, balance ${balance}`}`,
    key: "OsiMesa refuses the key. Look at user ID and API key again: both have to be of the same account, with no letter missing.",
    ip: "OsiMesa refuses this machine's IP address. Add the server's IP to the API settings on osimesa.id (whitelist), then try again. The key cannot be checked before that.",
    other: "OsiMesa refuses this request.",
    said: (words) => `OsiMesa says: ${words}`,
    silent: (why) => `${why}. The key could not be checked.`,
  },

  place: {
    ask: "Where will the bot run? (↑ ↓, Enter)",
    docker: "Docker (docker compose): it runs a Redis too",
    here: "On this machine as it is, with a Redis that is there",
    password: "A password for Docker's Redis was made; nobody has to remember it.",
  },

  redis: {
    askUrl: "Where is Redis? (Enter if on this machine)",
    urlShape: "Example: redis://127.0.0.1:6379",
    askPassword: "This Redis wants a password. Type it here (it is not shown)",
    passwordShape: "The password is still empty",
    askReplicas:
      "How many replicas of Redis must have an order before it is sent? (1 where there are two)",
    replicasShape: "A number from 0 to 9",
    good: (version) => `Redis ${version}: every write is kept on disk`,
    unreadable:
      "This Redis does not show its settings. Make sure of them yourself: appendonly yes, appendfsync always, maxmemory-policy noeviction.",
    unreachable: (why) =>
      `There is no Redis at that address (${why}). Install and start one, like:`,
    startIt:
      "redis-server --appendonly yes --appendfsync always --maxmemory-policy noeviction --dir /var/lib/redis",
    unfit: "This Redis cannot be used:",
    volatile:
      "This Redis can lose orders that were paid, so the bot will not start. Run this on its machine, then try again:",
    wasSet: (setting, found, wanted) => `${setting} is "${found}", it has to be "${wanted}"`,
  },

  operator: {
    ask: "Who is the operator, who runs the shop? (↑ ↓, Enter)",
    byLink: "I am: open one link in Telegram (easiest)",
    byId: "I know the Telegram ID (a number)",
    openLink: (minutes) =>
      `Open this link in your Telegram and press START. Whoever opens it becomes the operator. It works once, for ${minutes} minutes; do not share it.`,
    waiting: "Waiting for you in Telegram …",
    otherLink: "Somebody opened an old or wrong link; it is ignored.",
    isItYou: (name, id) => `${name} (ID ${id}) opened the link. Is that you?`,
    notMe: "No, make a new link",
    expired: "That link is no longer good.",
    taken:
      "Another program reads this bot's messages; the bot may be running already. Stop it and run this again, or send /start to the bot: it shows your ID. Type that here.",
    takenByItself:
      "Telegram brings this bot its messages (webhook), so the link cannot be heard here. Send /start to the running bot: it shows your ID. Type that here.",
    askIds: "Telegram IDs of the operators? Numbers, separated by commas if there are several",
    idsShape: "Numbers only, like 123456789 (no @name)",
    good: (who) => `Operator: ${who}`,
    sayStart: "Each operator must have sent /start to the bot once, so that it may write to them.",
    welcome: (botName) =>
      `✅ You are now the operator of @${botName}. Once the bot is started, send /start here.`,
  },

  done: "Done. All that is needed is in .env.",
  nextDocker: "Start it:  docker compose up --build --detach",
  nextHere: "Start it:  npm start",
  nextNow: "The bot is started now.",
  check: "At any time:  npm run doctor  checks everything.",
};
