/** Where a code is explained: SKU_UNMAPPED stands in docs/operating/problems/ as sku-unmapped.md. */
export function problemPage(code: string): string {
  const own = code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const name = sharedPages[own] ?? classPages.find(([pattern]) => pattern.test(code))?.[1] ?? own
  return `docs/operating/problems/${name}.md`
}

/** Codes of one cause share a page. */
const sharedPages: Readonly<Record<string, string>> = {
  'schema-migration-changed': 'schema-migrations-unsound',
  'schema-migration-missing': 'schema-migrations-unsound',
  'schema-migration-out-of-order': 'schema-migrations-unsound',
  'schema-migration-files-unsound': 'schema-migrations-unsound',
  'embedded-unsupported-platform': 'embedded-not-here',
  'embedded-binaries-missing': 'embedded-not-here',
  'embedded-binaries-unusable': 'embedded-not-here',
  'embedded-disk-full': 'disk-full',
  'embedded-init-failed': 'embedded-start-failed',
  'embedded-start-timeout': 'embedded-start-failed',
}

/** SQLSTATE, and what a socket to the database says. */
const classPages: readonly (readonly [RegExp, string])[] = [
  [/^53100$|^ENOSPC$/, 'disk-full'],
  [/^53300$/, 'database-connections-used-up'],
  [/^28...$|^3D000$/, 'database-login-refused'],
  [/^(08|53|57)...$|^E(CONN|TIMEDOUT|PIPE|NOTFOUND|HOSTUNREACH)/, 'database-away'],
]
