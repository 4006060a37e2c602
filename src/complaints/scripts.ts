import { owingScripts } from "../orders/store/scripts.ts";

export type ComplaintScript = "complain" | "follow-complaint";
export const complaintScripts = owingScripts<ComplaintScript>(
  ["complain", "follow-complaint"],
  new URL("lua/", import.meta.url),
);
