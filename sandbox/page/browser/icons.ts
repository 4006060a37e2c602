/** Pictures without colours of their own. */

import { h } from "./dom.ts";

/** Line icons on a 24 px grid. */
const icons = {
  send: "M3.5 20.5 21 12 3.5 3.5 3.5 10l11 2-11 2z",
  clip: "M20 11.5 12.4 19a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.3-7.2",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9.5l6 6 6-6",
  reply: "M10 5 4 11l6 6v-4c5 0 8 1.5 10 5 0-6-3.5-9.500-10-9.500z",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M20 14.500A8.300 8.300 0 0 1 9.500 4 8.300 8.300 0 1 0 20 14.500z",
  auto: "M12 3.500a8.500 8.500 0 1 0 0 17zM12 3.500a8.500 8.500 0 0 1 0 17",
  link: "M14 5h5v5M19 5l-8 8M10 6H5v13h13v-5",
  clock: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 7.500V12l3 2",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  store: "M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM10 20v-5h4v5",
  bank: "M3 9.500 12 4l9 5.500zM5.500 10v8M10 10v8M14 10v8M18.500 10v8M3 20h18",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  contact:
    "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.500 20c.6-3.600 3.600-5.500 7.500-5.500s6.900 1.900 7.500 5.500",
  smile:
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M8.500 14c1.700 2.300 5.300 2.300 7 0M9 9.500v.01M15 9.500v.01",
  block: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M6 6l12 12",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M15.500 15.500 20 20",
} as const;

export type IconName = keyof typeof icons;

export const icon = (name: IconName) =>
  h(
    "svg.icon",
    { viewBox: "0 0 24 24", "aria-hidden": "true", class: `icon-${name}` },
    h("path", { d: icons[name] }),
  );

/** A button that shows an icon only; its name is for those who do not see it. */
export const iconButton = (
  name: IconName,
  title: string,
  use: (anchor: HTMLButtonElement) => void,
  look = "",
) =>
  h(
    "button.icon-button",
    {
      type: "button",
      class: look,
      "aria-label": title,
      title,
      onClick: ({ currentTarget }) => use(currentTarget),
    },
    icon(name),
  );
