import type { OpenOrders } from "../../orders/open-orders.ts";
import type { ReviewDesk } from "../../orders/review-desk.ts";
import type { Statistics } from "../../orders/statistics.ts";
import type { Broadcasts } from "../../resellers/broadcasts.ts";
import type { OperatorMenus } from "../../resellers/operator-menus.ts";

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
