/** How the API shows people. */
import { z } from '@hono/zod-openapi'
import { roles } from '../../operations/actor.ts'

export const roleShape = z.enum(roles)

export const preferencesShape = z
  .record(z.string().max(60), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]))
  .openapi('Preferences')

export const personShape = z
  .object({
    personId: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleShape,
    preferences: z.record(z.string(), z.unknown()),
  })
  .openapi('Person')
