import assert from "node:assert/strict";
import { test } from "node:test";
import { passwordsOf, readRedisAddress } from "../../src/redis/address.ts";

const read = (text: string) => {
  const found = readRedisAddress(text);
  return found.ok ? found.address : found.problem;
};
const open = { username: null, password: null, tls: false };

test("one server's address is taken as it is, encrypted or not, Redis or Valkey", () => {
  for (const url of ["redis://h", "rediss://:p@h:1/2", "valkey://h", "valkeys://u:p@h"])
    assert.deepEqual(read(url), { kind: "server", url });
});

test("sentinels are named with the primary's name, ports they usually have, two passwords and a database", () => {
  assert.deepEqual(read("redis+sentinel://a,b:1,[::1]:2/shop"), {
    kind: "sentinels",
    nodes: [
      { host: "a", port: 26_379 },
      { host: "b", port: 1 },
      { host: "::1", port: 2 },
    ],
    ...open,
    name: "shop",
    database: 0,
    sentinelUsername: null,
    sentinelPassword: null,
  });
  assert.deepEqual(
    read("rediss+sentinel://bot:p%40ss%3A@a/shop/3?sentinel_username=s&sentinel_password=t%26"),
    {
      kind: "sentinels",
      nodes: [{ host: "a", port: 26_379 }],
      username: "bot",
      password: "p@ss:",
      tls: true,
      name: "shop",
      database: 3,
      sentinelUsername: "s",
      sentinelPassword: "t&",
    },
  );
});

test("a cluster is named by some of its nodes", () => {
  assert.deepEqual(read("redis+cluster://:secret@a,b:7001"), {
    kind: "cluster",
    nodes: [
      { host: "a", port: 6_379 },
      { host: "b", port: 7_001 },
    ],
    ...open,
    password: "secret",
  });
});

test("what cannot be an address is refused with what is wanted, and without the password in it", () => {
  for (const [url, why] of [
    ["http://:hunter2@h", "is not a Redis address"],
    ["redis+cluster://:hunter2@a/shop", "names a database"],
    ["redis+cluster://:hunter2@a:70000", "names a host or a port"],
    ["redis+cluster://:hunter2@a,,b", "names a host or a port"],
    ["redis+sentinel://:hunter2@a,b", "does not say which primary"],
    ["redis+sentinel://:hunter2%@a/shop", "has a % in its password"],
    ["redis+other://:hunter2@a/shop", "is not a Redis address"],
  ] as const) {
    const problem = read(url);
    assert.ok(typeof problem === "string" && problem.startsWith(why), url);
    assert.match(problem, /; wanted: redis:/);
    assert.doesNotMatch(problem, /hunter2/);
  }
});

test("no password of an address, the sentinels' neither, goes into the log", () => {
  const secretsOf = (url: string) => {
    const found = readRedisAddress(url);
    return found.ok ? passwordsOf(found.address).filter((one) => one !== "") : [];
  };
  assert.deepEqual(secretsOf("redis://:one@h"), ["one"]);
  assert.deepEqual(secretsOf("redis+cluster://u:t%40wo@h"), ["t@wo"]);
  assert.deepEqual(secretsOf("redis+sentinel://:a@h/n?sentinel_password=b"), ["a", "b"]);
});
