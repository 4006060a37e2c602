import type { Line } from "../line.ts";

/** Games, vouchers, pulsa and data: up to three answers, `data1` to `data3`. */
export const game: Line = {
  name: "game",
  path: "/api/game",
  encode: (service, destination) => ({
    service,
    ...Object.fromEntries(destination.map(({ position, value }) => [`data${position}`, value])),
  }),
};
