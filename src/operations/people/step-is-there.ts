/** Whether somebody stands between password and code, so that the page asks for the right thing. */
import { stepIsOpen } from '../../store/people-links.ts'
import { hashToken } from './one-time-token.ts'
import type { PeopleDeps } from './people-deps.ts'

export function stepIsThere({ db }: Pick<PeopleDeps, 'db'>, step: string): Promise<boolean> {
  return stepIsOpen(db, hashToken(step))
}
