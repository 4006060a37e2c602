import type { OrderData, Osimesa } from "../osimesa/client.ts";
import type { Upstream } from "./store/ports.ts";

/** The OsiMesa client as the engine's port. */
export function createUpstream(osimesa: Osimesa): Upstream {
  return {
    orderTurn: (signal) => osimesa.orderTurn(signal),
    place(order, mayBegin) {
      const data: OrderData = {};
      for (const { position, value } of order.destination) data[`data${position}`] = value;
      return osimesa.order(order.service.code, data, mayBegin);
    },
    page: (signal) => osimesa.page(signal),
    transaction: (ref, signal) => osimesa.transaction(ref, signal),
  };
}
