import { admin } from "./admin.ts";
import { again } from "./again.ts";
import { batch } from "./batch.ts";
import { books } from "./books.ts";
import { complaints } from "./complaints.ts";
import { costs } from "./costs.ts";
import { deposit } from "./deposit.ts";
import { favourites } from "./favourites.ts";
import { form } from "./form.ts";
import { history } from "./history.ts";
import { keeping } from "./keeping.ts";
import { lines } from "./lines.ts";
import { menu } from "./menu.ts";
import { number } from "./number.ts";
import { operator } from "./operator.ts";
import { order } from "./order.ts";
import { ownData } from "./own-data.ts";
import { prices } from "./prices.ts";
import { purse } from "./purse.ts";
import { receipt } from "./receipt.ts";
import { quiet } from "./quiet.ts";
import { reasons } from "./reasons.ts";
import { search } from "./search.ts";
import { recap } from "./recap.ts";
import { saved } from "./saved.ts";
import { second } from "./second.ts";
import { trouble } from "./trouble.ts";
import { watches } from "./watches.ts";

export const indonesian = {
  /** As its own speakers call it. */
  name: "Bahasa Indonesia",
  /** How times and numbers are written. */
  locale: "id-ID",
  menu,
  history,
  keeping,
  lines,
  batch,
  form,
  number,
  operator,
  ownData,
  quiet,
  order,
  again,
  purse,
  deposit,
  second,
  trouble,
  admin,
  books,
  prices,
  costs,
  complaints,
  reasons,
  search,
  watches,
  recap,
  favourites,
  saved,
  receipt,
};
