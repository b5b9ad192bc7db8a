import { describe, expect, it } from 'vitest'
import {
  amazonOrder,
  attempt,
  dayMs,
  emptyLookUps,
  hourMs,
  minuteMs,
  noonMs,
  person,
  policy,
  stockRefusal,
  view,
} from '../../../../tests/support/order-samples.ts'
import { inWords } from '../../../../tests/support/step-in-words.ts'
import { id } from '../../ids.ts'
import { decideImport } from '../decide-import.ts'
import { holdTexts } from '../hold-texts.ts'
import type { ImportPolicy } from '../policy.ts'
import type { AttemptView, OrderView, PersonInput } from '../view.ts'

const refusedMs = noonMs - 10 * minuteMs

function decide(
  last: AttemptView,
  over: Partial<OrderView> = {},
  settings: Partial<ImportPolicy> = {},
  nowMs = noonMs,
): string {
  const effect = { attempts: [last], lookUps: emptyLookUps({ atMs: nowMs }) }
  return inWords(decideImport({ ...view({ effect }), ...over }, policy(settings), nowMs))
}

describe('what frees a refused create', () => {
  type Refused = 'stock' | 'stock, although ignored' | 'too many orders' | 'other'
  type Event =
    | 'nothing'
    | 'stock changed'
    | 'stock changed before'
    | 'a minute passed'
    | 'export'
    | 'force export'
    | 'ship-by is near'
  const refused: Record<Refused, AttemptView> = {
    stock: stockRefusal({ inventory: 'obey-policy' }),
    'stock, although ignored': stockRefusal({ inventory: 'ignore-policy' }),
    'too many orders': attempt('refused', { refusal: { kind: 'too-many-orders' } }),
    other: attempt('refused', {
      refusal: { kind: 'other', code: 'INVALID', field: 'order.lineItems', text: 'no' },
    }),
  }
  const obey = 'create obey-policy: CREATE'
  const forced = 'create ignore-policy: FORCED_BY_PERSON'
  const noStock = 'hold UNABLE_TO_RESERVE_INVENTORY'
  const no = 'hold SHOPIFY_REFUSED'
  const table: Record<Refused, Record<Event, string>> = {
    stock: {
      nothing: noStock,
      'stock changed': obey,
      'stock changed before': noStock,
      'a minute passed': noStock,
      export: obey,
      'force export': forced,
      'ship-by is near': 'create ignore-policy: CLAIM_BEFORE_SHIP_BY',
    },
    'stock, although ignored': {
      nothing: noStock,
      'stock changed': obey,
      'stock changed before': noStock,
      'a minute passed': noStock,
      export: obey,
      'force export': forced,
      'ship-by is near': noStock,
    },
    'too many orders': {
      nothing: 'wait +0.5 SHOP_LIMIT',
      'stock changed': 'wait +0.5 SHOP_LIMIT',
      'stock changed before': 'wait +0.5 SHOP_LIMIT',
      'a minute passed': obey,
      export: 'wait +0.5 SHOP_LIMIT',
      'force export': 'wait +0.5 SHOP_LIMIT',
      'ship-by is near': 'wait +0.5 SHOP_LIMIT',
    },
    other: {
      nothing: no,
      'stock changed': no,
      'stock changed before': no,
      'a minute passed': no,
      export: obey,
      'force export': forced,
      'ship-by is near': no,
    },
  }
  const person1 = (kind: PersonInput['kind']): Partial<OrderView> => ({ person: [person(kind)] })
  const urgent = amazonOrder({ shipByMs: noonMs + 23 * hourMs })
  const events: Record<Event, readonly [Partial<OrderView>, number]> = {
    nothing: [{}, noonMs],
    'stock changed': [{ stockChangedMs: noonMs - 1 }, noonMs],
    'stock changed before': [{ stockChangedMs: refusedMs - 1 }, noonMs],
    'a minute passed': [{}, noonMs + 31_000],
    export: [person1('export'), noonMs],
    'force export': [person1('force-export'), noonMs],
    'ship-by is near': [{ amazon: view({ order: urgent }).amazon }, noonMs],
  }
  for (const [what, row] of Object.entries(table)) {
    for (const [event, expected] of Object.entries(row)) {
      it(`R-IMPORT-17, R-IMPORT-20: ${what}; ${event}: ${expected}`, () => {
        const atMs = what === 'too many orders' ? noonMs - 30_000 : refusedMs
        const [over, nowMs] = events[event as Event]
        expect(decide({ ...refused[what as Refused], atMs }, over, {}, nowMs)).toBe(expected)
      })
    }
  }
})

describe('R-IMPORT-34: held for want of a location', () => {
  const refusal = {
    kind: 'other',
    code: 'FULFILMENT_LOCATION_MISSING',
    field: '',
    text: '',
  } as const
  const missing = attempt('refused', { refusal })

  it('stays held while none is chosen', () => {
    expect(decide(missing, {}, { chosenLocations: [] })).toBe('hold SHOPIFY_REFUSED')
  })

  it('is created when one is chosen', () => {
    const chosenLocations = [id('LocationGid', 'gid://shopify/Location/1')]
    expect(decide(missing, {}, { chosenLocations })).toBe('create obey-policy: CREATE')
  })
})

describe('R-IMPORT-17, B81: stock', () => {
  it('B82: says "Unable to reserve inventory" with SKU, needed, available and location', () => {
    const effect = { attempts: [stockRefusal()] }
    const step = decideImport(view({ effect }), policy(), noonMs)
    if (step.do !== 'hold') throw new Error('not held')
    const { title, text, fix } = holdTexts[step.code]
    expect(title).toBe('Unable to reserve inventory')
    expect(text(step.detail)).toBe(
      'Unable to reserve inventory. MUG: needed 1, available 0 at Malmö.',
    )
    expect(fix).toContain('Restock in Shopify')
    expect(step.detail).toMatchObject({ sku: 'MUG', needed: 1, available: 0, location: 'Malmö' })
  })

  it('names every SKU that is short, and what is not known as not known', () => {
    const refusal = stockRefusal().refusal
    const shortages = refusal?.kind === 'stock' ? refusal.shortages : []
    const two = [
      ...shortages,
      ...shortages.map((one) => ({ ...one, sku: 'CUP', available: null, locationName: null })),
    ]
    const attempts = [attempt('refused', { refusal: { kind: 'stock', shortages: two } })]
    const step = decideImport(view({ effect: { attempts } }), policy(), noonMs)
    expect(step.do === 'hold' && holdTexts[step.code].text(step.detail)).toBe(
      'Unable to reserve inventory. MUG: needed 1, available 0 at Malmö; CUP: needed 1, available not known.',
    )
  })

  it('B83: is retried at once with new stock, after Shopify was asked again', () => {
    const effect = { attempts: [stockRefusal()], lookUps: [] }
    const of = view({ effect, stockChangedMs: noonMs })
    expect(inWords(decideImport(of, policy(), noonMs))).toBe('look identifier')
  })

  it('B84: force export is used once, by name', () => {
    const effect = { attempts: [stockRefusal()], lookUps: emptyLookUps() }
    const of = view({ effect, person: [person('force-export')] })
    expect(decideImport(of, policy(), noonMs)).toMatchObject({
      write: { uses: 'input-force-export', draft: { inventory: 'ignore-policy' } },
    })
    const used = view({
      effect: { ...effect, attempts: [stockRefusal({ inventory: 'ignore-policy' })] },
    })
    expect(inWords(decideImport(used, policy(), noonMs))).toBe('hold UNABLE_TO_RESERVE_INVENTORY')
  })

  it('the setting decides how the first create claims it', () => {
    const by = (stock: ImportPolicy['stock']) =>
      inWords(decideImport(view(), policy({ stock }), noonMs))
    expect(by('refuse')).toBe('create obey-policy: CREATE')
    expect(by('claim-anyway')).toBe('create ignore-policy: CREATE')
    expect(by('bypass')).toBe('create bypass: CREATE')
  })

  it('a changed setting frees nothing that may have been refused under it already', () => {
    const unknownHow = stockRefusal()
    expect(decide(unknownHow, {}, { stock: 'claim-anyway' })).toBe(
      'hold UNABLE_TO_RESERVE_INVENTORY',
    )
  })

  it('a changed setting frees what the old one held, once', () => {
    const obeyed = stockRefusal({ inventory: 'obey-policy' })
    expect(decide(obeyed, {}, { stock: 'claim-anyway' })).toBe('create ignore-policy: CREATE')
    const ignored = stockRefusal({ inventory: 'ignore-policy' })
    expect(decide(ignored, {}, { stock: 'claim-anyway' })).toBe('hold UNABLE_TO_RESERVE_INVENTORY')
  })
})

describe('R-IMPORT-19: created anyway before ship-by', () => {
  const claimMs = noonMs + dayMs
  const hold = (settings: Partial<ImportPolicy> = {}) =>
    decideImport(view({ effect: { attempts: [stockRefusal()] } }), policy(settings), noonMs)

  it('looks again at the very time', () => {
    expect(hold()).toMatchObject({ do: 'hold', againAtMs: claimMs })
    expect(decide(stockRefusal(), {}, {}, claimMs)).toBe(
      'create ignore-policy: CLAIM_BEFORE_SHIP_BY',
    )
    expect(decide(stockRefusal(), {}, {}, claimMs - 1)).toBe('hold UNABLE_TO_RESERVE_INVENTORY')
  })

  it('not when it is switched off, or Amazon names no ship-by', () => {
    expect(hold({ claimBeforeShipByMs: null })).toMatchObject({ againAtMs: null })
    const open = { amazon: view({ order: amazonOrder({ shipByMs: null }) }).amazon }
    expect(decide(stockRefusal(), open, {}, claimMs)).toBe('hold UNABLE_TO_RESERVE_INVENTORY')
  })

  it('also an order that came later than that', () => {
    const late = { amazon: view({ order: amazonOrder({ shipByMs: noonMs }) }).amazon }
    const claim = 'create ignore-policy: CLAIM_BEFORE_SHIP_BY'
    expect(decide(stockRefusal({ inventory: 'obey-policy' }), late)).toBe(claim)
    expect(decide(stockRefusal(), late)).toBe(claim)
  })

  it('not without end, also where the ledger does not say how stock was asked for', () => {
    const refused = [stockRefusal({ atMs: claimMs + 2 }), stockRefusal({ atMs: claimMs + 1 })]
    const effect = { attempts: refused, lookUps: emptyLookUps({ atMs: claimMs + minuteMs }) }
    const step = decideImport(view({ effect }), policy(), claimMs + minuteMs)
    expect(inWords(step)).toBe('hold UNABLE_TO_RESERVE_INVENTORY')
    expect(step).toMatchObject({ againAtMs: null })
  })
})

describe('R-IMPORT-20: the shop’s limit', () => {
  it('does not make a forced create an ordinary one', () => {
    const refusal = { kind: 'too-many-orders' } as const
    const forced = attempt('refused', { refusal, inventory: 'ignore-policy' })
    expect(decide(forced)).toBe('create ignore-policy: CREATE')
    const exported = { importOn: false }
    expect(decide(forced, {}, exported)).toBe('create ignore-policy: CREATE')
  })
})

describe('R-IMPORT-20: any other refusal', () => {
  it('is told in Shopify’s words', () => {
    const refusal = {
      kind: 'other',
      code: 'INVALID',
      field: 'order',
      text: 'Tags too long',
    } as const
    const effect = { attempts: [attempt('refused', { refusal })] }
    const step = decideImport(view({ effect }), policy(), noonMs)
    expect(step.do === 'hold' && holdTexts[step.code].text(step.detail)).toBe(
      'Shopify answered INVALID at order: Tags too long',
    )
  })

  it('is a hold also when Shopify gave no reason', () => {
    expect(decide(attempt('refused'))).toBe('hold SHOPIFY_REFUSED')
  })
})
