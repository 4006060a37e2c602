import type { Words } from "../../words/dictionary.ts";
import { oneLine } from "../../words/shorten.ts";
import type { Button } from "../screen.ts";

/** 🛒: the categories, in the message it stands in. */
export function orderButton({ menu }: Words): Button {
  return { label: menu.button.order, press: { to: "categories", page: 0 } };
}

/** 🛒: the categories in a new message, so that the one it stands below stays. */
export function shopButton({ menu }: Words): Button {
  return { label: menu.button.order, press: { to: "shop" } };
}

/** 🛒: the service itself again, as it is now. */
export function serviceButton({ menu }: Words, service: string, page: number): Button {
  return { label: menu.button.order, press: { to: "service", service, page } };
}

/** The service that was not ordered after all, by its name. */
export function sameServiceButton(
  { again }: Words,
  { id, name }: { id: string; name: string },
  page: number,
): Button {
  return { label: again.button.of(oneLine(name, 40)), press: { to: "service", service: id, page } };
}

/** What was kept of a service that could not be ordered (`bot/ordering/kept.ts`). */
export function resumeButton({ again }: Words, kept: string): Button {
  return { label: again.button.tryAgain, press: { to: "resume", kept } };
}

/** 🔎: asks what to search for. */
export function searchButton({ search }: Words): Button {
  return { label: search.button.search, press: { to: "search", page: 0, question: "" } };
}

/** ⬅️ to the first screen. */
export function startButton({ menu }: Words): Button {
  return { label: menu.button.back, press: { to: "main" } };
}

/** 💰 in a message of its own, so that the one it stands below stays. */
export function purseButton({ purse }: Words): Button {
  return { label: purse.button.purse, press: { to: "purse" } };
}

export function historyButton({ menu }: Words): Button {
  return { label: menu.button.history, press: { to: "history", page: 0 } };
}

/** ⭐: makes a service a favourite, or none any more. */
export function favouriteButton({ favourites }: Words, service: { id: string }): Button {
  return { label: favourites.button, press: { to: "favourite", service: service.id } };
}
