/**
 * Polls Amazon's changes. The first poll waits until the foreign-order index and the catalogue are
 * read (they decide whether an order may be created without a look-up), but not for ever. It reads
 * the open orders once, then windows of changes that overlap by 15 minutes.
 */
import { readCatalogueState } from '../../store/catalogue.ts'
import { readWatermark } from '../../store/intake.ts'
import { appNowMs } from '../../store/pool.ts'
import { readIndexState } from '../../store/shop-orders.ts'
import type { Held } from '../../work/held.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { readWindow } from './read-window.ts'

export const changesStream = 'amazon-orders'
const openStream = 'amazon-open-orders'
const dayMs = 86_400_000
const openLookBackMs = 60 * dayMs
const shopFirstMs = 10 * 60_000
const shopFirstPauseMs = 500

export async function pollAmazon(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  if (!(await shopWasRead(deps, account)) && nowMs - account.policy.connectedAtMs < shopFirstMs) {
    return { held, is: 'done', next: { dueAtMs: nowMs + shopFirstPauseMs } }
  }
  const open = await readWatermark(deps.db, account.accountId, openStream)
  if (open.atMs === null) {
    const end = await readWindow(deps, account, held, {
      stream: openStream,
      source: 'open-orders',
      family: 'updated',
      openOnly: true,
      fromMs: () => account.policy.connectedAtMs - openLookBackMs,
      beforeMs: null,
    })
    if (end.is === 'stopped') return end.outcome
  }
  const end = await readWindow(deps, account, held, {
    stream: changesStream,
    source: 'poll',
    family: 'updated',
    openOnly: false,
    // Of what was before the connection only the open orders matter, and those were just read.
    fromMs: (mark) => (mark.atMs ?? account.policy.connectedAtMs) - account.polling.overlapMs,
    beforeMs: null,
  })
  if (end.is === 'stopped') return end.outcome
  return { held, is: 'done', next: { dueAtMs: nowMs + account.polling.everyMs } }
}

async function shopWasRead(deps: ReconcileDeps, account: Account): Promise<boolean> {
  const index = await readIndexState(deps.db, account.accountId)
  const catalogue = await readCatalogueState(deps.db, account.accountId)
  return index?.completeAtMs != null && catalogue.completeAtMs !== null
}
