/** Paths of imports: they take files, which are read by their own rules, and some answer CSV. */
const PATHS = /^\/v1\/(?:(?:vacancies|surplus-notices|market-profiles)\/)?imports(?:\/|$)/;

/** Whether bodies sent there are files, and `text/csv` is an answer that can be asked. */
export const takesFiles = (path: string): boolean => PATHS.test(path);
