import type { indonesian } from "./id.ts";

/** What the sandbox says on the terminal, in English. */
export const english: typeof indonesian = {
  locale: "en",
  usage: `npm run sandbox -- [options]

  --port 4680              where the page listens, on loopback only
  --services 20000         a made-up catalogue of that size
  --catalogue file.json    your own export: the answer to type=service
  --keep                   chats, orders and catalogue survive a restart, in .sandbox/
  --log                    the bot's log here instead of in a file
  --no-install             never install a Redis (with apt, as root on Debian); say what is needed instead
  --lang id                the language of this terminal; by default the machine's`,
  options: {
    exclusive: "--services and --catalogue exclude each other",
    notANumber: (name, text, min, max) =>
      `${name} is "${text}"; wanted: a whole number from ${min} to ${max}`,
    unreadable: (why) => why,
  },
  greeting: ({ url, services, categories, keep, logFile }) => `
  The order bot's sandbox. Nothing here is real: no account, no money.

    ${url}

  Budi, Sari (Indonesian) and Alex (English) are resellers, Rina runs the shop, Dewi is a stranger.
  ${services} services in ${categories} categories${keep ? "; state is kept in .sandbox/" : ""}.

  Try first   START as Budi, 🛒, a category, a service, type 081234567890, ✅
  Then        switch on "Lose the next answer" at the supplier, and order again
              or order as Alex, who has to deposit first: TIKET.50000, and "Pay exactly" in the bank

  ${logFile === undefined ? "The bot's log follows." : `The bot's log: ${logFile}`}
  Ctrl-C ends everything.
`,
  portTaken: (port) => `Port ${port} is taken, using a free one.`,
  wantedPortTaken: (port) => `--port ${port}: something else listens there; wanted: a free port`,
  notStarted: "The sandbox did not start.",
  stopping: "Stopping …",
  slow: "The bot is slow to get ready: its log and the Telegram panel say why.",
  redis: {
    own: (port) => `Redis: private server on port ${port}.`,
    given: (host, keepsItsData) =>
      `Redis: ${host} from REDIS_URL${keepsItsData ? "; it keeps its own data" : ""}.`,
    installing: "No redis-server or valkey-server found: installing redis-tools with apt-get …",
    locked: "Another program is installing packages: waiting for it …",
    installed: (file) => `Installed ${file}.`,
    aptFailed: "apt-get could not install redis-tools.",
    noServer: "redis-tools brought no server on the PATH.",
    inUse: (dir) => `${dir} is in use by another sandbox`,
  },
  catalogue: {
    unreadable: (file, why) => `${file}: cannot be read (${why})`,
    notJson: (file, why) => `${file}: is not JSON (${why})`,
    wrongShape: (file) =>
      `${file}: wanted the answer to type=service, {"data": [services]}, or the array alone`,
    empty: (file) => `${file}: holds no services`,
    service: (place) => `service ${place}`,
    sameCode: (code, place) => `code "${code}" is that of service ${place} too`,
    more: (count) => `and ${count} more`,
  },
};
