import { meansPhone } from "../../catalogue/phone.ts";
import type { Field, Service } from "../../catalogue/service.ts";

/** How a service is ordered by typing: `TS5.081234567890`. */
export function lineExample(
  service: Pick<Service, "code" | "name" | "category" | "fields">,
): string {
  // A secret is asked for, never typed behind a code.
  const secret = service.fields.findIndex(
    (field) => field.kind === "input" && field.type === "password",
  );
  const typed = secret === -1 ? service.fields : service.fields.slice(0, secret);
  return [service.code, ...typed.map((field) => answerExample(field, service))].join(".");
}

const digits = "1234567890123456";
const usualDigits = 8;

function answerExample(field: Field, service: Pick<Service, "name" | "category">): string {
  if (field.kind === "select") return field.options[0]?.label ?? "";
  if (meansPhone(field, service)) return "081234567890";
  const { placeholder, minLength, maxLength } = field;
  if (/^[\w@.:/-]{3,40}$/.test(placeholder)) return placeholder;
  switch (field.type) {
    case "tel":
    case "number":
      return digits.slice(0, Math.min(Math.max(minLength, usualDigits), maxLength || usualDigits));
    case "email":
      return "nama@gmail.com";
    case "url":
      return "https://contoh.com/akun";
    case "date":
      return "31-12-1999";
    case "text":
    case "password":
      return /\b(?:id|uid|user\w*|player|akun|account)\b/i.test(field.label) ? "12345678" : "Budi";
  }
}
