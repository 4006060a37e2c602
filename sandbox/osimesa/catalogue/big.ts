/** A catalogue far larger than any real one, to show that size is not felt. */

import type { RawService } from "./raw-service.ts";
import { sampleCatalogue } from "./sample.ts";

/** The share of services per category that 20,000 in 200 would have. */
const PER_CATEGORY = 100;

/**
 * `count` services with codes of their own, 100 to a category; the same for the same count. Their
 * forms, cut-offs, stock and prices go round those of the sample catalogue.
 */
export function bigCatalogue(count: number): readonly RawService[] {
  const models = sampleCatalogue();
  return Array.from({ length: count }, (_unused, index) => {
    const model = models[index % models.length];
    if (model === undefined) throw new Error("the sample catalogue is empty");
    const category = Math.floor(index / PER_CATEGORY) + 1;
    const price = model.price.current + (index % 997) * 50;
    return {
      ...model,
      category: { main: `Kategori ${category}`, slug: `kategori-${category}` },
      code: `B${index + 1}`,
      name: `${model.name} #${index + 1}`,
      price: {
        list: { standar: price + 500, premium: price + 300, spesial: price + 150 },
        current: price,
      },
    };
  });
}
