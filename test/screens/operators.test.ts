import assert from "node:assert/strict";
import { languages, wordsIn, type Language } from "../../src/words/dictionary.ts";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import {
  resellerScreen,
  resellersScreen,
  severalMeantScreen,
  sureScreen,
  levelScreen,
  type MemberLevel,
  limitScreen,
} from "../../src/screens/operator/resellers.ts";
import {
  commandsScreen,
  operatorStartScreen,
  surePausingScreen,
} from "../../src/screens/operator/start.ts";
import { maxNote } from "../../src/people/notes.ts";
import { createSnapshot } from "../../src/catalogue/snapshot.ts";
import {
  levels,
  maxRupiah,
  maxTenths,
  steps,
  type Markup,
  type Place,
} from "../../src/prices/markup.ts";
import { readRules } from "../../src/prices/stored-rules.ts";
import {
  markupPreviewScreen,
  markupsScreen,
  stepPreviewScreen,
  stepsScreen,
} from "../../src/screens/operator/price-change.ts";
import {
  placeScreen,
  priceCategoriesScreen,
  priceServicesScreen,
  rulesScreen,
} from "../../src/screens/operator/prices.ts";
import { service } from "../bot/goods.ts";
import { bulkReasons } from "../../src/orders/reconciling/bulk-review.ts";
import { noNames } from "../../src/words/person.ts";
import {
  bulkDoneScreen,
  sureBulkScreen,
  reviewScreen,
  reviewsScreen,
  sureAttachScreen,
  sureNeverScreen,
} from "../../src/screens/operator/review.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import type { Limit, Member } from "../../src/people/roster.ts";
import { notice } from "../../src/screens/notices/notices.ts";
import { announcement, maxAnnouncement } from "../../src/screens/notices/shop.ts";
import { noTerms } from "../../src/orders/store/outcomes.ts";
import { toTelegram } from "../../src/screens/screen.ts";
import { assertSendable } from "../words/sendable.ts";
import { hostileOrder, noon } from "../words/sample-orders.ts";

const view = (language: Language) => ({ language, timeZone: "Asia/Jakarta", nowMs: noon });
const hostile = "<b>&\u202E\uD800".repeat(30);
const userId = 9_999_999_999_999;

function member(limit: Limit, isIn: boolean): Member {
  const entry = { in: isIn, operatorId: 9001, atMs: noon };
  const today = { orders: 999, rupiah: 999_999_999_999 };
  return {
    userId,
    name: hostile,
    in: isIn,
    entry,
    limit,
    credit: limit,
    today,
    lastOrderAtMs: noon - 1e11,
  };
}

test("what operators read fits Telegram and holds under hostile names and texts", () => {
  for (const language of languages) {
    const viewing = { ...view(language), usualTerms: noTerms };
    const members = Array.from({ length: 8 }, (_, index) =>
      member({ kind: "none" }, index % 2 === 0),
    );
    const found = { items: members, total: 9_999, resellers: 9_999, page: 500, pages: 1_250 };
    for (const search of ["", hostile.slice(0, 40)])
      assertSendable(resellersScreen(found, search, viewing));
    for (const limit of [
      { kind: "usual" },
      { kind: "rupiah", rupiah: 999_999_999_999 },
    ] satisfies Limit[]) {
      const one = member(limit, limit.kind === "usual");
      const level: MemberLevel = { level: 2, names: new Map([[2, hostile.slice(0, 20)]]) };
      const by = hostile.slice(0, 64);
      const note = hostile.slice(0, maxNote);
      assertSendable(resellerScreen(one, { by, level, note, page: 1_250 }, viewing));
      assertSendable(levelScreen(one, { level, page: 1_250 }, viewing));
      assertSendable(sureScreen(one, "out", 1_250, viewing));
      assertSendable(limitScreen(one, "day", 1_250, viewing));
      assertSendable(limitScreen(one, "credit", 1_250, viewing));
    }
    const words = wordsIn(language);
    const waiting = { open: 9_999, toDecide: 999, hung: 999, complaints: 9_999, deposits: 99 };
    const desk = { ...waiting, pause: { reason: hostile } };
    assertSendable(operatorStartScreen(words, "Toko <Budi> & Co", desk, []));
    assertSendable(commandsScreen(words));
    assertSendable(surePausingScreen(words, "pause"));
    assertSendable(severalMeantScreen([1, 2], language, new Map([[1, hostile]])));
    const order = hostileOrder({ name: "review", why: reason("noted", hostile) });
    const ref = "<ref>".repeat(40);
    const candidate = {
      ref,
      productCode: "A",
      productName: hostile,
      data: [hostile, hostile, hostile],
      priceRupiah: 1,
      statusWord: hostile,
      note: hostile,
      voucher: "",
      createdAtS: noon / 1_000,
      updatedAtS: undefined,
    };
    assertSendable(
      reviewScreen(
        { order, candidates: Array.from({ length: 5 }, () => candidate) },
        view(language),
      ),
    );
    assertSendable(reviewScreen({ order, candidates: [] }, view(language)));
    assertSendable(
      reviewsScreen(
        { items: Array.from({ length: 10 }, () => order), total: 99, page: 1, pages: 10 },
        new Map(bulkReasons.map((why) => [why, 200])),
        view(language),
      ),
    );
    for (const why of bulkReasons) {
      const orders = Array.from({ length: 50 }, () => order);
      assertSendable(sureBulkScreen({ why, question: "q", orders }, view(language), noNames));
    }
    const many = { decided: 50, moved: 50, fits: 50, unclear: 50 };
    assertSendable(bulkDoneScreen(many, language));
    assertSendable(sureAttachScreen(order, ref, language));
    assertSendable(sureNeverScreen(order, language));
  }
});

test("of a candidate all is read by which it is known: its ref, its status in the supplier's words and its time", () => {
  const candidate = {
    ref: "some1d-of-twenty-signs",
    productCode: "P5",
    productName: "Pulsa 5.000",
    data: ["081200000001"],
    priceRupiah: 5_500,
    statusWord: "Menunggu konfirmasi provider",
    note: "",
    voucher: "",
    createdAtS: noon / 1_000,
    updatedAtS: undefined,
  };
  const order = hostileOrder({ name: "review", why: reason("several-fit", 2) });
  for (const language of languages) {
    const { text } = toTelegram(reviewScreen({ order, candidates: [candidate] }, view(language)));
    assert.match(
      text,
      /1\. <code>some1d-of-twenty-signs<\/code> · Menunggu konfirmasi provider · 14[.:]05/,
    );
  }
});

test("every notice about the shop's people and every broadcast is a message in both languages", () => {
  const id = "n1";
  const about: Notice[] = [
    { kind: "request", id, userId, name: hostile },
    { kind: "request-decided", id, edits: id, userId, name: hostile, accepted: true, by: hostile },
    { kind: "request-decided", id, edits: id, userId, name: "", accepted: false, by: "Ani" },
    ...(["accepted", "refused", "removed", "restored"] as const).map((access): Notice => ({
      kind: "access",
      id,
      access,
    })),
    { kind: "reviews", id, count: 1 },
    {
      kind: "broadcast-report",
      id: `broadcast:${"m".repeat(40)}`,
      reached: 1_000,
      blocked: 30,
      failed: 0,
      missed: Array.from({ length: 20 }, (_, index) => ({
        userId: userId + index,
        why: "blocked",
      })),
    },
  ];
  for (const language of languages) {
    for (const one of about) assertSendable(notice(one, null, view(language)));
    assertSendable(
      announcement(
        { kind: "message", text: "<".repeat(maxAnnouncement + 500) },
        "Toko <Budi> & Co",
        language,
      ),
    );
    assertSendable(announcement({ kind: "paused", reason: hostile }, "Toko", language));
    assertSendable(announcement({ kind: "resumed" }, "Toko", language));
  }
});

test("the screens of prices fit Telegram under hostile names and as many rules as there may be", () => {
  const long = hostile.slice(0, 200);
  const sold = Array.from({ length: 40 }, (_, index) =>
    service(`${long}${index}`, [], {
      name: hostile,
      category: { name: hostile, slug: `${long}${index % 20}` },
      costRupiah: 999_999_999_999,
    }),
  );
  const catalogue = createSnapshot(sold, noon);
  const dearest = JSON.stringify({ v: 1, kind: "rupiah", rupiah: maxRupiah });
  const rules = readRules({
    ...Object.fromEntries(
      sold.flatMap(({ code, category: { slug } }) =>
        levels.flatMap((level) => [
          [`rule ${level} service ${code}`, dearest],
          [`rule ${level} category ${slug}`, dearest],
          [`rule ${level} service gone ${code}`, dearest],
        ]),
      ),
    ),
    ...Object.fromEntries(levels.map((level) => [`name ${level}`, hostile])),
    step: "1000",
    [long]: long,
  });
  const [first] = sold;
  assert.ok(first);
  const places: Place[] = [
    { kind: "all" },
    { kind: "category", line: "game", slug: first.category.slug },
    { kind: "service", line: "game", code: first.code },
    { kind: "service", line: "game", code: long },
  ];
  const markups: (Markup | null)[] = [
    null,
    { kind: "rupiah", rupiah: maxRupiah },
    { kind: "percent", tenths: maxTenths },
    { kind: "list", name: "standar" },
  ];
  for (const language of languages) {
    const view = { rules, catalogue, language };
    for (const page of [0, 30]) {
      assertSendable(rulesScreen(view, page));
      assertSendable(priceCategoriesScreen(view, page));
    }
    const [category] = catalogue.categories;
    assert.ok(category);
    assertSendable(priceServicesScreen(category, view, 0));
    for (const place of places) {
      assertSendable(placeScreen(place, view));
      for (const level of [null, ...levels]) {
        assertSendable(markupsScreen(place, level, view));
        for (const markup of markups)
          assertSendable(markupPreviewScreen(place, level, markup, view));
      }
    }
    assertSendable(stepsScreen(view));
    for (const step of steps) assertSendable(stepPreviewScreen(step, view));
  }
});
