// The guard against child-level data, on the phone: what it refuses is stored nowhere. The hub's own guard is
// improvement_hub/core/childlevel.py, which decides; one list of labelled notes holds both to the same answers.

const W = "[\\p{L}\\p{N}_]";
const EDGE = `(?:(?<=${W})(?!${W})|(?<!${W})(?=${W}))`;
const D = "\\p{Nd}";
const GAP = "[\\s._\\-/|*\\u2010-\\u2015]{0,3}";
const ABROAD = "(?<!\\+44)(?<!\\+44[ \\-])(?<!0044)(?<!0044[ \\-])(?<!\\(0\\))(?<!\\(0\\)[ \\-])";
const TEN_DIGITS = `${D}{3}${GAP}${D}{3}${GAP}${D}{4}|${D}{4}${GAP}${D}{3}${GAP}${D}{3}|${D}{5}${GAP}${D}{5}`;
const NHS_NUMBER = new RegExp(`(?<!${D})${ABROAD}(?=(${TEN_DIGITS})(?!${D}))`, "gu");
const LETTER = "A-HJ-NP-RT-Za-hj-np-rt-z";
const PUPIL_NUMBER = new RegExp(
  `(?<![A-Za-z0-9])(?=([${LETTER}]${GAP}[0-9]{3}${GAP}[0-9]{4}${GAP}[0-9]{2}${GAP}[0-9]{2}${GAP}[0-9${LETTER}])(?![A-Za-z0-9]))`,
  "gu",
);
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DAY = `${D}{1,2}(?:st|nd|rd|th)?`;
const DATE = [
  `${EDGE}${D}{1,2}\\s?[\\s.\\/_|\\-]\\s?${D}{1,2}\\s?[\\s.\\/_|\\-]\\s?${D}{2,4}${EDGE}`,
  `${EDGE}${D}{4}[\\-\\/.]${D}{2}[\\-\\/.]${D}{2}${EDGE}`,
  `${EDGE}${D}{8}${EDGE}`,
  `${EDGE}${D}{6}${EDGE}`,
  `${EDGE}${DAY}[\\s\\-]+(?:of\\s+)?${MONTH},?[\\s\\-]+${D}{2,4}${EDGE}`,
  `${EDGE}${MONTH}\\s+${DAY},?\\s+${D}{4}${EDGE}`,
].join("|");
const BIRTH = [
  `${EDGE}d\\.?\\s?o\\.?\\s?b${EDGE}\\.?`,
  `${EDGE}born${EDGE}(?!-)`,
  `${EDGE}date[\\s\\-]of[\\s\\-]birth${EDGE}`,
  `${EDGE}birth[\\s\\-]?(?:date|day)${EDGE}`,
  `${EDGE}d\\/o\\/b${EDGE}`,
  `${EDGE}birth${EDGE}(?=\\s?:)`,
  `${EDGE}b\\.(?=\\s?${D})`,
].join("|");
const SPACE = "[^\\p{L}\\p{N}_.;!?]{1,3}";
const NEAR = `(?:[^\\p{L}\\p{N}_]{0,3}|${SPACE}(?:${W}+${SPACE}){0,3}?)`;
const BORN_ON = new RegExp(`(?:${BIRTH})${NEAR}(?:${DATE})|(?:${DATE})[^\\p{L}\\p{N}_]{0,3}(?:${BIRTH})`, "iu");
const ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ0123456789";

const plain = (text) => text.normalize("NFKC").replace(/\p{Cf}/gu, "");
const found = (pattern, text) => Array.from(text.matchAll(pattern), (match) => match[1]);

function checksAsNhs(number) {
  const digits = number.replace(/\P{Nd}/gu, "");
  if (!/^[0-9]{10}$/.test(digits) || new Set(digits).size === 1) return false;
  return [...digits].reduce((sum, digit, place) => sum + (10 - place) * Number(digit), 0) % 11 === 0;
}

function checksAsPupil(number) {
  const [letter, ...rest] = number.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  return ALPHABET[rest.reduce((sum, sign, place) => sum + (place + 2) * ALPHABET.indexOf(sign), 0) % 23] === letter;
}

// The kind of thing that identifies a child in this text, as a sentence to show; null where there is none.
export function childLevel(text) {
  const read = plain(text);
  const kind =
    (found(NHS_NUMBER, read).some(checksAsNhs) && "an NHS number") ||
    (found(PUPIL_NUMBER, read).some(checksAsPupil) && "a unique pupil number") ||
    (BORN_ON.test(read) && "a date of birth");
  return kind ? `This looks like ${kind}. Leave out anything that identifies a child.` : null;
}
