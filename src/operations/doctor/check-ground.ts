/** The ground Crossdock stands on: database, clock, key, and the work that goes on by itself. */
import { problemPage } from '../problem-page.ts'
import { type CheckLine, failed, ok, warning } from './check-line.ts'
import type { DoctorProbes } from './doctor-probes.ts'

/** Beyond these the waits and deadlines that two clocks share go wrong. */
const aheadWarnMs = 2_000
const aheadFailMs = 60_000

export async function checkGround(probes: DoctorProbes): Promise<CheckLine[]> {
  const ground = [await checkDatabase(probes), await checkClock(probes), checkKey(probes)]
  // What was never connected has no work yet.
  return probes.account?.connected === true ? [...ground, await checkWork(probes)] : ground
}

async function checkDatabase({ database, explain }: DoctorProbes): Promise<CheckLine> {
  try {
    const { version, migrations } = await database()
    return ok('database', `PostgreSQL ${version} answers, ${migrations} migrations are applied.`)
  } catch (error) {
    const { text, fix, page } = explain(error)
    return failed('database', text, fix, page)
  }
}

async function checkClock({ clock, explain }: DoctorProbes): Promise<CheckLine> {
  try {
    const { aheadMs, factor } = await clock()
    const off = `PostgreSQL's clock is ${Math.abs(Math.round(aheadMs / 100) / 10)} s ${aheadMs < 0 ? 'behind' : 'ahead of'} this machine's.`
    const fix = 'Let both machines follow the same time server (NTP).'
    if (Math.abs(aheadMs) > aheadFailMs) return failed('clock', off, fix)
    if (Math.abs(aheadMs) > aheadWarnMs) return warning('clock', off, fix)
    if (factor !== 1) {
      const text = `World time runs ${factor} times as fast as real time.`
      return warning('clock', text, 'Right for a demo or a test; never in a shop.')
    }
    return ok('clock', 'PostgreSQL and this machine agree on the time.')
  } catch (error) {
    const { text, fix, page } = explain(error)
    return failed('clock', text, fix, page)
  }
}

/** Nobody else asks for what is periodic: while it is dead, orders do not come. */
async function checkWork({ givenUp, explain }: DoctorProbes): Promise<CheckLine> {
  const check = 'periodic-work'
  try {
    const dead = await givenUp()
    if (dead.length === 0) return ok(check, 'Polls and sweeps go on by themselves.')
    const names = dead.map(({ kind, key, lastErrorCode }) =>
      lastErrorCode === null ? `${kind} ${key}` : `${kind} ${key} (${lastErrorCode})`,
    )
    const fix = `Bring it back, or start again:\n${dead
      .map(({ kind, key }) => `crossdock dead revive ${kind} ${key}`)
      .join('\n')}`
    const text = `Given up, so it does not run any more: ${names.join(', ')}.`
    return failed(check, text, fix, problemPage('DEAD_LETTERS'))
  } catch (error) {
    const { text, fix, page } = explain(error)
    return failed(check, text, fix, page)
  }
}

function checkKey({ keyFrom }: DoctorProbes): CheckLine {
  return keyFrom === 'environment'
    ? ok('key', 'The key comes from CROSSDOCK_KEY.')
    : ok('key', 'The key file is there, and only its owner can read it. Keep a copy of it.')
}
