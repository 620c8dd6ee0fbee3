import { Bar } from "../../components/bar.tsx";
import { useTexts } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";

/**
 * From which similarity (permille) on two occupations are called how alike. It counts shared competencies by how rare they
 * are, so that much is already alike below the half: a cook and a kitchen help come to some 480.
 */
const WORDS = [
  { from: 550, word: "strong" },
  { from: 400, word: "good" },
  { from: 250, word: "some" },
  { from: 0, word: "little" },
] as const satisfies readonly { from: number; word: keyof Texts["occupations"]["similarity"] }[];

/** How alike, in words and as a bar. */
export const Likeness = ({ similarity }: { readonly similarity: number }) => {
  const { occupations } = useTexts();
  const { word } = WORDS.find(({ from }) => similarity >= from) ?? { word: "little" };
  return (
    <div class="desk-likeness">
      <span class="desk-likeness__word">{occupations.similarity[word]}</span>
      <Bar permille={similarity} />
      <span class="desk-likeness__figure">{occupations.similarityOf(Math.round(similarity / 10))}</span>
    </div>
  );
};
