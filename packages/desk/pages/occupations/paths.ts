export const OCCUPATIONS_PATH = "/beroepen";

export const pathOfOccupation = (id: string): string => `${OCCUPATIONS_PATH}/${encodeURIComponent(id)}`;
export const pathOfMove = (from: string, to: string): string =>
  `${pathOfOccupation(from)}/naar/${encodeURIComponent(to)}`;
