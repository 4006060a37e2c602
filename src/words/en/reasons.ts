import type { reasons as indonesian } from "../id/reasons.ts";

/** Why something is as it is, in English. */
export const reasons: typeof indonesian = {
  timeout: "The supplier did not answer[ within {}]",
  "connection-failed": "No connection to the supplier[ ({})]",
  "connection-lost": "The connection to the supplier broke[ ({})]",
  "answer-cut": "The supplier's answer was cut short[ ({})]",
  "answer-too-large": "The supplier's answer was too large[ ({})]",
  "answer-unreadable": "The supplier's answer was unreadable[ ({})]",
  "given-up": "Stopped before there was an answer[ ({})]",
  busy: "The supplier is busy and asks to wait[ ({})]",
  "server-error": "The supplier has an error[ ({})]",
  refused: "Refused by the supplier[: {}]",
  "accepted-without-ref": "The supplier accepted it without a ref_id[ ({})]",
  "refused-with-ref": "The supplier refused it, yet gave a ref_id[ ({})]",
  "deadline-missed": "Could not be sent within 2 seconds, so it was not sent[ ({})]",
  "claimed-too-late": "Too late, so it was not sent[ ({})]",
  "withdrawn-expired": "Not sent within its time[ ({})]",
  "withdrawn-cancelled": "Cancelled by the reseller[ ({})]",
  "withdrawn-price": "The price changed before it was sent[ ({})]",
  "withdrawn-closed": "Cut-off or out of stock before it was sent[ ({})]",
  "withdrawn-gone": "The product is no longer available[ ({})]",
  "withdrawn-access": "The reseller's access was removed[ ({})]",
  "withdrawn-forgotten":
    "The bot's memory was lost before it was known to be sent, and the supplier never got it[ ({})]",
  "not-now-pace": "The supplier wants a pause between orders[: {}]",
  "not-now-maintenance": "The supplier is under maintenance[: {}]",
  "not-now-collision": "Transaction numbers collided at the supplier[: {}]",
  "waits-again": "Shown not to have been made; back in the queue[ after attempt {}]",
  "waits-for": "Waits for the identical order[ {}]",
  "sender-stopped": "The bot stopped before the supplier's answer was recorded[ ({})]",
  "answer-unrecorded": "The supplier's answer was not recorded[ ({})]",
  "memory-lost": "Redis lost its latest memory: it may have been sent before[ ({})]",
  "supplier-status": "Supplier's status[: {}]",
  "supplier-failed": "Failed at the supplier[: {}]",
  matched: "Matched automatically[ with transaction {}]",
  "never-placed": "Never reached the supplier[ ({})]",
  "never-placed-by-itself":
    "Never reached the supplier, says the bot: it is not in the supplier's list, and of such orders operators always decided so[ ({})]",
  "attached-by-operator": "Matched by operator[ {}]",
  "never-placed-by-operator": "Declared never to have reached the supplier by operator[ {}]",
  "voucher-of": "The same SN/voucher was given for order[ {}]",
  "given-back":
    "The supplier no longer shows its transaction: refused, and the money given back[ ({})]",
  "given-back-by-operator": "Given back by the supplier, says operator[ {}]",
  "several-fit": "More than one transaction fits[ ({})]",
  "came-after-all":
    'Its transaction turned up at the supplier, though the answer had been "not now"[ ({})]',
  "one-fits-matching-off": "One transaction fits, but automatic matching is off[ ({})]",
  "one-fits-account-shared":
    "One transaction fits, but this account is used outside the bot too[ ({})]",
  "one-fits-watched": "One transaction fits, but it could belong to order[ {}]",
  "one-fits-memory-lost":
    "One transaction fits, but Redis lost its memory around then: it could be a forgotten order's[ ({})]",
  "equal-forgotten":
    "Redis lost its memory, and the supplier has an identical transaction that no order is known for[: {}]",
  "none-fits-matching-off": "No transaction fits, and automatic matching is off[ ({})]",
  "none-fits-account-shared":
    "No transaction fits, and this account is used outside the bot too[ ({})]",
  "none-fits-watched": "No transaction fits, and it could be mistaken for that of order[ {}]",
  "none-fits": "No fitting transaction in the supplier's list[ ({})]",
  "none-fits-charged":
    "No fitting transaction in the supplier's list, but its price is missing from the balance at the supplier[ ({})]",
  "pages-have-gap":
    "The supplier's list of transactions since it was sent is incomplete, so it cannot be told[ ({})]",
  "not-final": "Not finished after 72 hours[ ({})]",
  "ref-vanished":
    "The supplier no longer shows its ref_id: it was most likely refused and the money given back. Look at the balance history at OsiMesa[ ({})]",
  "ref-taken": "The supplier's ref_id already belongs to order[ {}]",
  "turned-up":
    "A transaction[ {}] turned up at the supplier for an order that was taken as never placed",
  "account-shared": "The supplier's account has a transaction[ {}] that this bot did not make",
  "matching-wrong": "A transaction at the supplier does not fit its own order[ ({})]",
  "placed-after-all":
    "Order[ {}] had reached the supplier after all, though it was not found there",
  "answer-contradicts": "The supplier's answer for order[ {}] contradicts what the bot knows",
  "memory-changed": "Redis started anew or moved to another server[ ({})]",
  "no-created-at": "The supplier's transactions do not say when they were made[ ({})]",
  "other-data-shown":
    "The supplier's transaction does not show the destination that was sent[ ({})]",
  "clock-jumps": "The supplier's clock jumps, or this machine's does[ ({})]",
  "transaction-unreadable": "A transaction of the supplier cannot be read[ ({})]",
  "order-was": "What was ordered[: {}]",
  "work-failed": "An error in the bot[: {}]",
  "orders-unreadable": "Orders in Redis that cannot be read[: {}]",
  "requests-unclear": "Several orders were sent without a clear answer[ ({})]",
  "supplier-unreachable": "The supplier cannot be reached[ ({})]",
  "list-empty": "The product list is empty[: {}]",
  "list-short": "Products left in the list[: {}]",
  "list-unreadable": "The product list is unreadable[ ({})]",
  "services-unreadable": "Unreadable products[: {}]",
  "median-answer-time": "Half of the answers take longer[ than {} seconds]",
  "status-words": "Unknown status[: {}]",
  "memory-used": "Memory used[: {}]",
  "redis-settings": "Redis settings that are needed (and what they are)[: {}]",
  "replicas-wanted": "Replicas that must have an order (REDIS_REPLICAS)[: {}]",
  "balance-was": "Balance[: {}]",
  "telegram-refused": "Telegram says[: {}]",
  "telegram-unreachable": "Telegram cannot be reached[ ({})]",
  "polled-elsewhere":
    "Another bot with the same token is running: stop one of the two, or get a new token from @BotFather[ ({})]",
  noted: "Note[: {}]",
};
