/** Semantic version of the API as a whole; its major is in the path. */
export const API_VERSION = "1.0.0";
