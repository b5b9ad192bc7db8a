/** The fault plane, what a fault does to a call, the journal, and numbers from a seed. */
import { describe, expect, it } from 'vitest'
import { applyFault } from '../../simulators/kit/apply-fault.ts'
import { createFaultPlane, type FaultKind } from '../../simulators/kit/fault-plane.ts'
import { createJournal } from '../../simulators/kit/journal.ts'
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import { textAnswer } from '../../simulators/kit/wire.ts'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'

const plane = () => createFaultPlane(createSeededRandom(1))

describe('the fault plane', () => {
  it('gives each fault as often as it was asked for, oldest first, and counts', () => {
    const faults = plane()
    faults.add({ on: 'a.read', fault: 'slow' })
    faults.add({ on: 'a.read', fault: 'unavailable', times: 2 })
    const taken = [1, 2, 3, 4].map(() => faults.take('a.read')?.fault)
    expect(taken).toEqual(['slow', 'unavailable', 'unavailable', undefined])
    expect(faults.fired()).toMatchObject({ slow: 1, unavailable: 2, throttled: 0 })
    expect(faults.list()).toEqual([])
  })

  it('keeps a fault for the operation, the subject and the kinds that it fits', () => {
    const faults = plane()
    faults.add({ on: 'a.read', fault: 'half-page', match: { id: '7' } })
    expect(faults.take('a.write', { id: '7' })).toBeUndefined()
    expect(faults.take('a.read', { id: '8' })).toBeUndefined()
    expect(faults.take('a.read', { id: '7' }, ['slow'])).toBeUndefined()
    expect(faults.take('a.read', { id: '7' }, ['half-page'])?.fault).toBe('half-page')
  })

  it('with a probability strikes some times, the same ones for a seed', () => {
    const struck = (): boolean[] => {
      const faults = plane()
      faults.add({ on: 'a', fault: 'slow', probability: 0.3, times: 1000 })
      return Array.from({ length: 200 }, () => faults.take('a') !== undefined)
    }
    const first = struck()
    expect(first.filter(Boolean).length).toBeGreaterThan(30)
    expect(first.filter(Boolean).length).toBeLessThan(100)
    expect(struck()).toEqual(first)
  })
})

describe('a call under a fault', () => {
  async function call(fault: FaultKind | undefined, delayMs?: number) {
    const clock = createSteppedClock({ nowMs: 0 })
    const effects: number[] = []
    const answer = await applyFault({
      fault:
        fault === undefined
          ? undefined
          : { on: 'a', fault, ...(delayMs === undefined ? {} : { delayMs }) },
      clock,
      perform: () => {
        effects.push(clock.nowMs())
        return textAnswer(200)
      },
      throttled: () => textAnswer(429),
      unavailable: () => textAnswer(503),
      refused: () => textAnswer(400),
      expiredToken: () => textAnswer(403),
      dropped: () => textAnswer(200, 'dropped'),
    })
    const status = answer.kind === 'lost' ? 'lost' : answer.status
    return { clock, effects, status }
  }

  it.each([
    [undefined, 200, 1],
    ['slow', 200, 1],
    ['throttled', 429, 0],
    ['refused', 400, 0],
    ['unavailable', 503, 0],
    ['expired-token', 403, 0],
    ['answer-lost', 'lost', 1],
    ['silently-dropped', 200, 0],
  ] as const)('%s answers %s after %i effects', async (fault, status, count) => {
    const result = await call(fault)
    expect(result.status).toBe(status)
    expect(result.effects).toHaveLength(count)
  })

  it('applied-late loses its answer and has its effect when its time comes', async () => {
    const { clock, effects, status } = await call('applied-late', 5000)
    expect(status).toBe('lost')
    expect(effects).toEqual([])
    await clock.advanceTo(4999)
    expect(effects).toEqual([])
    await clock.advanceTo(60_000)
    expect(effects).toEqual([5000])
  })
})

describe('the journal', () => {
  const entry = { atMs: 0, on: 'a', method: 'GET', path: '/x', status: 200 }

  it('keeps the newest and still counts all', () => {
    const journal = createJournal({ limit: 3 })
    for (let at = 0; at < 10; at += 1) journal.record({ ...entry, atMs: at })
    expect(journal.entries().map(({ atMs }) => atMs)).toEqual([7, 8, 9])
    expect(journal.count('a')).toBe(10)
    expect(journal.tally()).toEqual({ a: { 200: 10 } })
    journal.reset()
    expect([journal.entries(), journal.count('a'), journal.tally()]).toEqual([[], 0, {}])
  })

  it('finds by operation, status, effect and place', () => {
    const journal = createJournal({ limit: 100 })
    journal.record(entry)
    journal.record({ ...entry, on: 'b', status: 'lost', effect: 'made one' })
    expect(journal.entries({ on: 'b' })).toHaveLength(1)
    expect(journal.entries({ status: 'lost', withEffect: true })).toHaveLength(1)
    expect(journal.entries({ afterSeq: 1 }).map(({ on }) => on)).toEqual(['b'])
  })
})

describe('numbers from a seed', () => {
  it('are the same for a seed and differ between seeds and forks', () => {
    const draw = (seed: number, fork?: string): string => {
      const random = createSeededRandom(seed)
      return (fork === undefined ? random : random.fork(fork)).hex(20)
    }
    expect(draw(7)).toBe(draw(7))
    expect(new Set([draw(7), draw(8), draw(7, 'a'), draw(7, 'b')]).size).toBe(4)
  })

  it('have the shapes that were asked for', () => {
    const random = createSeededRandom(7)
    for (let at = 0; at < 200; at += 1) {
      expect(random.int(3, 5)).toBeGreaterThanOrEqual(3)
      expect(random.int(3, 5)).toBeLessThanOrEqual(5)
      expect(random.digits(7)).toMatch(/^[1-9]\d{6}$/)
      expect(random.uuid()).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
    expect(() => random.pick([])).toThrow()
  })
})
