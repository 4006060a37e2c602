import { writeXlsxStream } from "hucre/xlsx";
import { jakartaDayMs } from "../../jakarta.ts";
import { refOf } from "../../orders/state/order.ts";
import type { SlimOrder } from "../../orders/store/stored-order.ts";
import { countable, standingOf } from "../../orders/state/tally.ts";
import { destinationText } from "../../words/destination.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { orderNumber } from "../../words/order-number.ts";
import type { Names } from "../../words/person.ts";
import type { FileFormat } from "../buttons/period-parts.ts";
import { csvLines } from "../csv.ts";
import { neverLeft } from "./card.ts";

type Cell = string | number;
type Row = Cell[];

/** Orders as they are read, some at a time, with the names of their resellers where operators get the file. */
export interface Exported {
  orders: readonly SlimOrder[];
  /** null: for a reseller, who reads neither costs nor whose. */
  names: Names | null;
}

/** Sortable whatever the language: 2026-11-29 14:05:09, in Jakarta as the days are; far quicker than `Intl`. */
const timeText = (atMs: number): string =>
  new Date(atMs - jakartaDayMs(0)).toISOString().slice(0, 19).replace("T", " ");

export interface FileOptions {
  format: FileFormat;
  language: Language;
  forOperator: boolean;
}

/** Orders for a spreadsheet: one line an order, oldest first, whole rupiah as plain numbers. */
export async function ordersFile(
  read: AsyncIterable<Exported>,
  options: FileOptions,
): Promise<{ file: Buffer; count: number }> {
  const written = writeOrders(read, options);
  const chunks: Uint8Array[] = [];
  for await (const chunk of written.chunks) chunks.push(chunk);
  return { file: Buffer.concat(chunks), count: written.count() };
}

/** The same, as it is written; `count`: how many there are once it is. */
export function writeOrders(
  read: AsyncIterable<Exported>,
  { format, language, forOperator }: FileOptions,
): { chunks: AsyncIterable<Uint8Array>; count(): number } {
  const words = wordsIn(language);
  const header = headerOf(words, forOperator);
  let count = 0;
  async function* rows(): AsyncGenerator<Row[]> {
    for await (const { orders, names } of read) {
      count += orders.length;
      yield orders.map((order) => rowOf(order, names, words));
    }
  }
  const chunks = format === "csv" ? csv(header, rows()) : xlsx(header, rows(), words);
  return { chunks, count: () => count };
}

async function* csv(header: readonly string[], rows: AsyncIterable<Row[]>) {
  yield Buffer.from(csvLines([header], { bom: true }));
  for await (const some of rows) yield Buffer.from(csvLines(some));
}

async function* xlsx(header: readonly string[], rows: AsyncIterable<Row[]>, words: Words) {
  async function* single() {
    for await (const some of rows) yield* some;
  }
  const stream = writeXlsxStream(single(), {
    name: words.history.file.sheet,
    columns: header.map((name) => ({ header: name })),
    freezePane: { rows: 1 },
  });
  yield* stream;
}

function headerOf({ history }: Words, forOperator: boolean): string[] {
  const { resellerId, reseller, cost, profit, ...everybodys } = history.file.columns;
  return [
    ...Object.values(everybodys),
    ...(forOperator ? [resellerId, reseller, cost, profit] : []),
  ];
}

function rowOf(order: SlimOrder, names: Names | null, words: Words): Row {
  const { state, service, resellerId, priceRupiah } = order;
  const { costRupiah } = countable(order);
  const sold = state.name === "succeeded" ? priceRupiah : 0;
  return [
    timeText(order.confirmedAtMs),
    orderNumber(order.id),
    refOf(order) ?? "",
    service.code,
    service.name,
    service.category,
    destinationText(order, maxDestination),
    priceRupiah,
    stateText(order, words),
    state.name === "succeeded" ? state.voucher : "",
    state.name === "succeeded" || state.name === "failed" ? timeText(order.changedAtMs) : "",
    ...(names === null
      ? []
      : [resellerId, names.get(resellerId) ?? "", costRupiah, sold - costRupiah]),
  ].map(plain);
}

const maxDestination = 200;
/** Of what other people wrote, as much as a cell may hold. */
const maxCell = 2_000;

const plain = (cell: Cell): Cell =>
  typeof cell === "string"
    ? cell
        .toWellFormed()
        .replaceAll(/\p{Cc}+/gu, " ")
        .slice(0, maxCell)
    : cell;

function stateText({ state }: SlimOrder, { history }: Words): string {
  const { states } = history.file;
  return state.name === "failed" && neverLeft(state.failure)
    ? states.notSent
    : states[standingOf(state.name)];
}
