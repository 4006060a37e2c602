import { lineMark } from "../line.ts";

/**
 * Keys of one upstream account: one hash tag, so that a script may touch several on a Redis Cluster.
 * The scripts (`*.lua`) get `prefix` and use the same names below it; what only they touch stands here too, so that no
 * name is taken twice.
 */
export function accountKeys(account: string) {
  const prefix = `osimesa:{${account}}:`;
  return {
    prefix,
    /** What each line has for itself. */
    line: (line: string) => lineKeys(`${prefix}${lineMark(line)}`),
    /** hash: user id -> language */
    languages: `${prefix}languages`,
    /** hash: one order */
    order: (id: string) => `${prefix}order:${id}`,
    /** hash: an order that is being packed; left only by a script that died (`pack.lua`) */
    packing: `${prefix}packing`,
    /** sorted set by when to try again: orders whose last write may not have done all that follows from it */
    unfinished: `${prefix}unfinished`,
    /** sorted set by `created_at`: mirrored transactions with one fingerprint */
    alikeTransactions: (fingerprint: string) => `${prefix}alike-transactions:${fingerprint}`,
    /** hash: fingerprint -> the order whose transaction may exist unseen */
    holds: `${prefix}holds`,
    /** string: the refused or never-placed order with this fingerprint whose transaction may still turn up */
    watched: (fingerprint: string) => `${prefix}watched:${fingerprint}`,
    /** hash: trouble of the shop -> since when, unix ms */
    troubles: `${prefix}troubles`,
    /** string: the latest ring of the doorbell at a process that does not track; a mark of its own each time */
    rung: `${prefix}rung`,
    /** hash: way a payment comes by -> when its bell was last rung, unix ms */
    paymentsRung: `${prefix}payments:rung`,
    /** string: what was opened for a ticket at a gateway, for 30 days */
    gatewayPayment: (ticketId: string) => `${prefix}gateway:${ticketId}`,
    /** sorted set by when to look it up next, unix ms: tickets with a payment opened at a gateway */
    gatewayDue: `${prefix}gateway-due`,
    /** hash: who holds a lease, until when, and its epoch */
    lease: (name: string) => `${prefix}lease:${name}`,
    /** string: written after what replicas are to have, so that it is the latest they have to have */
    replicated: `${prefix}replicated`,
    /** string: the latest connection of a bot, where Redis does not say which memory it has */
    connection: `${prefix}connection`,
    /** hash: a confirmation card, its facts, and what became of it */
    confirmation: (id: string) => `${prefix}confirmation:${id}`,
    /** string: several order lines on one card (`orders/batches.ts`), for a week */
    batch: (id: string) => `${prefix}batch:${id}`,
    /** string: the batch that a message shows, for as long */
    batchCard: (chatId: number, messageId: number) => `${prefix}batch-card:${chatId}:${messageId}`,
    /** sorted set by confirmation: orders in one state */
    state: (name: string) => `${prefix}state:${name}`,
    /** sorted set by confirmation: everything a reseller ordered */
    history: (resellerId: number) => `${prefix}history:${resellerId}`,
    /** sorted set by confirmation: a reseller's unfinished orders */
    open: (resellerId: number) => `${prefix}open:${resellerId}`,
    /** sorted set by confirmation: `<order>:<reseller>` of one fingerprint, for two days */
    alike: (fingerprint: string) => `${prefix}alike:${fingerprint}`,
    /** string: the newest card a reseller was shown of one fingerprint */
    newestCard: (resellerId: number, fingerprint: string) =>
      `${prefix}card:${resellerId}:${fingerprint}`,
    /** sorted set by confirmation: `<order>:<reseller>` of one number it was for (`state/fingerprint.ts`) */
    number: (print: string) => `${prefix}number:${print}`,
    /** list: notices owed to one chat, in order */
    outbox: (chatId: number) => `${prefix}outbox:${chatId}`,
    /** sorted set by due time: chats with notices */
    outboxDue: `${prefix}outbox:due`,
    /** set: chats whose notices wait for the person's next update */
    outboxShelved: `${prefix}outbox:shelved`,
    /** hash: notice that Telegram refused -> when first and last, unix ms; until it is delivered or given up */
    outboxRefused: (chatId: number) => `${prefix}outbox:refused:${chatId}`,
    /** sorted set: chats with refused notices, by when one may be tried again */
    outboxAgain: `${prefix}outbox:again`,
    /** list: notices given up, with why */
    deadLetters: `${prefix}outbox:dead`,
    /** sorted set by due time: `<order>@<version>` whose card has to be drawn again */
    cards: `${prefix}cards`,
    /** hash: what became of one day's orders; a day is counted from 1 January 1970 in Jakarta */
    sums: (day: number) => `${prefix}sums:${day}`,
    /** hash: `category <name>` and `reseller <id>` -> sales less cost of one day's orders that succeeded */
    profits: (day: number) => `${prefix}sums:${day}:profits`,
    /** hash: reseller -> rupiah of one day's orders that did not fail, `<reseller>:orders` -> how many */
    spent: (day: number) => `${prefix}spent:${day}`,
    /** hash: reseller -> daily limit in rupiah, or `none` */
    limits: `${prefix}limits`,
    /** hash: the rules that prices follow (`prices/stored-rules.ts`) */
    priceRules: `${prefix}price-rules`,
    /** hash: reseller -> level of their prices; `rules` -> a mark that changes with every change of the rules */
    levels: `${prefix}levels`,
    /** hash: reseller -> credit in rupiah, or `none` for any */
    credits: `${prefix}credits`,
    /** hash: reseller -> the confirmation for which their purse had too little last */
    short: `${prefix}short`,
    /** hash: a reseller's ticket for a deposit (`money/lua/deposits.lua`) */
    ticket: (id: string) => `${prefix}ticket:${id}`,
    /** hash: total -> the ticket that has it */
    ticketTotals: `${prefix}tickets:totals`,
    /** sorted set by when it is free again: totals */
    ticketsReleased: `${prefix}tickets:released`,
    /** sorted set by end: tickets that are neither ended nor paid, of all and of one reseller */
    ticketsOpen: `${prefix}tickets:open`,
    ticketsOpenOf: (resellerId: number) => `${prefix}tickets:open:${resellerId}`,
    /** hash: money that came in from outside */
    payment: (id: string) => `${prefix}payment:${id}`,
    /** sorted set by arrival: payments that an operator has to assign */
    paymentsWaiting: `${prefix}payments:waiting`,
    /** hash: Redis's identity as payments met it, and since when */
    memory: `${prefix}memory`,
    /** list: every event of the books (`books.lua`), never changed; the rest of them follows from it */
    booksJournal: `${prefix}books:journal`,
    /** string: how many lines of it have been followed */
    booksFollowed: `${prefix}books:followed`,
    /** string: when the books began, unix ms */
    booksSince: `${prefix}books:since`,
    /** hash: transfer -> notices it owes, written before it and gone once they are owed */
    booksUntold: `${prefix}books:untold`,
    /** hash: one transfer */
    booksTransfer: (id: string) => `${prefix}books:transfer:${id}`,
    /** hash: sums of one account */
    booksAccount: (name: string) => `${prefix}books:account:${name}`,
    /** sorted set by line of the journal: `<transfer>\t<balance after it>` of a purse */
    booksStatement: (name: string) => `${prefix}books:statement:${name}`,
    /** sorted set by its first line in the statement: days of which a purse's statement has any */
    booksDays: (name: string) => `${prefix}books:days:${name}`,
    /** hash: why orders are not taken, since when and by whom; absent while they are */
    pause: `${prefix}pause`,
    /** sorted set by when: what operators set by which updates, of the last week, so that none counts twice or late */
    acts: `${prefix}acts`,
    /** string: that the supplier is in trouble or all orders are held up, as whoever sends knows; for half a minute */
    gate: `${prefix}gate`,
    /** string: when an operator last said that sending may go on */
    resumed: `${prefix}resumed`,
    /** hash: user -> `in|out <operator> <unix ms>`: access given or taken by an operator */
    roster: `${prefix}roster`,
    /** hash: user -> name as Telegram last had it */
    names: `${prefix}names`,
    /** sorted set: who asked for access in the last hour */
    requests: `${prefix}requests`,
    /** list: readings of the account's balance, newest first */
    balance: `${prefix}balance`,
    /** string that lives as long as nobody need be asked for a balance */
    balanceMissing: `${prefix}balance:missing`,
    /** string: the reading up to which the balance was reckoned last */
    balanceReckoned: `${prefix}balance:reckoned`,
    /** string: when operators were last reminded of orders in review, unix ms; absent while there is none */
    reminded: `${prefix}reminded`,
    /** hash: the latest request for access of one person */
    request: (userId: number) => `${prefix}request:${userId}`,
    /** hash: chat -> message that shows a notice which may have to change */
    shown: (noticeId: string) => `${prefix}shown:${noticeId}`,
    /** list: broadcasts under way, first one first */
    broadcasts: `${prefix}broadcasts`,
    /** hash: one broadcast and how far it is */
    broadcast: (id: string) => `${prefix}broadcast:${id}`,
    /** list: who has not got it yet */
    broadcastTo: (id: string) => `${prefix}broadcast:${id}:to`,
    /** hash: user -> why they have not got it */
    broadcastMissed: (id: string) => `${prefix}broadcast:${id}:missed`,
    /** string: a broadcast that its operator has not confirmed yet */
    broadcastDraft: (id: string) => `${prefix}broadcast:${id}:draft`,
    /** string: costs of every service in the first list of a day; for two days */
    costs: (day: number) => `${prefix}costs:${day}`,
    /** hash: service id -> how its cost differs from that; for two days */
    costChanges: (day: number) => `${prefix}cost-changes:${day}`,
    /** hash: destination -> what a person keeps under a name of theirs */
    saved: (userId: number) => `${prefix}saved:${userId}`,
    /** hash: `look`, `price <service id>` -> what a person's receipts are like */
    receipts: (userId: number) => `${prefix}receipts:${userId}`,
    /** string: Telegram's name for the picture of an order's receipt; for a week */
    receiptPicture: (userId: number, orderId: string) =>
      `${prefix}receipt-picture:${userId}:${orderId}`,
    /** hash: service id -> since when it is a favourite of this person */
    favourites: (userId: number) => `${prefix}favourites:${userId}`,
    /** hash: `<wish> <service id>` -> what one person wants to be told of */
    serviceWatches: (userId: number) => `${prefix}service-watches:${userId}`,
    /** set: `<user> <wish> <service id>`: everybody's */
    serviceWatchIndex: `${prefix}service-watches`,
    /** hash: the same -> what a telling that was begun owes and leaves (`people/lua/tell-watch.lua`) */
    serviceWatchesOwed: `${prefix}service-watches-owed`,
    /** string that lives for the hour in which its person is not told again */
    serviceWatchTold: (watch: string) => `${prefix}service-watch-told:${watch}`,
    /** hash: user -> hours in which they are told nothing but their results, as `22-6` */
    quiet: `${prefix}quiet`,
    /** sorted set by when their quiet hours end: `<broadcast> <user>` */
    broadcastsLate: `${prefix}broadcasts:late`,
    /** hash: user -> what operators wrote down of them */
    notes: `${prefix}notes`,
    /** hash: user -> minute of the day they are told its recap, or `off` */
    recapTimes: `${prefix}recap-times`,
    /** hash: user -> the latest day whose recap they were told */
    recapsTold: `${prefix}recaps-told`,
    /** hash: user -> what a telling that was begun owes (`people/lua/tell-recap.lua`) */
    recapsOwed: `${prefix}recaps-owed`,
    /** hash: for how many `days` orders are kept, as operators were told, and `from` when the first may go, unix ms */
    leaving: `${prefix}leaving`,
    /** string: when it was noted last that the bot works, unix ms */
    worked: `${prefix}worked`,
    /** hash: order that is not over and takes long -> when its reseller was told so, unix ms */
    hung: `${prefix}hung`,
    /** hash: what a reseller complains of or asks, and what was said of it since; for 90 days */
    complaint: (id: string) => `${prefix}complaint:${id}`,
    /** sorted set by when they were made: complaints that are open */
    complaints: `${prefix}complaints`,
    /** the same of one reseller */
    complaintsOf: (resellerId: number) => `${prefix}complaints:of:${resellerId}`,
    /** string: the latest complaint of an order, or the latest question of a person (`complaints/complaint.ts`) */
    complaintOf: (subject: string) => `${prefix}complaint-of:${subject}`,
    /** hash: update id -> an update that Telegram need not keep any more and that is not handled yet (`in-hand.ts`) */
    updatesInHand: `${prefix}updates-in-hand`,
    /** set: chats that were given the operators' command menu */
    operatorMenus: `${prefix}operator-menus`,
  };
}

/**
 * Keys of one product line: what its refs, its service codes, its list and its pages of transactions name. All else is
 * the account's: orders (their ids are of no line), what fingerprints name (they carry their line), people, money, the
 * outbox, the leases. `game` has no mark, so that what was stored when names had no line is found as it lies.
 */
function lineKeys(prefix: string) {
  return {
    /** hash: the last good service list, gzipped, and when it was fetched */
    catalogue: `${prefix}services`,
    /** string: the order a transaction belongs to */
    ref: (ref: string) => `${prefix}ref:${ref}`,
    /** hash: one mirrored transaction and its fingerprint */
    transaction: (ref: string) => `${prefix}transaction:${ref}`,
    /** string: the first order that succeeded with the voucher of this digest; for 90 days */
    voucher: (digest: string) => `${prefix}voucher:${digest}`,
    /** hash: how often successes of a service came `with` a voucher, `without`, and with another order's `again` */
    voucherSums: (serviceCode: string) => `${prefix}sums:vouchers:${serviceCode}`,
    /** sorted set by when they were: orders called given back within a day */
    givenBack: `${prefix}given-back`,
    /** string that lives as long as an order is watched whose transaction may turn up (again) */
    watching: `${prefix}watching`,
    /** sorted set by first sight: refs that no order has claimed yet */
    unclaimed: `${prefix}unclaimed`,
    /** sorted set: `<ref> <offset in ms>` of the newest of our own transactions */
    offsets: `${prefix}offsets`,
    /** sorted set by `created_at`: every transaction of the mirror */
    mirror: `${prefix}mirror`,
    /** sorted set by `created_at`: those of them that a page has shown */
    shownOnPages: `${prefix}shown`,
    /** hash: since when the pages read follow on one another, and how many rows the largest full one had */
    chain: `${prefix}chain`,
    /** sorted set by `created_at`: what the pages of the chain have shown */
    chainRefs: `${prefix}chain:refs`,
    /** sorted set: resellers by when an order of theirs was begun last, unix ms; the latest thousand */
    turns: `${prefix}turns`,
    /** hash: when an order was begun last and how far from it the next one has to be (`pace.lua`) */
    pace: `${prefix}pace`,
    /** set: orders whose transaction may exist and was not seen yet */
    unseen: `${prefix}unseen`,
    /** hash: whether "never placed" is said without an operator, since when what counts for it, and why no longer */
    trust: `${prefix}trust`,
    /** sorted set by time of decision: orders of which operators said so where no page showed any */
    trustDecisions: `${prefix}trust:decisions`,
    /** string: the transaction nobody can explain that made matching strict, while it is */
    strict: `${prefix}strict`,
    /** string: why the matching rule cannot be trusted, while it is off */
    matchingOff: `${prefix}matching-off`,
    /** string that lives as long: the operators were told of it */
    matchingOffTold: `${prefix}matching-off:told`,
    /** hash: `ok|bad|ms <service code>` of one day */
    serviceSums: (day: number) => `${prefix}sums:${day}:services`,
  };
}
export type LineKeys = ReturnType<typeof lineKeys>;

export type AccountKeys = ReturnType<typeof accountKeys>;

/** grammY's own state has the chat's hash tag; no script touches both. */
export const sessionKey = (chatId: number) => `session:{${chatId}}`;
export const conversationKey = (chatId: number) => `conversation:{${chatId}}`;
/** string: how much a person did of something in its window, where several processes count */
export const allowanceKey = (userId: number, what: string) => `allowance:{${userId}}:${what}`;
/** string: the mark of whoever works on this chat, for as long as that may take; absent while one process polls for all */
export const chatLeaseKey = (chatId: number) => `chat-lease:{${chatId}}`;
