/** What a secret looks like: private keys, keys of AWS, tokens of registries and forges, passwords in addresses. */
export const SECRETS = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\baws_secret_access_key\s*=\s*\S{40}/i,
  /\b(?:ghp|gho|ghs|github_pat|npm|glpat)[_-][A-Za-z0-9_]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /https?:\/\/[^/\s:@"'`$<{]+:[^/\s:@"'`$<{]+@/,
  /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/,
];
