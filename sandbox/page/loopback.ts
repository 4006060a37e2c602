/**
 * Keeps other web pages out. The server listens on loopback only, but a browser on this machine would carry a
 * stranger's request there: by a form of theirs, or by a name of theirs that resolves to 127.0.0.1.
 */

import type { MiddlewareHandler } from "hono";

const OWN_HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/u;

export const loopbackOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header("host") ?? "";
  const origin = context.req.header("origin");
  const isOwn = OWN_HOSTS.test(host) && (origin === undefined || origin === `http://${host}`);
  if (!isOwn) return context.text("This page is for this machine only.", 403);
  await next();
  return undefined;
};
