import type { Complaint } from "../complaints/complaint.ts";
import type { Notice } from "../orders/state/notice.ts";
import type { Order } from "../orders/state/order.ts";
import type { OrderStore } from "../orders/store/store.ts";
import type { NoticeWithOrder } from "../screens/notices/notices.ts";
import type { MoneyNow } from "../screens/notices/orders.ts";
import type { Names } from "../words/person.ts";
import { peopleIn } from "../words/reason.ts";

/** Reads what a notice is about, as it stands when it is delivered. */
export type About = (notice: Notice, chatId: number) => Promise<NoticeWithOrder>;

export interface AboutDependencies {
  store: Pick<OrderStore, "read">;
  /** For notices in which operators read of people; without it they read ids. */
  namesOf?: (userIds: readonly number[]) => Promise<Names>;
  /** What a notice about money is of, and whom it names; null: it is about something else. */
  moneyOf?: (notice: Notice, chatId: number) => Promise<{ money: MoneyNow; names: Names } | null>;
  /** The complaint that operators are told of, and whom it names; null: it is about something else. */
  complaintOf?: (
    notice: Notice,
    order: Order | null,
  ) => Promise<{ complaint: Complaint; names: Names } | null>;
}

export function createAbout({ store, namesOf, moneyOf, complaintOf }: AboutDependencies): About {
  return async (notice, chatId) => {
    const orderId = "orderId" in notice ? notice.orderId : undefined;
    const order = orderId === undefined ? null : await store.read(orderId);
    const named = peopleNamed(notice, order);
    const names = named.length > 0 ? await namesOf?.(named) : undefined;
    const money = await moneyOf?.(notice, chatId);
    const complaint = await complaintOf?.(notice, order);
    return { notice, order, ...(names && { names }), ...money, ...complaint };
  };
}

/** Whom operators read of in it by name. */
function peopleNamed(notice: Notice, order: Order | null): readonly number[] {
  if (notice.kind === "broadcast-report") return (notice.missed ?? []).map(({ userId }) => userId);
  return order !== null && (notice.kind === "review" || notice.kind === "alarm")
    ? peopleIn([order])
    : [];
}
