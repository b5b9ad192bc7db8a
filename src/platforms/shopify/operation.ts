/**
 * One operation of the Admin API as the client runs it: its document, what it costs and the shape of
 * its answer. Costs are requested points by the rule fitted to recorded answers (2026-11-22); Shopify's
 * own `extensions.cost` corrects the budget after each call.
 */
import type { z } from 'zod'
import { documentOf } from './documents.ts'

export type Operation<Variables, Answer> = {
  /** The name in the .graphql file. */
  readonly name: string
  /** The name that budgets, metrics and errors use: `orderCreate`. */
  readonly call: string
  readonly writes: boolean
  readonly document: string
  readonly costPoints: number
  readonly answer: z.ZodType<Answer>
  /** Never set; carries the type of the variables. */
  readonly variables?: Variables
}

/** A query: a lost answer leaves nothing in doubt. */
export function query<Variables, Answer>(
  name: string,
  costPoints: number,
  answer: z.ZodType<Answer>,
): Operation<Variables, Answer> {
  return { ...named(name), writes: false, costPoints, answer }
}

/** A mutation: a lost answer is unclear. */
export function mutation<Variables, Answer>(
  name: string,
  costPoints: number,
  answer: z.ZodType<Answer>,
): Operation<Variables, Answer> {
  return { ...named(name), writes: true, costPoints, answer }
}

function named(name: string): { name: string; call: string; document: string } {
  return { name, call: name.charAt(0).toLowerCase() + name.slice(1), document: documentOf(name) }
}
