const MARKS = /\p{M}+/gu;
const NOT_A_WORD = /[^\p{L}\p{N}+#]+/u;

/** Lower-case, without diacritics: `Crèmekok` and `cremekok` are the same. */
export const fold = (text: string): string => text.normalize("NFD").replace(MARKS, "").toLowerCase();

/** The words of a text, in order; `+` and `#` belong to words, for C++ and C#. */
export const wordsOf = (text: string): string[] => text.split(NOT_A_WORD).filter((word) => word !== "");
