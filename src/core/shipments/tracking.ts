/** Tracking numbers as both platforms may write them: compared without spaces, case and dashes. */

/** The number as it is told to Amazon; undefined when it is none. */
export function readTracking(text: string | null): string | undefined {
  const plain = (text ?? '').normalize('NFKC').replace(/\s+/g, '')
  return /^[A-Za-z0-9][A-Za-z0-9._/-]{3,49}$/.test(plain) ? plain : undefined
}

export function sameTracking(one: string | null, other: string | null): boolean {
  const [a, b] = [bare(one), bare(other)]
  return a !== '' && a === b
}

function bare(text: string | null): string {
  return (text ?? '')
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
}
