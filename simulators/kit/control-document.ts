/** The OpenAPI 3.1 document of a control door, made from the verbs' own schemas. */
import { z } from 'zod'
import type { ControlVerb } from './control-verb.ts'

export function controlDocument(name: string, verbs: readonly ControlVerb[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of verbs) {
    const path = `/_control/${one.path}`
    const operations = paths[path] ?? {}
    operations[one.method.toLowerCase()] = operation(one)
    paths[path] = operations
  }
  return {
    openapi: '3.1.0',
    info: { title: `Control door of the ${name} simulator`, version: '1' },
    paths,
  }
}

function operation(one: ControlVerb): unknown {
  const schema = z.toJSONSchema(one.input, { io: 'input', unrepresentable: 'any' })
  const answers = {
    200: { description: 'Done.', content: { 'application/json': { schema: {} } } },
    400: { description: 'The input is wrong; the answer says where.' },
    409: { description: 'The world is not in a state for this.' },
  }
  const operationId = `${one.method.toLowerCase()}-${one.path.replaceAll('/', '-')}`
  const base = { operationId, summary: one.summary, responses: answers }
  if (one.method === 'POST') {
    return { ...base, requestBody: { content: { 'application/json': { schema } } } }
  }
  const names = Object.keys((schema.properties ?? {}) as Record<string, unknown>)
  const parameters = names.map((key) => ({ name: key, in: 'query', schema: { type: 'string' } }))
  return { ...base, parameters }
}
