/** A name as it is looked up by: without accents, capitals, spaces and signs ("Súdwest-Fryslân" → "sudwestfryslan"). */
export const searchableName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
