import { plurals } from "../plurals.ts";

export const locale = "en-GB";
export const { count, noun } = plurals(locale);

export const orders = { one: "order", other: "orders" };
export const entries = { one: "entry", other: "entries" };
export const accounts = { one: "account", other: "accounts" };
export const products = { one: "product", other: "products" };
export const tickets = { one: "ticket", other: "tickets" };
export const payments = { one: "payment", other: "payments" };
export const resellers = { one: "reseller", other: "resellers" };
export const reports = { one: "open report", other: "open reports" };
