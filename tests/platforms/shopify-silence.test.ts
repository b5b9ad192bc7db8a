/** Amazon alone writes to the buyer: nothing that we send to Shopify can make it write to anybody. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSchema, getNamedType, isInputObjectType, parse, typeFromAST, visit } from 'graphql'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const schema = buildSchema(readFileSync(`${root}/schemas/shopify-admin-2026-10.graphql`, 'utf8'))
const documents = globSync('src/platforms/shopify/operations/*.graphql', { cwd: root }).map(
  (file) => parse(readFileSync(`${root}/${file}`, 'utf8')),
)
const tells = /^notify|^send.*Receipt$/

test('B31: what tells somebody is a literal false in every document', () => {
  const values: string[] = []
  for (const document of documents) {
    visit(document, {
      Argument: ({ name, value }) => {
        if (tells.test(name.value))
          values.push(value.kind === 'BooleanValue' ? `${value.value}` : name.value)
      },
      ObjectField: ({ name, value }) => {
        if (tells.test(name.value))
          values.push(value.kind === 'BooleanValue' ? `${value.value}` : name.value)
      },
    })
  }
  expect(values.length).toBeGreaterThanOrEqual(4)
  expect(new Set(values)).toEqual(new Set(['false']))
})

test('B31: no variable of a write reaches it, but for those of orderCreate', () => {
  const reaching: string[] = []
  for (const document of documents) {
    visit(document, {
      VariableDefinition: ({ variable, type }) => {
        const named = getNamedType(typeFromAST(schema, type as never))
        if (named && canTell(named.name, new Set())) reaching.push(variable.name.value)
      },
    })
  }
  expect(reaching).toEqual(['order', 'options'])
})

test('B31: no line of the product sets it to anything but false', () => {
  const set = globSync('src/**/*.{ts,graphql}', { cwd: root })
    // The demo plays Amazon at a simulator's control door, where the word means its queue.
    .filter((file) => !file.includes('generated') && !file.startsWith('src/main/demo'))
    .flatMap((file) => [
      ...readFileSync(`${root}/${file}`, 'utf8').matchAll(
        /\b(?:notify|notifyCustomer|notifyMerchant|sendReceipt|sendFulfillmentReceipt)\s*:\s*(\S+)/g,
      ),
    ])
    .map((match) => (match[1] ?? '').replace(/\W+$/, ''))
  expect(set.length).toBeGreaterThanOrEqual(7)
  expect(new Set(set)).toEqual(new Set(['false']))
})

function canTell(typeName: string, seen: Set<string>): boolean {
  const type = schema.getType(typeName)
  if (!isInputObjectType(type) || seen.has(typeName)) return false
  seen.add(typeName)
  return Object.values(type.getFields()).some(
    (field) => tells.test(field.name) || canTell(getNamedType(field.type).name, seen),
  )
}
