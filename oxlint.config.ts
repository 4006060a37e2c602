import { globSync } from "node:fs";
import { defineConfig, type OxlintOverride } from "oxlint";

/**
 * Which way imports point: a room may import itself and what stands in a lower row, nothing above it and nothing
 * beside it. An imported type counts. A room that stands in no row is refused, so that none is forgotten.
 */
const rooms: Record<string, readonly (readonly string[])[]> = {
  src: [
    ["main.ts", "export"],
    ["app.ts"],
    ["lifecycle.ts", "ordering.ts", "receiving.ts"],
    ["base.ts"],
    ["doctor"],
    ["setup"],
    ["config.ts"],
    ["environment.ts"],
    ["bot", "http"],
    ["telling", "watch"],
    ["screens"],
    ["words"],
    ["shop"],
    ["people", "money", "complaints"],
    ["orders"],
    ["prices"],
    ["catalogue", "books"],
    ["osimesa", "payments", "receipts", "telegram"],
    ["redis", "web"],
    ["log.ts", "bell.ts", "json.ts", "page.ts", "period.ts", "places.ts"],
    [
      "clock.ts",
      "jakarta.ts",
      "line.ts",
      "reason.ts",
      "secrets.ts",
      "setting-kinds.ts",
      "node-version.js",
    ],
  ],
  // The state machine knows neither where it is kept nor who works on it.
  "src/orders": [
    ["orders.ts"],
    ["engine.ts"],
    ["pace.ts"],
    ["tracking"],
    ["reconciling"],
    ["placing", "balance"],
    ["store", "rounds.ts", "upstream.ts", "batches.ts"],
    ["state"],
  ],
};

/** Where grammY may be named. */
const telegramRooms = ["bot", "http", "setup", "telegram", "telling"];

const roomOf = (parent: string, file: string) => file.slice(parent.length + 1).split("/")[0] ?? "";

for (const [parent, rows] of Object.entries(rooms)) {
  const known = rows.flat();
  const unknown = globSync(`${parent}/**/*.{ts,js}`).find(
    (file) => !known.includes(roomOf(parent, file)),
  );
  if (unknown !== undefined) throw new Error(`${unknown} stands in no row of oxlint.config.ts`);
}

/** What `room` must not import: everything of its own row and of those above. */
function restricted(parent: string, rows: readonly (readonly string[])[], room: string) {
  const row = rows.findIndex((names) => names.includes(room));
  const forbidden = rows
    .slice(0, row + 1)
    .flat()
    .filter((name) => name !== room)
    .map((name) => (name.includes(".") ? `**/${name}` : `**/${name}/**`));
  return [
    { group: ["**/sandbox/**", "**/test/**"], message: "What runs imports only what runs." },
    ...(forbidden.length === 0
      ? []
      : [
          {
            group: forbidden,
            message: `Imports point down: the rows of ${parent} in oxlint.config.ts.`,
          },
        ]),
    ...(telegramRooms.includes(room)
      ? []
      : [
          {
            group: ["grammy", "grammy/**", "@grammyjs/*"],
            message: "grammY has rooms of its own.",
          },
        ]),
    ...(room === "redis"
      ? []
      : [{ group: ["ioredis"], message: "Redis is reached through src/redis/redis.ts." }]),
  ];
}

const directions: OxlintOverride[] = Object.entries(rooms).flatMap(([parent, rows]) =>
  rows.flat().map((room): OxlintOverride => ({
    files: [`${parent}/${room.includes(".") ? room : `${room}/**`}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...restricted(parent, rows, room),
            // A file of orders/ is in a room of src/ too: the later rule replaces the earlier one.
            ...(parent === "src/orders" ? restricted("src", rooms["src"] ?? [], "orders") : []),
          ],
        },
      ],
    },
  })),
);

const throughPorts = (what: string) =>
  `${what} through its ports, so that a simulation can own it.`;

export default defineConfig({
  plugins: ["eslint", "typescript", "import", "node", "promise", "unicorn", "oxc"],
  categories: { correctness: "error", suspicious: "error" },
  // Lint needs the types anyway: the compiler need not run for itself.
  options: { typeAware: true, typeCheck: true },
  rules: {
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-unassigned-import": "off",
    // fast-check's own documentation imports it so.
    "import/no-named-as-default-member": "off",
    "node/no-process-env": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": [
      "error",
      {
        allowForKnownSafeCalls: [
          { from: "package", package: "node:test", name: ["test", "suite"] },
        ],
      },
    ],
    "typescript/no-misused-promises": "error",
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
    "typescript/no-unsafe-type-assertion": "error",
    "eslint/no-await-in-loop": "off",
    "eslint/no-underscore-dangle": "off",
    "eslint/no-shadow": "off",
    "unicorn/consistent-function-scoping": "off",
    "eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "typescript/consistent-return": "off",
    "promise/always-return": "off",
    // Of windows: threads have no origin.
    "unicorn/require-post-message-target-origin": "off",
    "eslint/no-unmodified-loop-condition": "off",
    "typescript/unbound-method": "off",
  },
  overrides: [
    {
      files: ["src/config.ts", "sandbox/main.ts", "sandbox/redis/server.ts", "test/**", "bench/**"],
      rules: { "node/no-process-env": "off" },
    },
    ...directions,
    {
      files: ["src/orders/**"],
      rules: {
        "no-restricted-globals": [
          "error",
          ...["setTimeout", "setInterval", "setImmediate", "performance", "crypto"].map((name) => ({
            name,
            message: throughPorts("It reaches orders/"),
          })),
        ],
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: throughPorts("Time reaches orders/") },
          { object: "Math", property: "random", message: throughPorts("Chance reaches orders/") },
        ],
      },
    },
  ],
});
