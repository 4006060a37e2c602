import { stopClock } from "../simulation/redis/mortal.ts";
import { nowMs, owed, prefix, type Call, type Story } from "./story.ts";

const request: Call = ["ask", "7009", "Orang", "request:1", owed("request:1", "9001"), 30, 86_400];

const broadcast: Call = ["announce", "b1", "{}", "9001", '["7001","7002"]', 86_400_000];
const watchIt: Call = ["watch", "7001", "open P5", '{"v":1}', 50];

const complain = (id: string): Call => [
  "complain",
  id,
  "order:ORDER00001",
  "7001",
  "{}",
  `complaint:${id}`,
  owed(`complaint:${id}`, "9001", "9002"),
  20,
  86_400_000,
];
const follow = (what: string, wordId: string, noticeId: string, ...chats: string[]): Call => [
  "follow-complaint",
  "C1",
  what,
  what === "asked" ? "7001" : "",
  wordId,
  wordId === "" ? "" : '{"v":1}',
  50,
  "9001",
  "Ani",
  noticeId,
  owed(`${what}:C1`, ...chats),
];

export const peopleStories: Record<string, Story> = {
  "a stranger asks for access": { dies: request },
  "a request is granted": {
    before: [request],
    dies: ["decide", "7009", "9001", "Ani", "accepted", 86_400, 172_800, owed("d", "7009", "9002")],
  },
  "a request is refused": {
    before: [request],
    dies: ["decide", "7009", "9001", "Ani", "refused", 86_400, 172_800, owed("d", "7009", "9002")],
  },
  "a reseller is removed": {
    before: [request],
    dies: ["enrol", "7001", "out", "in", "9001", "Ani", 86_400, owed("out", "7001"), "a1"],
  },
  "a reseller is restored": {
    before: [["enrol", "7001", "out", "in", "9001", "Ani", 86_400, "[]", "a1"]],
    dies: ["enrol", "7001", "in", "in", "9001", "Ani", 86_400, owed("in", "7001"), "a2"],
  },
  "a reseller's credit is set": { dies: ["limit", "credits", "7001", "50000", "a1"] },
  "a reseller's credit is the usual again": {
    before: [["limit", "credits", "7001", "50000", "a1"]],
    dies: ["limit", "credits", "7001", "", "a2"],
  },
  "a reseller has a level": { dies: ["level", "7001", "2", "a1"] },
  "a reseller has no level any more": {
    before: [["level", "7001", "2", "a1"]],
    dies: ["level", "7001", "", "a2"],
  },
  "a reseller watches a product": { dies: watchIt },
  "a reseller watches it no more": { before: [watchIt], dies: ["unwatch", "7001", "open P5"] },
  "an opening is told": {
    before: [watchIt],
    dies: ["tell-watch", "7001", "open P5", '{"v":1}', "", owed("w", "7001"), 3_600_000],
  },
  "a lower price is told": {
    before: [watchIt],
    dies: ["tell-watch", "7001", "open P5", '{"v":1}', '{"v":2}', owed("w", "7001"), 3_600_000],
  },
  "a recap is told": {
    dies: ["tell-recap", "7001", 20_786, owed("r", "7001"), "7002", 20_786, owed("r", "7002")],
  },
  "a recap's time is chosen": { dies: ["recap-time", "7001", "1200", 20_785] },
  "a reseller complains": { dies: complain("C1") },
  "a reseller complains while an old complaint has expired": {
    before: [complain("C1")],
    async spoil(redis) {
      await redis.del(`${prefix}complaint:C1`);
      await stopClock(redis, nowMs + 86_400_001);
    },
    dies: complain("C2"),
  },
  "a reseller says more": {
    before: [complain("C1")],
    dies: follow("asked", "W1", "complaint:C1:W1", "9001", "9002"),
  },
  "a complaint is answered": {
    before: [complain("C1")],
    dies: follow("answered", "W1", "", "7001", "9002"),
  },
  "a complaint is settled": {
    before: [complain("C1")],
    dies: follow("done", "", "", "7001", "9002"),
  },
  "something of a person's is kept": { dies: ["keep", "favourites:7001", "P5", "{}", 8] },
  "a service becomes a favourite": { dies: ["star", "7001", "P5", "{}", 8, "p1"] },
  "a service is a favourite no more": {
    before: [["star", "7001", "P5", "{}", 8, "p1"]],
    dies: ["star", "7001", "P5", "{}", 8, "p2"],
  },
  "the shop is paused": { dies: ["pause", "closed", "9001", "a1"] },
  "the shop goes on": {
    before: [["pause", "closed", "9001", "a1"]],
    dies: ["resume", '{"kind":"resumed"}', "9001", '["7001"]', 86_400_000, "a2"],
  },
  "a broadcast starts": { dies: broadcast },
  "a broadcast reached somebody": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "reached", 5],
  },
  "a broadcast did not reach somebody": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "never-started", 5],
  },
  "a broadcast that missed somebody is over": {
    before: [
      broadcast,
      ["reach", "b1", "7001", "blocked", 5],
      ["reach", "b1", "7002", "failed", 5],
    ],
    dies: ["finish", "b1"],
  },
  "a broadcast waits for somebody's quiet hours": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "quiet", 5, nowMs + 3_600_000],
  },
  "a broadcast reaches somebody after their quiet hours": {
    before: [broadcast, ["reach", "b1", "7001", "quiet", 5, nowMs + 3_600_000]],
    dies: ["reach", "b1", "7001", "reached", 5, 0],
  },
  "a broadcast tries somebody later": {
    before: [broadcast],
    dies: ["reach", "b1", "7001", "later", 5],
  },
  "a broadcast is over": { before: [broadcast], dies: ["finish", "b1"] },
  "a rule of prices is set": { dies: ["rule", "rule 0 all", '{"v":1}', "mark", 10, "a1"] },
  "a rule of prices is taken out": {
    before: [["rule", "rule 0 all", '{"v":1}', "mark", 10, "a1"]],
    dies: ["rule", "rule 0 all", "", "another", 10, "a2"],
  },
};
