import type { OpenOrders } from "../../orders/store/open-orders.ts";
import type { ReviewDesk } from "../../orders/reconciling/review-desk.ts";
import type { Statistics } from "../../orders/store/statistics.ts";
import type { Broadcasts } from "../../shop/broadcasts.ts";
import type { OperatorMenus } from "../../people/operator-commands.ts";

/** What operators' commands need of the world, beside what everybody's do. */
export interface AdminDependencies {
  broadcasts: Broadcasts;
  reviews: ReviewDesk;
  openOrders: OpenOrders;
  statistics: Statistics;
  menus: OperatorMenus;
  /** Sending may go on after a refusal of the shop's account. */
  resumeSending(): void;
  /** Of resellers without a limit of their own; null: none. */
  dailyLimitRupiah: number | null;
}
