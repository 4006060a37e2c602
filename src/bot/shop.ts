import type { Language } from "../words/dictionary.ts";
import type { Purses } from "../books/purses.ts";
import type { Statements } from "../books/statement.ts";
import type { CatalogueSearch } from "../catalogue/search/search.ts";
import type { Complaints } from "../complaints/complaints.ts";
import type { CostChanges } from "../catalogue/cost-changes.ts";
import type { CatalogueSnapshot } from "../catalogue/snapshot.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Balance } from "../orders/balance/balance.ts";
import type { Deposits } from "../money/deposits.ts";
import type { Transfers } from "../money/transfers.ts";
import type { Batches } from "../orders/batches.ts";
import type { OrderDesk } from "../orders/placing/desk.ts";
import type { BulkReview } from "../orders/reconciling/bulk-review.ts";
import type { ReviewDesk } from "../orders/reconciling/review-desk.ts";
import type { OrdersByPeriod } from "../orders/store/by-period.ts";
import type { OrdersAudit } from "../orders/store/audit.ts";
import type { Terms } from "../orders/store/outcomes.ts";
import type { OpenOrders } from "../orders/store/open-orders.ts";
import type { Statistics } from "../orders/store/statistics.ts";
import type { Access } from "../people/access.ts";
import type { Favourites } from "../people/favourites.ts";
import type { Languages } from "../people/language.ts";
import type { Notes } from "../people/notes.ts";
import type { OperatorMenus } from "../people/operator-commands.ts";
import type { AccessRequests } from "../people/requests.ts";
import type { GatewayDesk } from "../payments/gateway-desk.ts";
import type { Qris } from "../payments/qris.ts";
import type { Recaps } from "../people/recaps.ts";
import type { ReceiptPainter } from "../receipts/painter.ts";
import type { Receipts } from "../people/receipts.ts";
import type { OwnData } from "../people/own-data.ts";
import type { QuietHours } from "../people/quiet.ts";
import type { Roster } from "../people/roster.ts";
import type { SavedDestinations } from "../people/saved.ts";
import type { Watches } from "../people/watches.ts";
import type { PriceList } from "../prices/price-list.ts";
import type { Broadcasts } from "../shop/broadcasts.ts";
import type { Pausing } from "../shop/pausing.ts";
import type { ShownNotices } from "../telling/shown.ts";
import type { TelegramClient } from "../telegram/client.ts";
import type { Chats } from "./intake/chats.ts";
import type { PersonLimits } from "./people/allowance.ts";

/** How resellers top up their purses by themselves. */
export interface ShopDeposits {
  desk: Deposits;
  /** Where to pay, in the operator's words. */
  instructions: string | null;
  /** The merchant's own; a ticket's sum is filled in. */
  qris: Qris | null;
  /** Where a payment of its own is opened for each ticket; null: nowhere. */
  gateway: Pick<GatewayDesk, "open"> | null;
  /** Where operators, and who opened it, were shown a ticket. */
  shown: Pick<ShownNotices, "find" | "remember">;
}

/** What the bot is made with: everything it needs of the world. Handlers find it as `ctx.shop`. */
export interface Shop {
  telegram: Pick<TelegramClient, "token" | "patient">;
  shopName: string;
  /** So long orders stay in Redis. */
  keepOrdersDays: number;
  timeZone: string;
  defaultLanguage: Language;
  access: Access;
  languages: Languages;
  catalogue: {
    /** null until the first list was fetched or found. */
    snapshot(): CatalogueSnapshot | null;
    /** How often it is fetched; a list ten times older than that is shown with its age. */
    refreshMs: number;
    search: CatalogueSearch;
  };
  prices: PriceList;
  desk: OrderDesk;
  ordersByPeriod: OrdersByPeriod;
  batches: Batches;
  purses: Pick<Purses, "read">;
  statements: Statements;
  /** null: the shop takes none. */
  deposits: ShopDeposits | null;
  requests: AccessRequests;
  roster: Roster;
  favourites: Favourites;
  saved: SavedDestinations;
  recaps: Pick<Recaps, "timeOf" | "choose">;
  receipts: Receipts;
  receiptPainter: ReceiptPainter;
  watches: Pick<Watches, "add" | "remove" | "of">;
  complaints: Complaints;
  quiet: QuietHours;
  ownData: OwnData;
  pausing: Pausing;
  /** What only operators do. */
  admin: {
    broadcasts: Broadcasts;
    reviews: ReviewDesk;
    bulkReview: BulkReview;
    openOrders: OpenOrders;
    /** Of unfinished orders, those whose resellers were told that they take long. */
    hungOrders: { count(): Promise<number> };
    statistics: Statistics;
    /** The books recounted, beside the orders. */
    audit(): Promise<OrdersAudit>;
    transfers: Transfers;
    costChanges: Pick<CostChanges, "of">;
    balance: Pick<Balance, "newest" | "says">;
    menus: OperatorMenus;
    notes: Notes;
    /** Sending may go on after a refusal of the shop's account. */
    resumeSending(): void;
    /** Of resellers without terms of their own. */
    usualTerms: Terms;
  };
  limits: PersonLimits;
  /** How long a confirmed order may wait to be sent; said when the supplier is in trouble. */
  confirmedTtlMs: number;
  /** An order that takes longer can be reported. */
  hungAfterMs: number;
  chats: Chats;
  clock: Clock;
  rng: Rng;
  log: Log;
  /** Called for each update of a person: brings back what could not be delivered while they blocked the bot. */
  onUpdateFrom(chatId: number): Promise<void>;
}
