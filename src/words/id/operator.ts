/** What operators read of people they type and of their own menu, in Indonesian. */
export const operator = {
  meant: {
    several: "Ada beberapa yang cocok. Ketik ID atau @username-nya:",
  },
};
