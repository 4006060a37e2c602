/** A button that moves money: once for a press, however long the bot takes to answer. */

import { useState } from "preact/hooks";
import type { VNode } from "preact";
import { h } from "../dom.ts";
import { act } from "../server.ts";

export function MoneyButton(props: {
  readonly words: readonly [label: string, hint: string];
  readonly path: string;
  readonly body: unknown;
}): VNode {
  const [isMoving, setMoving] = useState(false);
  const [label, title] = props.words;
  const move = async () => {
    setMoving(true);
    await act(props.path, props.body);
    setMoving(false);
  };
  return h(
    "button",
    {
      type: "button",
      class: "chip plain",
      title,
      disabled: isMoving,
      onClick: () => void move(),
    },
    label,
  );
}
