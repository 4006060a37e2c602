import type { admin as indonesian } from "../id/admin.ts";
import { rich, lines, paragraphs } from "../html.ts";
import { grouped } from "../money.ts";
import { count, noun, orders, resellers } from "./plural.ts";

/** Access, and all that only operators read, in English. */
export const admin: typeof indonesian = {
  commands: {
    orders: "All orders that are not finished",
    review: "Orders that need a decision",
    complaints: "Resellers' reports and questions",
    resellers: "The resellers: /resellers or /resellers name",
    limit: "A reseller's daily limit: /limit @budi 1.5jt",
    credit: "A reseller's credit: /credit @budi 500rb",
    note: "A note on a reseller: /note @budi text",
    correct: "Correct a balance: /correct @budi 100rb reason",
    transfer: "Move balance: /transfer @budi @sari 50rb reason",
    deposits: "Tickets for deposits, and payments",
    paid: "A ticket was paid: /paid TICKET amount",
    assign: "Whose payment it is: /assign PAYMENT @budi",
    prices: "Selling prices: rules, levels, rounding",
    stats: "Statistics: today and 30 days",
    books: "Books: recounted now",
    pause: "Close for now: /pause or /pause reason",
    resume: "Take and send orders again",
    broadcast: "A message to all resellers: /broadcast text",
  },
  helpTitle: "Operators' commands",
  button: {
    orders: "⏳ Not finished",
    review: "⚠️ To decide",
    resellers: "👥 Resellers",
    stats: "📊 Statistics",
  },
  access: {
    ask: "🙋 Ask for access",
    asked: () =>
      paragraphs(
        rich`<b>Request sent</b>`,
        "The shop's operators have been told. The answer comes here.",
      ),
    waiting: "We have your request already; an operator has yet to answer it.",
    refusedUntil: (time) => `Your request was refused. You can ask again after ${time}.`,
    busy: "There are many requests just now. Please try again in an hour.",
    told: {
      accepted: () => paragraphs(rich`<b>✅ You have access</b>`, "Welcome! Press 🛒 to order."),
      refused: () =>
        paragraphs(
          rich`<b>Request refused</b>`,
          "The shop's operator cannot give you access for now. You can ask again tomorrow.",
        ),
      removed: () =>
        paragraphs(
          rich`<b>Your access was removed</b>`,
          "Orders that were not sent yet are cancelled, nothing charged. Results of orders that were sent still come here. Any question? Ask the shop's operator.",
        ),
      restored: () => paragraphs(rich`<b>✅ You have access again</b>`, "Press 🛒 to order."),
    },
  },
  request: {
    title: "🙋 Request for access",
    who: (name, userId) => rich`<b>${name}</b> · <code>${userId}</code>`,
    accept: "✅ Accept",
    refuse: "❌ Refuse",
    decided: (accepted, by) =>
      accepted ? rich`✅ Accepted by ${by}.` : rich`❌ Refused by ${by}.`,
    before: (by) => `${by} decided first.`,
    gone: "This request is not there any more.",
  },
  resellers: {
    title: (all) => rich`<b>👥 ${count(all, resellers)}</b>`,
    found: (search, found) =>
      rich`Searched “${search}”: ${grouped(found)} found. Type /resellers for all.`,
    hint: "Search: /resellers followed by a name or ID.",
    none: "No resellers yet.",
    today: (orders, rupiah) => `today ${grouped(orders)} · ${rupiah}`,
    last: (time) => `last ${time}`,
    neverOrdered: "has never ordered",
    noName: "(has not used the bot)",
    removed: "removed",
    unknown: "This person is not a reseller.",
    unknownTyped: (typed) =>
      rich`<b>“${typed}” was not found, or is not a reseller.</b> Type an ID, an @username or a part of the name; the list is /resellers. Who has not used the bot yet is known by the ID only.`,
    id: (userId) => rich`ID: <code>${userId}</code>`,
    isIn: "✅ May order",
    isOut: "🚫 Access removed",
    since: (time, by) => `since ${time} by ${by}`,
    limit: (text) => rich`Daily limit: <b>${text}</b>`,
    limitUsual: (text) => `${text} (default)`,
    noLimit: "no limit",
    chooseLimit: "Choose the daily limit, or type /limit ID amount, such as 750rb.",
    limitUsage:
      "Usage: /limit WHO amount. WHO: an ID, @username or part of a name. Amount: 1.500.000, 100rb, 1.5jt; none: no limit; default: the usual limit. Example: /limit @budi 1.5jt",
    limitSet: "Daily limit saved.",
    button: {
      remove: "🚫 Remove access",
      restore: "↩️ Restore access",
      limit: "🚦 Daily limit",
      usual: "Default",
      none: "No limit",
    },
    sureRemove: "Remove this person's access? Their orders that were not sent yet are cancelled.",
    sureRestore: "Restore this person's access?",
    yesRemove: "✅ Yes, remove",
    yesRestore: "✅ Yes, restore",
    removedNow: "Access removed.",
    restoredNow: "Access restored.",
    sameAlready: "Another operator has done that already.",
  },
  pause: {
    paused: (reason, told) =>
      paragraphs(
        rich`<b>⏸ No new orders are taken</b>`,
        reason === ""
          ? "Resellers who order are told that the shop is paused."
          : rich`Reason: ${reason}`,
        reason === "" ? null : `${grouped(told)} resellers are being told.`,
        "Orders that were made go on. /resume to open again.",
      ),
    resumed: () => rich`<b>▶️ Orders are taken and sent again</b>`,
    notPaused: () =>
      paragraphs(
        rich`<b>▶️ The shop was not paused</b>`,
        "Sending to the supplier is tried again if it had stopped.",
      ),
    closed: (reason) =>
      paragraphs(
        rich`<b>⏸ The shop takes no orders just now</b>`,
        reason === "" ? null : reason,
        "Nothing was ordered and nothing charged. Please try again later.",
      ),
    closedBriefly: (reason) =>
      `⏸ The shop takes no orders just now. Nothing was ordered.${reason === "" ? "" : ` ${reason}`}`,
    tellPaused: (reason) =>
      paragraphs(
        rich`<b>⏸ The shop takes no orders just now</b>`,
        reason,
        "Orders that were made go on. We tell you when it opens again.",
      ),
    tellResumed: () =>
      paragraphs(rich`<b>▶️ The shop is open again</b>`, "You can order as usual."),
  },
  limitReached: (limit, spent) =>
    `Your daily limit is ${limit}, ${spent} of it is used. Nothing was ordered. Ask the operator or order again tomorrow.`,
  tooFast: "Too fast. Wait 10 seconds, then try again. What was not answered was not done.",
  tooManyCards: "Too many order cards within an hour. Nothing was ordered. Please try again later.",
  broadcast: {
    usage:
      "Type /broadcast followed by the text, or send a picture with /broadcast and the text below it.",
    tooLong: (max) => `The text is too long. At most ${grouped(max)} characters.`,
    title: (shop) => rich`<b>📢 ${shop}</b>`,
    preview: (readers) =>
      rich`This is how it will look. Send it to <b>${grouped(readers)}</b> ${noun(readers, resellers)}?`,
    send: (count) => `✅ Send to ${grouped(count)}`,
    started: (readers) =>
      paragraphs(
        rich`<b>📢 Being sent to ${count(readers, resellers)}</b>`,
        "Order results always go first. The report comes here at the end.",
      ),
    before: "This message has been sent already.",
    gone: "This message is too old. Type it again with /broadcast.",
    dropped: () => rich`<b>The message was not sent</b>`,
    report: (reached, blocked, failed) =>
      lines(
        rich`<b>📢 Broadcast finished</b>`,
        `Reached: ${grouped(reached)}`,
        `Blocked the bot or never started it: ${grouped(blocked)}`,
        `Failed: ${grouped(failed)}`,
      ),
  },
  orders: {
    title: (total) => rich`<b>⏳ ${count(total, orders)} not finished</b>`,
    none: () => rich`<b>No unfinished orders</b>`,
    notFound: () =>
      paragraphs(
        rich`<b>Order not found</b>`,
        "No reseller has an order with that number. Check the ref_id or the order number.",
      ),
  },
  stats: {
    today: "Today",
    month: "30 days",
    title: (days) => (days === 1 ? rich`<b>📊 Today</b>` : rich`<b>📊 Last 30 days</b>`),
    confirmed: (count) => `Orders: ${grouped(count)}`,
    succeeded: (count, rupiah) => rich`✅ Done: ${grouped(count)} · <b>${rupiah}</b>`,
    failed: (count) => `❌ Failed: ${grouped(count)}`,
    withdrawn: (count) => `↩️ Not sent: ${grouped(count)}`,
    open: (count) => `⏳ Not finished: ${grouped(count)}`,
    share: (percent) => rich`Success: <b>${percent}</b>`,
    halfWithin: (duration) => rich`Half of them done in ≤ ${duration}`,
    decided: "Without an answer from the supplier, decided:",
    decisions: {
      matched: "🔗 found in the supplier's list",
      attached: "🔗 matched by operators",
      "never-placed-by-operators": "🚫 never reached, said operators",
      "never-placed-by-itself": "🚫 never reached, by the bot itself",
    },
    slowest: "Slowest (average):",
    failing: "Failing most often:",
    failingLine: (name, bad, all) => `${name}: ${grouped(bad)} of ${grouped(all)}`,
    seconds: (count) => `${count} s`,
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
    now: (states) => `Now: ${states}`,
    balance: (rupiah, time) => rich`💳 OsiMesa balance: <b>${rupiah}</b> (${time})`,
    states: {
      confirmed: "waiting",
      sending: "being sent",
      unknown: "being checked",
      review: "to be decided",
      placed: "in progress",
    },
  },
  review: {
    balance: {
      charged: (rupiah) =>
        `💳 The balance fell by ${rupiah} then: this order was probably charged.`,
      "not-charged": () =>
        "💳 The balance did not fall for this order: it was probably not charged.",
    },
    title: (total) =>
      rich`<b>⚠️ ${count(total, { one: "order needs", other: "orders need" })} a decision</b>`,
    none: () => rich`<b>✅ No order needs a decision</b>`,
    remind: (waiting) =>
      rich`<b>⚠️ ${count(waiting, { one: "order still waits", other: "orders still wait" })} for an operator's decision</b>`,
    candidates: "Transactions at the supplier that could be this order's:",
    noCandidates:
      "No transaction at the supplier fits. Look for the destination and the time in the OsiMesa account; if it is there, type /review followed by the order number above and its ref_id.",
    candidate: (number, ref, status, time) =>
      rich`${number}. <code>${ref}</code> · ${status} · ${time}`,
    button: {
      open: "⚖️ Check now",
      attach: (number) => `🔗 Match with no. ${number}`,
      never: "🚫 Never reached the supplier",
      list: "⚠️ To be decided",
    },
    sureAttach: (ref) =>
      rich`This order will be matched with transaction <code>${ref}</code>, and its result goes to the reseller. Are you sure?`,
    sureNever: () =>
      rich`The reseller is told that this order <b>never reached the supplier</b>, nothing is charged, and they may order again. Make sure in the supplier's account first. Are you sure?`,
    yesAttach: "✅ Yes, match",
    yesNever: "✅ Yes, never reached",
    decided: "The decision is recorded.",
    decidedBefore: "It was decided before. This is how it stands.",
    refTaken: (order) => `That transaction belongs to order ${order}. Nothing has changed.`,
    refUnfit: "The supplier has no such transaction for this product. Nothing has changed.",
    unreachable: "The supplier does not answer. Nothing has changed; try again in a moment.",
    notThere: "There is no such order, or it is not waiting for a decision.",
    bulk: {
      ask: {
        "none-fits": (count) => `🚫 ${grouped(count)} not at the supplier`,
        "none-fits-account-shared": (count) => `🚫 ${grouped(count)} not there, account shared`,
        "none-fits-watched": (count) => `🚫 ${grouped(count)} not there, like another order`,
      },
      title: (amount, why) => rich`<b>🚫 ${count(amount, orders)} for the same reason</b>\n${why}`,
      more: (count) => `… and ${grouped(count)} more`,
      sure: () =>
        rich`All their resellers are told that the order <b>never reached the supplier</b>, nothing is charged, and they may order again. Make sure in the supplier's account first. Mark all as never reached?`,
      yes: (count) => `✅ Yes, ${grouped(count)} never reached`,
      decided: (amount) => rich`<b>${count(amount, orders)} marked as never reached</b>`,
      moved: (count) => `${grouped(count)} not: decided or changed before.`,
      fits: (count) =>
        `${grouped(count)} not: there may be a transaction at the supplier. Check one by one.`,
      unclear: (count) =>
        `${grouped(count)} may not be recorded, because of trouble. Look at the list, and mark again what is still there.`,
      gone: "This question is no longer valid. Nothing has changed. Here is the list.",
      none: "All of them have changed, or may have a transaction. Check one by one.",
    },
  },
};
