import { describe, expect, it } from 'vitest'
import {
  amazonOrder,
  attempt,
  dayMs,
  emptyLookUps,
  hourMs,
  lookUp,
  minuteMs,
  money,
  noonMs,
  person,
  policy,
  shopGid,
  shopifyOrder,
  stockRefusal,
  variant,
  view,
} from '../../../../tests/support/order-samples.ts'
import { inWords } from '../../../../tests/support/step-in-words.ts'
import { InvariantError } from '../../invariant-error.ts'
import { decideImport } from '../decide-import.ts'
import type { AttemptView, ForeignIndex, LookUp, OrderView } from '../view.ts'

function decide(of: OrderView, nowMs = noonMs): string {
  return inWords(decideImport(of, policy(), nowMs))
}

const create = 'create obey-policy: CREATE'

describe('R-IMPORT-5: may it be created without asking Shopify?', () => {
  type Ledger = 'never tried' | 'refused before' | 'disproved before'
  type Index = 'fresh' | 'incomplete' | 'stale' | 'too short'
  const fresh: ForeignIndex = view().foreign
  const indexes: Record<Index, ForeignIndex> = {
    fresh,
    incomplete: { ...fresh, complete: false },
    stale: { ...fresh, asOfMs: noonMs - 15 * minuteMs - 1 },
    'too short': { ...fresh, completeFromMs: noonMs - minuteMs },
  }
  const ledgers: Record<Ledger, readonly AttemptView[]> = {
    'never tried': [],
    'refused before': [attempt('refused', { refusal: { kind: 'too-many-orders' } })],
    'disproved before': [attempt('disproved')],
  }
  const looks: Record<Index, string> = {
    fresh: 'look identifier',
    incomplete: 'look identifier',
    stale: 'look identifier',
    'too short': 'look identifier',
  }
  const table: Record<Ledger, Record<Index, string>> = {
    'never tried': { ...looks, fresh: create },
    'refused before': looks,
    'disproved before': looks,
  }
  for (const [ledger, row] of Object.entries(table)) {
    for (const [index, expected] of Object.entries(row)) {
      it(`${ledger}, index ${index}: ${expected}`, () => {
        const attempts = ledgers[ledger as Ledger]
        const of = view({ foreign: indexes[index as Index], effect: { attempts } })
        expect(decide(of)).toBe(expected)
      })
    }
  }

  const asking = (lookUps: readonly LookUp[]) =>
    decide(view({ foreign: indexes.stale, effect: { lookUps } }))

  it('asks by identifier, then source, then tag, and creates only after all three', () => {
    const [identifier, source, tag] = emptyLookUps()
    if (!identifier || !source || !tag) throw new Error('three look-ups')
    expect(asking([])).toBe('look identifier')
    expect(asking([identifier])).toBe('look source')
    expect(asking([identifier, source])).toBe('look tag')
    expect(asking([identifier, source, tag])).toBe(create)
    expect(asking([source, tag])).toBe('look identifier')
  })

  it('asks again when an answer has become old', () => {
    const old = lookUp('source', { atMs: noonMs - 16 * minuteMs })
    expect(asking([...emptyLookUps().filter(({ kind }) => kind !== 'source'), old])).toBe(
      'look source',
    )
  })

  it('reads what the index knows before it decides', () => {
    const matches = [{ gid: shopGid(7), where: 'tag' as const }]
    expect(decide(view({ foreign: { ...fresh, matches } }))).toBe('look shopify-order')
  })

  it('never takes a found order that cannot be read for none', () => {
    const odd = [lookUp('identifier', { found: [shopGid(7)] }), ...emptyLookUps().slice(1)]
    expect(asking(odd)).toBe('hold ADOPTION_UNCLEAR')
  })
})

describe('R-IMPORT-3: an attempt without a clear answer comes first', () => {
  const unclear = attempt('unclear')
  const early = emptyLookUps({ atMs: noonMs - 5 * minuteMs, afterSettle: false })
  type Known = 'nothing yet' | 'too early' | 'one proved' | 'two proved' | 'all proved'
  type Amazon = 'still open' | 'cancelled meanwhile' | 'gone unread'
  const orders: Record<Amazon, Partial<OrderView>> = {
    'still open': {},
    'cancelled meanwhile': { amazon: view({ order: amazonOrder({ status: 'CANCELLED' }) }).amazon },
    'gone unread': { amazon: { is: 'unknown' } },
  }
  const lookUps: Record<Known, readonly LookUp[]> = {
    'nothing yet': [],
    'too early': early,
    'one proved': [lookUp('identifier'), ...early.slice(1)],
    'two proved': [lookUp('identifier'), lookUp('source'), ...early.slice(2)],
    'all proved': emptyLookUps(),
  }
  const first = (settled: string): Record<Known, string> => ({
    'nothing yet': 'look identifier',
    'too early': 'look identifier',
    'one proved': 'look source',
    'two proved': 'look tag',
    'all proved': settled,
  })
  const table: Record<Amazon, Record<Known, string>> = {
    'still open': first(create),
    'cancelled meanwhile': first('rest CANCELLED_BEFORE_IMPORT'),
    'gone unread': first('look amazon-order'),
  }
  for (const [amazon, row] of Object.entries(table)) {
    for (const [known, expected] of Object.entries(row)) {
      it(`${amazon}, look-ups ${known}: ${expected}`, () => {
        const effect = { attempts: [unclear], lookUps: lookUps[known as Known] }
        expect(decide(view({ ...orders[amazon as Amazon], effect }))).toBe(expected)
      })
    }
  }

  it('R-IMPORT-4: nothing is asked before a late effect must have shown', () => {
    const settling = attempt('unclear', { settledAtMs: noonMs + 2 * minuteMs })
    expect(decide(view({ effect: { attempts: [settling] } }))).toBe('wait +2 SETTLING')
  })

  it('R-IMPORT-4: the create that follows names the attempt that it disproves', () => {
    const of = view({ effect: { attempts: [unclear], lookUps: emptyLookUps() } })
    expect(decideImport(of, policy(), noonMs)).toMatchObject({
      write: { disproves: unclear.attemptId },
    })
  })

  it('R-IMPORT-4: a look-up that came too early after all waits and asks again', () => {
    const soon = emptyLookUps({ atMs: noonMs - 1000, afterSettle: false })
    const of = view({ effect: { attempts: [unclear], lookUps: soon } })
    expect(decide(of)).toMatch(/^wait .* SETTLING$/)
    expect(decide(of, noonMs + 4000)).toBe('look identifier')
  })

  it('R-IMPORT-4: a look-up that found an order which cannot be read proves nothing', () => {
    const odd = [lookUp('identifier', { found: [shopGid(7)] }), ...emptyLookUps().slice(1)]
    const of = view({
      ...orders['cancelled meanwhile'],
      effect: { attempts: [unclear], lookUps: odd },
    })
    const step = decideImport(of, policy(), noonMs)
    expect(step).toMatchObject({ code: 'ADOPTION_UNCLEAR', detail: { why: 'found but not read' } })
    const againMs = step.do === 'hold' ? (step.againAtMs ?? 0) : 0
    expect(decide(of, againMs)).toBe('look identifier')
  })

  it('R-IMPORT-4: books that say done and know no order are broken: nothing is created', () => {
    const of = view({ effect: { attempts: [attempt('done')], lookUps: emptyLookUps() } })
    expect(() => decide(of)).toThrow(InvariantError)
  })

  it('is repeated as it was: a forced create whose answer was lost is forced again', () => {
    const forced = attempt('unclear', { inventory: 'ignore-policy' })
    const of = view({ effect: { attempts: [forced], lookUps: emptyLookUps() } })
    expect(decide(of)).toBe('create ignore-policy: CREATE')
  })

  it('goes on with the import switched off: it was begun', () => {
    const of = view({ effect: { attempts: [unclear], lookUps: emptyLookUps() } })
    expect(inWords(decideImport(of, policy({ importOn: false }), noonMs))).toBe(create)
  })
})

describe('our own order found', () => {
  const own = shopifyOrder(7, ['our-metafield', 'source-identifier'])

  it('R-IMPORT-3: after an unclear create is recorded as found, whatever its lines became', () => {
    const edited = { ...own, total: money('1.00 EUR'), lines: [] }
    for (const state of ['unclear', 'disproved'] as const) {
      const of = view({ candidates: [edited], effect: { attempts: [attempt(state)] } })
      expect(decide(of)).toBe('record found')
      expect(inWords(decideImport(of, policy({ lane: 'watch' }), noonMs))).toBe('record found')
    }
  })

  it('R-IMPORT-28: twice is held as a doubled effect until a person names one', () => {
    const candidates = [own, shopifyOrder(8, ['our-metafield'])]
    const of = view({ candidates, effect: { attempts: [attempt('unclear')] } })
    expect(decide(of)).toBe('hold DOUBLED_EFFECT')
    const named = [person('approve-adoption', { gid: shopGid(8) })]
    expect(decideImport({ ...of, person: named }, policy(), noonMs)).toMatchObject({
      write: { kind: 'record-shopify-order', gid: shopGid(8), how: 'found' },
    })
  })

  it('R-IMPORT-28: beside the one that we know is held, until a person dismisses it', () => {
    const effect = { attempts: [attempt('done')], platformId: shopGid(1), how: 'created' as const }
    const ours = shopifyOrder(1, ['our-metafield'])
    const of = view({ candidates: [ours, own], effect, shopify: view().shopify })
    expect(decide(of)).toBe('hold DOUBLED_EFFECT')
    expect(decide({ ...of, person: [person('dismiss')] })).toBe('look shopify-order')
  })

  it('without any attempt of ours is adopted like another app’s: our books are new', () => {
    expect(decide(view({ candidates: [own] }))).toBe('record adopted')
  })
})

describe('B86: an export is always possible', () => {
  it('R-MATCH-3: also when the SKU was changed after the order came', () => {
    const renamed = variant({ sku: 'MUG-2027', formerSkus: ['MUG'] })
    const catalogue = {
      is: 'seen',
      asOfMs: noonMs,
      value: { variants: [renamed], mappings: [] },
    } as const
    const attempts = [stockRefusal({ atMs: noonMs - dayMs + hourMs })]
    const of = view({
      catalogue,
      effect: { attempts, lookUps: emptyLookUps() },
      person: [person('export')],
    })
    expect(decide(of)).toBe(create)
  })
})
