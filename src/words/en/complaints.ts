import type { complaints as indonesian } from "../id/complaints.ts";
import { lines, paragraphs, rich } from "../html.ts";
import { count, reports } from "./plural.ts";

/** 🆘: what resellers complain of or ask, and what operators answer, in English. */
export const complaints: typeof indonesian = {
  button: {
    report: "🆘 Report",
    reportOf: (destination) => `🆘 ${destination}`,
    missing: "Not arrived",
    "wrong-sn": "Wrong SN",
    other: "Something else",
    drop: "❌ Never mind",
    reply: "💬 Reply",
    done: "✅ Settled",
    renew: "🔄 Check",
    order: "🧾 The order",
    copy: "📋 Copy for the supplier",
    list: "🆘 Reports",
  },
  topic: {
    missing: "It has not arrived",
    "wrong-sn": "The SN is wrong or does not work",
  },
  ask: (order) =>
    paragraphs(
      rich`<b>🆘 What is wrong?</b>`,
      order,
      "Press one, or write it in one line. It goes straight to the shop's operators.",
    ),
  askMore: (order, since) =>
    paragraphs(
      rich`<b>🆘 Reported at ${since}</b>`,
      order,
      "The operators are looking into it. If there is more to say, write it in one line.",
    ),
  askWords: (order) =>
    paragraphs(
      rich`<b>🆘 Write what is wrong</b>`,
      order,
      "One line is enough; send it as a message.",
    ),
  askReply: () => rich`<b>💬 Write your reply</b> and send it as a message.`,
  hung: () =>
    rich`Still pending at the supplier, longer than usual. <b>There is no need to order it again</b>; the result comes here by itself. If your customer cannot wait, press 🆘.`,
  dropped: () => rich`Nothing was reported.`,
  reported: {
    made: () =>
      paragraphs(
        rich`<b>🆘 The shop's operators have it</b>`,
        "Their answer comes here. Do not order it again yet.",
      ),
    asked: () =>
      paragraphs(rich`<b>💬 The shop's operators have it</b>`, "Their answer comes here."),
    added: () =>
      paragraphs(
        rich`<b>💬 Added to your report</b>`,
        "The shop's operators read it; their answer comes here.",
      ),
    full: () =>
      rich`Too many of your reports are open. This one was not sent; please wait for the operators' answers first.`,
    gone: () =>
      rich`This report is gone. To write to the operators, type <code>K.your message</code>`,
  },
  answer: {
    words: (text) => lines(rich`<b>💬 The shop's operator answers</b>`, text),
    done: () =>
      paragraphs(
        rich`<b>✅ Your report is settled</b>`,
        "If something is still wrong, reply to this message.",
      ),
  },
  operator: {
    title: (done, question) =>
      rich`<b>${done ? "✅" : "🆘"} A reseller's ${question ? "question" : "report"}</b>`,
    from: (person, time) => rich`From: ${person} · ${time}`,
    said: (who, time, text) => rich`💬 ${who} ${time}: ${text}`,
    doneBy: (name) => rich`✅ Settled by <b>${name}</b>`,
    reply: "Reply to this message to answer the reseller.",
    orderGone: "The order can no longer be read.",
    forSupplier: "Text for the supplier's support:",
    list: (total) =>
      paragraphs(rich`<b>🆘 ${count(total, reports)}</b>`, "Press a number to read and answer it."),
    none: () => rich`<b>No open reports</b>`,
    answered: (person) => rich`💬 Your answer is on its way to ${person}.`,
    full: "This report is too long already. Your answer was not sent; please write to the reseller directly.",
    gone: "That report is gone.",
    before: (name) => `Settled before by ${name}.`,
  },
  supplier: (about) =>
    [
      "Please check:",
      `ref_id: ${about.ref ?? "none yet"}`,
      `Product: ${about.product}`,
      ...(about.destination === "" ? [] : [`Destination: ${about.destination}`]),
      `Time: ${about.time}`,
    ].join("\n"),
};
