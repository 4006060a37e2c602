import type { Language } from "../people/language.ts";
import { admin as adminEn } from "./en/admin.ts";
import { form as formEn } from "./en/form.ts";
import { menu as menuEn } from "./en/menu.ts";
import { order as orderEn } from "./en/order.ts";
import { reasons as reasonsEn } from "./en/reasons.ts";
import { trouble as troubleEn } from "./en/trouble.ts";
import { admin as adminId } from "./id/admin.ts";
import { form as formId } from "./id/form.ts";
import { menu as menuId } from "./id/menu.ts";
import { order as orderId } from "./id/order.ts";
import { reasons as reasonsId } from "./id/reasons.ts";
import { trouble as troubleId } from "./id/trouble.ts";

const indonesian = {
  menu: menuId,
  form: formId,
  order: orderId,
  trouble: troubleId,
  admin: adminId,
  reasons: reasonsId,
};

/** Every text of the bot in one language. A text missing in one of them does not compile. */
export type Words = typeof indonesian;

const dictionaries: Readonly<Record<Language, Words>> = {
  id: indonesian,
  en: {
    menu: menuEn,
    form: formEn,
    order: orderEn,
    trouble: troubleEn,
    admin: adminEn,
    reasons: reasonsEn,
  },
};

export function wordsIn(language: Language): Words {
  return dictionaries[language];
}
