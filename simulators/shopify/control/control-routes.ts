/** Short forms for the verbs of the control door. */
import type { z } from 'zod'
import { type ControlVerb, verb } from '../../kit/control.ts'

export function post<S extends z.ZodType>(
  path: string,
  summary: string,
  input: S,
  run: (input: z.infer<S>) => unknown,
): ControlVerb {
  return verb({ method: 'POST', path, summary, input, run })
}

export function get<S extends z.ZodType>(
  path: string,
  summary: string,
  input: S,
  run: (input: z.infer<S>) => unknown,
): ControlVerb {
  return verb({ method: 'GET', path, summary, input, run })
}

/** zod gives `undefined` for what is left out, which exactOptionalPropertyTypes would refuse. */
export function exact<T>(input: object): T {
  return JSON.parse(JSON.stringify(input)) as T
}
