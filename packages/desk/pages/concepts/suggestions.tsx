import { searchCompetencies, searchOccupations } from "../../api/concepts.ts";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";

export const OCCUPATION_SUGGESTIONS = "/suggesties/beroepen";
export const COMPETENCY_SUGGESTIONS = "/suggesties/competenties";

const asked = (c: DeskContext) => ({ q: c.req.query("q")?.trim() ?? "", language: c.var.language });

const answer = (c: DeskContext, labels: readonly string[]): Response => {
  const words = c.var.t.components;
  const items = [...new Set(labels)];
  return c.json({ items, text: items.length === 0 ? words.noSuggestions : words.suggestions(items.length) });
};

/** Suggestions while somebody types; a page without script asks the same when its form is sent. */
export const serveSuggestions = (desk: Desk): void => {
  desk.get(OCCUPATION_SUGGESTIONS, async (c) => {
    const search = asked(c);
    if (search.q === "") return answer(c, []);
    return answer(
      c,
      (await searchOccupations(c.var.api, search)).items.map(({ label }) => label),
    );
  });
  desk.get(COMPETENCY_SUGGESTIONS, async (c) => {
    const search = asked(c);
    if (search.q === "") return answer(c, []);
    return answer(
      c,
      (await searchCompetencies(c.var.api, search)).items.map(({ label }) => label),
    );
  });
};
