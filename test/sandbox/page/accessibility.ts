/** What axe-core finds on the page. */

import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const found = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string() })),
    }),
  ),
});

/** Nothing serious or critical, in light and in dark. */
export async function mustBeAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe.source);
    const answer = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
    const grave = found
      .parse(answer)
      .violations.filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(
          (node) => `${colorScheme}: ${id} ${node.target.join(" ")} ${node.failureSummary}`,
        ),
      );
    assert.deepEqual(grave, []);
  }
}
