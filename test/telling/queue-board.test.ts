import assert from "node:assert/strict";
import { test } from "node:test";
import { orderIdOf } from "../../src/orders/state/order-id.ts";
import { createQueueBoard } from "../../src/telling/queue-board.ts";
import { createHandClock } from "../hand-clock.ts";

/** A board over so many orders, each of which a minute's wait is said of until a test says otherwise. */
function openBoard(count: number) {
  const clock = createHandClock();
  const ids = Array.from({ length: count }, (_, place) => orderIdOf(String(place)));
  const waits = new Map(ids.map((id) => [id, 60_000]));
  let asked = 0;
  const board = createQueueBoard(
    {
      async all() {
        asked += 1;
        return ids.map((id, index) => {
          const waitMs = waits.get(id) ?? 0;
          return { id, place: index + 1, waitMs, hold: null, untilMs: 0 };
        });
      },
    },
    clock,
  );
  return {
    board,
    clock,
    asked: () => asked,
    /** From now on they wait so long. */
    moves: (places: readonly number[], waitMs: number) => {
      for (const place of places) waits.set(ids[place] ?? orderIdOf("none"), waitMs);
    },
    /** Whose cards are due, by their place among all. */
    due: async () => (await board.due()).map(({ id }) => ids.indexOf(id)),
  };
}

test("cards are looked at every five seconds, and those are due that say something else by then", async () => {
  const { clock, due, moves, asked } = openBoard(3);
  assert.deepEqual(await due(), [], "they have just been drawn");
  moves([0, 2], 30_000);
  await clock.pass(4_999);
  assert.deepEqual(await due(), []);
  assert.equal(asked(), 1);
  await clock.pass(1);
  assert.deepEqual(await due(), [0, 2]);
  await clock.pass(5_000);
  assert.deepEqual(await due(), [], "they say it now");
  // To the ten seconds, as cards do.
  moves([1], 59_000);
  await clock.pass(5_000);
  assert.deepEqual(await due(), []);
});

test("twenty are due at once, those shown longest ago first, so that each has its turn", async () => {
  const { clock, due, moves } = openBoard(50);
  const places = Array.from({ length: 50 }, (_, place) => place);
  await due();
  moves([40, 41], 30_000);
  await clock.pass(5_000);
  assert.deepEqual(await due(), [40, 41]);
  moves(places, 20_000);
  const seen: number[][] = [];
  for (let look = 0; look < 3; look += 1) {
    await clock.pass(5_000);
    seen.push(await due());
  }
  assert.deepEqual(
    seen.map(({ length }) => length),
    [20, 20, 10],
  );
  assert.deepEqual(seen[2]?.slice(-2), [40, 41]);
  assert.deepEqual(
    seen.flat().toSorted((a, b) => a - b),
    places,
  );
});

test("while Telegram wants rest no card is due, and a shorter rest ends no longer one", async () => {
  const { board, clock, due, moves } = openBoard(1);
  await due();
  moves([0], 30_000);
  board.rest(30_000);
  board.rest(1_000);
  await clock.pass(29_999);
  assert.deepEqual(await due(), []);
  await clock.pass(1);
  assert.deepEqual(await due(), [0]);
});
