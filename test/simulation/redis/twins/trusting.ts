import { own } from "./day.ts";
import { attempt, type Keyspace } from "../keyspace.ts";

/** `trusting.lua`, line for line. */

export function distrust(
  db: Keyspace,
  prefix: string,
  line: string,
  why: string,
  now: number,
): void {
  db.hset(`${own(prefix, line)}trust`, { since: now, over: why });
}

export function trusted(db: Keyspace, prefix: string, line: string): boolean {
  let trust: Record<string, string> = {};
  attempt(() => (trust = db.hgetall(`${own(prefix, line)}trust`)));
  return (
    trust["on"] !== undefined && trust["over"] === undefined && trust["identity"] === db.identity()
  );
}
