/** Passwords are kept as better-auth keeps them: scrypt (N 16384, r 16) with a salt of their own. */
import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto'

export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let nobodys: Promise<string> | undefined

/** Null for nobody: it takes as long as a wrong password, so that nobody learns who is known. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hash('nobody has this password')
  const known = stored !== null && stored !== ''
  const fits = await verify({ hash: known ? stored : await nobodys, password })
  return known && fits
}
