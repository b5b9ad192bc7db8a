/**
 * The operations as they are sent: each document stands alone on the schema, and the points that budgets
 * take for it follow the rule fitted to 1,248 recorded live costs (facts/recipes-platforms A5).
 */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  type FieldNode,
  type GraphQLCompositeType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isUnionType,
  NoDeprecatedCustomRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import * as catalogue from '../../src/platforms/shopify/catalogue-operations.ts'
import * as life from '../../src/platforms/shopify/life-operations.ts'
import * as lifeWrites from '../../src/platforms/shopify/life-write-operations.ts'
import * as orders from '../../src/platforms/shopify/order-operations.ts'
import * as personalOperations from '../../src/platforms/shopify/personal-operations.ts'
import * as setup from '../../src/platforms/shopify/setup-operations.ts'

const schema = buildSchema(
  readFileSync(new URL('../../schemas/shopify-admin-2026-10.graphql', import.meta.url), 'utf8'),
)
const folder = fileURLToPath(new URL('../../src/platforms/shopify/operations', import.meta.url))
const operations = [
  ...Object.values(orders),
  ...Object.values(setup),
  ...Object.values(catalogue),
  ...Object.values(life),
  ...Object.values(lifeWrites),
  ...Object.values(personalOperations),
]

const personal = /email|phone|shippingAddress|billingAddress|customer|destination/i

/** Mutations whose base is not 10, as recorded live. */
const bases: Readonly<Record<string, number>> = {
  refundCreate: 20,
}

/** Where a parcel goes, and what the removal of a buyer has to see and to name. */
const ofPersons: Readonly<Record<string, readonly string[]>> = {
  LifeAddress: ['shippingAddress'],
  OrderPersonal: ['shippingAddress', 'phone'],
  OrderBuyer: [
    ...['customer', 'defaultEmailAddress', 'emailAddress', 'defaultPhoneNumber', 'phoneNumber'],
    'phone',
  ],
  CustomerPurge: ['customerUpdate', 'customer'],
  CustomerAddressPurge: ['customerAddressUpdate'],
}

describe.each(operations.map((operation) => [operation.call, operation] as const))(
  '%s',
  (_call, operation) => {
    test('is a document of its own without a deprecated field', () => {
      const rules = [...specifiedRules, NoDeprecatedCustomRule]
      expect(validate(schema, parse(operation.document), rules)).toEqual([])
    })

    test('takes from the budget what Shopify asks for it', () => {
      expect(operation.costPoints).toBe(costOf(operation.document))
    })

    test('stays far below the most that one call may cost', () => {
      expect(operation.costPoints).toBeLessThan(500)
    })

    test('says whether a lost answer leaves something in doubt', () => {
      expect(operation.writes).toBe(operation.document.startsWith('mutation'))
    })

    test('asks for no contact data', () => {
      const asked = selectedFields(operation.document)
      // What must ask for it does nothing else.
      const needed = ofPersons[operation.name] ?? []
      expect(asked.filter((name) => personal.test(name)).sort()).toEqual([...needed].sort())
    })
  },
)

/** Goes as the text inside a bulk operation, which has no points of its own. */
const inBulk = ['EveryVariant']

test('every operation of the files is run by somebody', () => {
  const written = globSync('*.graphql', { cwd: folder }).flatMap((file) =>
    parse(readFileSync(`${folder}/${file}`, 'utf8')).definitions.flatMap((each) =>
      each.kind === 'OperationDefinition' ? [each.name?.value] : [],
    ),
  )
  const run = [...operations.map((operation) => operation.name), ...inBulk]
  expect(run.sort()).toEqual(written.sort())
})

function selectedFields(text: string): string[] {
  const names: string[] = []
  const note = (node: FieldNode) => void names.push(node.name.value)
  visit(parse(text), { Field: note })
  return names
}

type Selected = { readonly field: FieldNode; readonly sets: readonly SelectionSetNode[] }

function fragmentsOf(document: ReturnType<typeof parse>): ReadonlyMap<string, SelectionSetNode> {
  return new Map(
    document.definitions.flatMap((each) =>
      each.kind === 'FragmentDefinition' ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  )
}

function costOf(text: string): number {
  const document = parse(text)
  const fragments = fragmentsOf(document)
  const operation = document.definitions.find((each) => each.kind === 'OperationDefinition')
  if (operation === undefined) throw new Error('no operation')
  const root = schema.getRootType(operation.operation)
  if (!root) throw new Error('no root')
  const roots = [...selections(root, [operation.selectionSet]).values()]
  if (operation.operation === 'query') return sum(root, [operation.selectionSet])
  return roots.reduce((total, each) => {
    const base = bases[each.field.name.value] ?? 10
    return total + base + payload(typeOf(root, each), each.sets)
  }, 0)

  /** The payload and its direct objects are in the ten; what they hold counts. */
  function payload(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): number {
    return [...selections(type, sets).values()].reduce((total, each) => {
      const named = getNamedType(fieldType(type, each))
      return isCompositeType(named) ? total + sum(named, each.sets) : total
    }, 0)
  }

  function sum(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): number {
    return [...selections(type, sets).values()].reduce((total, each) => total + cost(type, each), 0)
  }

  function cost(parent: GraphQLCompositeType, each: Selected): number {
    const named = getNamedType(fieldType(parent, each))
    if (isLeafType(named) || /^Money(Bag|V2)$|^PageInfo$/.test(named.name)) return 0
    if (!isCompositeType(named)) return 0
    if (named.name === 'Count') return parent === schema.getQueryType() ? 10 : 1
    if (!named.name.endsWith('Connection')) return 1 + sum(named, each.sets)
    const nodes = selections(named, each.sets).get('nodes')
    const item = nodes === undefined ? 0 : 1 + sum(typeOf(named, nodes), nodes.sets)
    return 2 + Math.max(1, Math.floor(2 * Math.log(pageSize(each.field)))) * item
  }

  function selections(
    type: GraphQLCompositeType,
    sets: readonly SelectionSetNode[],
    into = new Map<string, { field: FieldNode; sets: SelectionSetNode[] }>(),
  ): Map<string, Selected> {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (selection.kind === 'Field') {
        const key = selection.alias?.value ?? selection.name.value
        const merged = into.get(key) ?? { field: selection, sets: [] }
        if (selection.selectionSet) merged.sets.push(selection.selectionSet)
        into.set(key, merged)
      } else if (selection.kind === 'InlineFragment') {
        selections(type, [selection.selectionSet], into)
      } else {
        const fragment = fragments.get(selection.name.value)
        if (fragment) selections(type, [fragment], into)
      }
    }
    return into
  }
}

function fieldType(parent: GraphQLCompositeType, each: Selected) {
  const name = each.field.name.value
  // What we select from an interface by variant is told by the type that has the field.
  const variants = isAbstractType(parent) ? schema.getPossibleTypes(parent) : []
  const owners = isUnionType(parent) ? variants : [parent, ...variants]
  const field = owners.flatMap((owner) => owner.getFields()[name] ?? [])[0]
  if (field === undefined) throw new Error(`${parent.name}.${name} is not in the schema`)
  return field.type
}

function typeOf(parent: GraphQLCompositeType, each: Selected): GraphQLCompositeType {
  const named = getNamedType(fieldType(parent, each))
  if (!isCompositeType(named)) throw new Error(`${named.name} has no fields`)
  return named
}

function pageSize(field: FieldNode): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value
  if (first?.kind !== 'IntValue') throw new Error(`${field.name.value}: no literal page size`)
  return Number(first.value)
}
