/** What narrows the one list of both platforms: its query, and the filters of a saved view. */
import { z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import type { AccountId } from '../../core/ids.ts'
import { readSettings } from '../../operations/connection/change-settings.ts'
import { viewNames } from '../../store/read/order-views.ts'
import { readDay } from '../../store/read/today.ts'
import type { HttpParts } from '../parts.ts'

/** Without the account, which a saved view has anyway. */
export const listFilterShape = z.strictObject({
  view: z.enum(viewNames).default('everything'),
  channel: z.enum(['amazon', 'shopify', 'both']).default('both'),
  search: z.string().min(1).max(255).optional(),
  marketplaceId: z.string().max(64).optional(),
  fulfilledBy: z.string().max(64).optional(),
  status: z.string().max(64).optional(),
  code: z.string().max(64).optional().openapi({ description: 'A hold that is open on the order' }),
})

/** World time, and the end of today where the shop is. */
export async function dayOf(parts: HttpParts, accountId: AccountId) {
  return readDay(parts.deps.db, await timeZoneOf(parts, accountId))
}

/** Before the first connection there are no settings, and a day is a day of UTC. */
async function timeZoneOf(parts: HttpParts, accountId: AccountId): Promise<string> {
  const reader = { kind: 'crossdock', doing: 'connect' } as const
  try {
    const { notices } = await readSettings(parts.deps, reader, accountId, judgeSettings)
    return notices.timeZone
  } catch {
    return 'UTC'
  }
}
