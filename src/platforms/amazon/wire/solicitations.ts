/**
 * Solicitations v1, in the shape of HAL: which may be sent for an order.
 * Source: model solicitations v1 (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireText } from './values.ts'

export const wireActions = z.object({
  _links: z
    .object({ actions: z.array(z.object({ name: wireText.nullish(), href: wireText })).nullish() })
    .nullish(),
})
