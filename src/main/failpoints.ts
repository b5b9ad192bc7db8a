/**
 * Stops this process at a named moment around a write, for the crash tests: `after-intent:kill` dies as
 * by kill -9, `after-answer:stop` stands still until somebody sends SIGCONT. `before-settle:kill:after-record`
 * waits for the first `before-settle` that comes after an `after-record`; `after-intent:kill::hold-in-shop` for
 * that moment of a write that the ledger calls so. Never set in production.
 */
import type { ReconcileDeps } from '../reconcile/account.ts'

export function createFailpoint(setting: string | undefined): ReconcileDeps['failpoint'] {
  if (setting === undefined) return async () => undefined
  const [wanted, action, notBefore = '', effect = ''] = setting.split(':')
  let armed = notBefore === ''
  let used = false
  return async (name, effects = []) => {
    if (name === notBefore) armed = true
    if (used || !armed || name !== wanted) return
    if (effect !== '' && !effects.includes(effect)) return
    used = true
    process.kill(process.pid, action === 'stop' ? 'SIGSTOP' : 'SIGKILL')
    // The signal ends or stops the process before anything after this line.
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
