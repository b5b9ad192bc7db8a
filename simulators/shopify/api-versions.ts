/**
 * Which Admin API versions answer. Four stable ones live at a time, beside a candidate and `unstable`; an older one
 * falls forward to the oldest stable one, which the answer's header says. All serve the 2026-10 schema here.
 */
const stable = ['2026-01', '2026-04', '2026-07', '2026-10']
const others = ['2027-01', 'unstable']

/** The version that serves a request for this one; undefined when there is none (404). */
export function servingVersion(asked: string): string | undefined {
  if (stable.includes(asked) || others.includes(asked)) return asked
  const oldest = stable[0] ?? ''
  return /^20\d\d-(01|04|07|10)$/.test(asked) && asked < oldest ? oldest : undefined
}
