/** Where this machine has a Chromium. */
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Null where there is none. `CHROMIUM` names another. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  return places.find((place) => existsSync(place)) ?? null
}
