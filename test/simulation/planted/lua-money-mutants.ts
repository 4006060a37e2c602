import type { ScriptName } from "../redis/scripts.ts";

/** One text for another in a Lua script. */
export interface LuaMutant {
  name: string;
  script: ScriptName;
  /** What leads up to where it shows, if that is rare. */
  beside?: readonly ScriptName[];
  find: string;
  replace: string;
}

/** Bugs in how money moves. */
export const luaMoneyMutants: readonly LuaMutant[] = [
  {
    name: "a transfer is begun each time it is asked for",
    script: "confirm",
    beside: ["draft"],
    find: "if redis.call('EXISTS', key('books:transfer:' .. id)) == 1 then return end",
    replace: "",
  },
  {
    name: "what a script that died left in the journal is not followed",
    script: "confirm",
    beside: ["draft", "apply"],
    find: "    follow(followed + further, text)\n",
    replace: "",
  },
  {
    name: "a line that an account has already is added once more",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "  if last < line then\n",
    replace: "  if true then\n",
  },
  {
    name: "what ends is still pending",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "    if began then pending = pending - rupiah end\n",
    replace: "",
  },
  {
    name: "the statement says the balance of before",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "    account[side] = posted\n",
    replace: "",
  },
  {
    name: "a transfer is ended each time it is asked for",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "if redis.call('HGET', key('books:transfer:' .. id), 'phase') == 'pending' then write_line(phase, id, int(now)) end",
    replace: "write_line(phase, id, int(now))",
  },
  {
    name: "the price is taken of an order that fails",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "failed = 'voided'",
    replace: "failed = 'posted'",
  },
  {
    name: "what the supplier charged is not what is booked",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "cjson.decode(order.state).chargedRupiah or ",
    replace: "",
  },
  {
    name: "books that cannot be written fail the order",
    script: "apply",
    beside: ["draft", "confirm", "claim"],
    find: "if not pcall(settle_money, id, order, now) then complete = false end",
    replace: "settle_money(id, order, now)",
  },
  {
    name: "a price held for no order is given back at once",
    script: "mend",
    beside: ["draft", "confirm", "confirm"],
    find: "  if until_ms > now then return until_ms end\n",
    replace: "",
  },
  {
    name: "a price held for no order stays held",
    script: "mend",
    beside: ["draft", "confirm", "confirm"],
    find: "  end_transfer('voided', price_id(id), now)\n",
    replace: "",
  },
  {
    name: "confirm takes what a purse has too little for",
    script: "confirm",
    beside: ["draft"],
    find: "  if missing > 0 then return { 'short', int(missing) } end\n",
    replace: "",
  },
  {
    name: "what is held for other orders may be spent once more",
    script: "confirm",
    beside: ["draft", "draft"],
    find: "balance_of(account) - (tonumber(account['pending-debits']) or 0)",
    replace: "balance_of(account)",
  },
  {
    name: "whatever is asked for under an id that was used is said to be done",
    script: "transfer",
    find: "if made[field] ~= value then return { 'differs' } end",
    replace: "",
  },
  {
    name: "a transfer by hand is told before it stands",
    script: "transfer",
    find: "  redis.call('HSET', key('books:untold'), id, notices)\n",
    replace: "  owe(notices, now)\n",
  },
  {
    name: "a transfer by hand is told though it was never made",
    script: "transfer",
    find: "if not made or pcall(owe, untold[id], now) then",
    replace: "if pcall(owe, untold[id], now) then",
  },
  {
    name: "a chat that nothing can be owed to keeps others' notices back",
    script: "transfer",
    find: "pcall(owe, untold[id], now)",
    replace: "owe(untold[id], now) == nil",
  },
  {
    name: "a ticket stands before it is told",
    script: "open-ticket",
    find: "  expire_once(key('ticket:' .. id), tickets_kept_ms)\n",
    replace: "  expire_once(key('ticket:' .. id), tickets_kept_ms)\n  owe(notices, now)\n",
  },
  {
    name: "a total is given away while its late money may come",
    script: "open-ticket",
    find: "int(now + tonumber(open_ms) + tonumber(late_ms))",
    replace: "int(now + tonumber(open_ms))",
  },
  {
    name: "a total is never free again",
    script: "open-ticket",
    find: "  redis.call('HDEL', key('tickets:totals'), free)\n",
    replace: "",
  },
  {
    name: "two tickets have one total",
    script: "open-ticket",
    find: "if not owner or owner == id then",
    replace: "if true then",
  },
  {
    name: "a paid ticket can be cancelled",
    script: "end-ticket",
    beside: ["open-ticket", "pay-ticket"],
    find: "if is_paid(id, ticket) then",
    replace: "if false then",
  },
  {
    name: "anybody can cancel anybody's ticket",
    script: "end-ticket",
    beside: ["open-ticket"],
    find: " or reseller ~= '' and ticket.reseller ~= reseller then",
    replace: " then",
  },
  {
    name: "a ticket that is over is paid by hand",
    script: "pay-ticket",
    beside: ["open-ticket", "end-ticket"],
    find: "if ticket.ended then return { 'ended', ticket.ended, ticket.by } end\n",
    replace: "",
  },
  {
    name: "a ticket is paid before its payment stands",
    script: "pay-ticket",
    beside: ["open-ticket", "take-payment", "take-payment"],
    find: "return ticket.payment and redis.call('HGET', key('books:transfer:' .. credit_id(ticket.payment)), 'of') == id",
    replace: "return ticket.payment",
  },
  {
    name: "a payment is taken with another sum than before",
    script: "take-payment",
    find: "if (known.rupiah or made or rupiah) ~= rupiah then return { 'differs' } end\n",
    replace: "",
  },
  {
    name: "money that nobody announced is in no list",
    script: "take-payment",
    find: "redis.call('ZADD', key('payments:waiting'), int(now), payment)\n",
    replace: "",
  },
  {
    name: "a cancelled ticket is credited by itself",
    script: "take-payment",
    beside: ["open-ticket", "end-ticket"],
    find: "not paid and not ticket.ended and",
    replace: "not paid and",
  },
  {
    name: "a ticket is credited twice by itself",
    script: "take-payment",
    beside: ["open-ticket"],
    find: "is_sum and not paid and",
    replace: "is_sum and",
  },
  {
    name: "late money is credited by itself",
    script: "take-payment",
    beside: ["open-ticket"],
    find: " and tonumber(ticket.ends) > now\n",
    replace: "\n",
  },
  {
    name: "a credit by hand does not consume its bell",
    script: "take-payment",
    beside: ["open-ticket", "pay-ticket"],
    find: "if is_sum and paid and ticket.payment",
    replace: "if is_sum and paid and false and ticket.payment",
  },
  {
    name: "a credit by hand consumes every bell",
    script: "take-payment",
    beside: ["open-ticket", "pay-ticket"],
    find: "(ticket.consumed or payment) == payment",
    replace: "true",
  },
  {
    name: "a memory that noted none before is taken for the first",
    script: "take-payment",
    beside: ["lease"],
    find: "memory.identity or redis.call('HGET', key('lease:engine'), 'first') or identity()",
    replace: "memory.identity or identity()",
  },
  {
    name: "what one operator has credited another can leave",
    script: "assign-payment",
    beside: ["take-payment", "open-ticket"],
    find: "if is_credited(payment) then",
    replace: "if false then",
  },
  {
    name: "money assigned to a paid ticket is called that ticket's",
    script: "assign-payment",
    beside: ["take-payment", "open-ticket", "pay-ticket"],
    find: "or is_paid(id, ticket) then id = '' end",
    replace: "then id = '' end",
  },
];
