/**
 * What stands in the title of a vacancy beside the work itself: hours, gender marks, contract, level, place.
 * Each pattern is replaced by a blank; what is left is compared with the labels of occupations.
 */
const NOISE: readonly RegExp[] = [
  // (m/v), m/v/x, (v/m/d) …
  /\(?\b[mvxdfw]\s?\/\s?[mvxdfw](?:\s?\/\s?[mvxdfw])?\b\)?/giu,
  // 32 uur, 24-32 uur per week, 36u, 0,8 fte, 100 %
  /\b\d{1,3}(?:[.,]\d{1,2})?\s*(?:(?:-|–|tot|to|à|a|of)\s*\d{1,3}(?:[.,]\d{1,2})?\s*)?(?:uur|uren|u|hours?|hrs?|fte|%)(?![\p{L}\d])(?:\s*(?:per|p\/|p\.|\/|a)\s*(?:week|wk|w)\b)?/giu,
  // € 2.400 - € 3.000, 14,50 euro
  /(?:€|\beuro?\b)\s*\d[\d.,]*(?:\s*(?:-|–|tot)\s*€?\s*\d[\d.,]*)?|\b\d[\d.,]*\s*(?:euro?\b|€)/giu,
  // Levels of schooling: mbo 4, hbo, wo, niveau 3, vmbo
  /\b(?:v?mbo|hbo|wo|niveau|schaal)(?:\s*-?\s*[1-9]\d?)?(?:\s*\/\s*(?:hbo|wo|mbo))?\b/giu,
  // Contracts
  /\b(?:full|part)[\s-]?time\b|\b(?:voltijd|deeltijd|tijdelijk|vast contract|vaste baan|oproepkracht|oproep|uitzend|zzp(?:'?er)?|freelance|bijbaan|zomerbaan|weekendwerk|nul[\s-]?uren|temporary|permanent|per direct|z\.?s\.?m\.?)\b/giu,
  // Level and praise
  /\b(?:ervaren|beginnend|startende?|gediplomeerde?|gekwalificeerde?|allround|junior|medior|senior|aankomende?|enthousiaste|gemotiveerde|gepassioneerde|zelfstandig werkende?|zelfstandige?|collegiale|gastvrije|leuke|topper|experienced|skilled|qualified)\b/giu,
  // The words of an advertisement
  /\b(?:vacature|gezocht|gevraagd|wij zoeken|zoeken wij|we zoeken|op zoek naar|nieuwe collega|wanted|vacancy|hiring|urgent|spoed|dringend)\b/giu,
  // regio Utrecht, omgeving Zwolle, te Gouda: a name follows. No `i` flag: the capital is what tells.
  /\b(?:[Rr]egio|[Oo]mgeving|[Ii]n de buurt van|[Ll]ocatie|[Ss]tandplaats|te)\s+\p{Lu}[\p{L}'-]+(?:[ -]\p{Lu}[\p{L}'-]+)*/gu,
  // in Den Haag, bij Bakkerij Jansen: only where a name with a capital follows
  /\b(?:in|bij|at|near|nabij|voor)\s+(?:(?:de|het|'s|'t)[\s-])?\p{Lu}[\p{L}'-]+(?:[ -]\p{Lu}[\p{L}'-]+)*/gu,
  // en omstreken
  /\b(?:e\.?o\.?|en omstreken)(?=$|[\s,.)])/giu,
  // Reference numbers and what is left of figures
  /\b(?:ref|nr|nummer|id)?[.:#]?\s*\d[\d./-]*\b/giu,
];

const BLANKS = /\s+/gu;
const EDGES = /^[\s,;:.!|/–-]+|[\s,;:.!|/–(-]+$/gu;
const EMPTY_BRACKETS = /\([\s,;:/–-]*\)|\[[\s,;:/–-]*\]/gu;

/** The title without its noise; the title itself when nothing would be left. */
export const withoutNoise = (title: string): string => {
  const bare = NOISE.reduce((text, pattern) => text.replace(pattern, " "), title)
    .replace(EMPTY_BRACKETS, " ")
    .replace(BLANKS, " ")
    .replace(EDGES, "");
  return bare === "" ? title.trim() : bare;
};
