/**
 * How much a competency tells about an occupation: idf = ln((N + 1) / (df + 0.5)), with N the number of occupations
 * and df the number of occupations that have the competency, essential or optional. It is the weighting that the
 * experiment before the matching engine found best for similarity of occupations.
 * Kept in whole thousandths, at least 1, so that everything computed from it is exact on every machine.
 */
export const idfThousandths = (occupations: number, documentFrequency: number): number =>
  Math.max(1, Math.round(1000 * Math.log((occupations + 1) / (documentFrequency + 0.5))));

/**
 * Rarity as matching weighs it: the idf in whole hundredths, at least 1. In ESCO 1.1.1 (N = 3,007) a competency of one
 * occupation has 760, one of a hundred occupations 340, one of every occupation 1.
 */
export const rarityOf = (thousandths: number): number => Math.max(1, Math.round(thousandths / 10));
