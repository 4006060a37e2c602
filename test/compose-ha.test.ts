import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { readConfig } from "../src/config.ts";
import { webhookSecrets } from "../src/bot/intake/webhook-secrets.ts";
import { environmentSchema } from "../src/environment.ts";

const service = z.object({
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal("ALL")]),
  cap_add: z.array(z.literal("NET_BIND_SERVICE")).optional(),
  security_opt: z.tuple([z.literal("no-new-privileges:true")]),
  mem_limit: z.string(),
  pids_limit: z.number(),
  build: z.string().optional(),
  user: z.string().optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  volumes: z.array(z.string()).optional(),
});
const text = readFileSync(new URL("../compose.ha.yaml", import.meta.url), "utf8");
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const named = (start: string) => services.filter(([name]) => name.startsWith(start));

test("compose.ha.yaml has two bots, a balancer, a primary with two replicas and three sentinels, all bounded, without privileges and looked after", () => {
  assert.deepEqual(
    ["bot-", "caddy", "redis-", "sentinel-"].map((start) => named(start).length),
    [2, 1, 3, 3],
  );
  for (const [name, { healthcheck, build, user, entrypoint }] of services) {
    // The bot's is in the Dockerfile, as is its user.
    if (build === undefined) assert.ok(healthcheck, `${name} has no health check`);
    if (entrypoint !== undefined) assert.equal(user, "redis", name);
  }
});

test("the settings that compose.ha.yaml gives the bots are settings, and the bot starts with them", () => {
  for (const [name, { environment = {} }] of named("bot-")) {
    for (const setting of Object.keys(environment))
      assert.ok(setting in environmentSchema.shape, `${name}: ${setting} is no setting`);
    const read = readConfig({
      BOT_TOKEN: "1234567890:AAEhBP0av28-for-tests-only-abcdefghi",
      OSIMESA_USER_ID: "10001",
      OSIMESA_API_KEY: "key",
      ADMIN_IDS: "9001",
      ...environment,
      REDIS_URL: environment["REDIS_URL"]?.replace(/\$\{[^}]*\}/, "secret"),
    });
    assert.ok(read.ok, JSON.stringify(read));
    const { address, replicas } = read.config.redis;
    assert.ok(address.kind === "sentinels" && replicas === 1);
    assert.deepEqual(
      address.nodes.map(({ host }) => host),
      named("sentinel-").map(([one]) => one),
    );
    assert.equal(address.password, "secret");
  }
});

test("what Redis and the sentinels write lies in a volume of their own each, with the settings that keep every order", () => {
  const used = services.flatMap(([, { volumes = [] }]) =>
    volumes.map((one) => one.split(":")[0] ?? ""),
  );
  assert.equal(new Set(used).size, used.length);
  assert.deepEqual(used.toSorted(), Object.keys(compose.volumes).toSorted());
  for (const [name, { entrypoint = [] }] of named("redis-"))
    for (const wanted of ["appendonly yes", "appendfsync always", "maxmemory-policy noeviction"])
      assert.ok(entrypoint.join("\n").includes(`\n${wanted}\n`), `${name}: ${wanted}`);
});

test("Caddy brings to both bots, while they live, what Telegram, the supplier and payment services ring, and keeps the rest to itself", () => {
  const { command = [], healthcheck } = compose.services["caddy"] ?? {};
  const said = command.join("\n");
  const bots = named("bot-").map(([name]) => `${name}:8080`);
  assert.match(
    said,
    new RegExp(`^  reverse_proxy ${bots.join(" ")} \\{\n +health_uri /healthz$`, "m"),
  );
  const [, passed = ""] = /@private not path (.+)\n  respond @private 404$/m.exec(said) ?? [];
  const rung = [
    webhookSecrets("token").path,
    "/hook/osimesa/secret",
    "/hook/payments",
    "/hook/tripay",
  ];
  const isPassed = (path: string) =>
    passed.split(" ").some((one) => one.endsWith("/*") && path.startsWith(one.slice(0, -1)));
  assert.deepEqual(rung.filter(isPassed), rung);
  assert.deepEqual(["/metrics", "/readyz", "/healthz"].filter(isPassed), []);
  // What it is looked after by, which "caddy reverse-proxy" has not got.
  assert.match(healthcheck?.test.join(" ") ?? "", /127\.0\.0\.1:2019/);
  assert.match(said, /^exec caddy run --adapter caddyfile --config - <<END$/m);
});
