/** World time: stepped, scaled and real; timers in order; nothing waits for a clock that waits for it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createRealClock,
  createScaledClock,
  createSteppedClock,
  machineNowMs,
} from '../../simulators/kit/world-clock.ts'

describe('a stepped clock', () => {
  it('runs what falls due in order, ties by insertion, each at its own time', async () => {
    const clock = createSteppedClock({ nowMs: 1000 })
    const ran: string[] = []
    const note = (name: string) => () => void ran.push(`${name}@${clock.nowMs()}`)
    clock.at(1300, note('c'))
    clock.at(1100, note('a'))
    clock.at(1300, note('d'))
    clock.at(1200, note('b'))
    clock.at(5000, note('later'))
    await clock.advanceTo(2000)
    expect(ran).toEqual(['a@1100', 'b@1200', 'c@1300', 'd@1300'])
    expect(clock.nowMs()).toBe(2000)
  })

  it('awaits each timer before the next, also one that a timer adds', async () => {
    const clock = createSteppedClock({ nowMs: 0 })
    const ran: string[] = []
    clock.at(10, async () => {
      await Promise.resolve()
      ran.push('first')
      clock.at(15, () => void ran.push('added'))
    })
    clock.at(20, () => void ran.push('second'))
    await clock.advanceTo(30)
    expect(ran).toEqual(['first', 'added', 'second'])
  })

  it('never goes back, and lets a cancelled timer rest', async () => {
    const clock = createSteppedClock({ nowMs: 100 })
    const cancel = clock.at(150, () => {
      throw new Error('cancelled')
    })
    cancel()
    await clock.advanceTo(50)
    expect(clock.nowMs()).toBe(100)
    await clock.advanceTo(200)
    expect(clock.nowMs()).toBe(200)
  })

  it('waits for nothing, so that a caller cannot deadlock it', async () => {
    const clock = createSteppedClock({ nowMs: 0 })
    await clock.wait(60_000)
    expect(clock.nowMs()).toBe(0)
  })

  it('goes on after a timer that threw', async () => {
    const clock = createSteppedClock({ nowMs: 0 })
    clock.at(10, () => {
      throw new Error('a defect')
    })
    await expect(clock.advanceTo(20)).rejects.toThrow('a defect')
    await clock.advanceTo(30)
    expect(clock.nowMs()).toBe(30)
  })

  it('keeps any set of timers in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 50 })), async (dues) => {
        const clock = createSteppedClock({ nowMs: 0 })
        const ran: [number, number][] = []
        for (const [at, dueMs] of dues.entries()) {
          clock.at(dueMs, () => void ran.push([dueMs, at]))
        }
        await clock.advanceTo(100)
        const sorted = dues.map((dueMs, at): [number, number] => [dueMs, at])
        expect(ran).toEqual(sorted.sort((a, b) => a[0] - b[0] || a[1] - b[1]))
      }),
    )
  })
})

describe('a scaled clock', () => {
  it('counts from its two origins by its factor', () => {
    const realOriginMs = machineNowMs() - 1000
    const clock = createScaledClock({ worldOriginMs: 0, realOriginMs, factor: 60 })
    expect(clock.nowMs()).toBeGreaterThanOrEqual(60_000)
    expect(clock.nowMs()).toBeLessThan(90_000)
  })

  it('reaches a timer sixty times sooner, and sooner still when moved forward', async () => {
    const nowMs = machineNowMs()
    const clock = createScaledClock({ worldOriginMs: 0, realOriginMs: nowMs, factor: 600 })
    const reached = new Promise<number>((resolve) => {
      clock.at(30_000, () => resolve(machineNowMs() - nowMs))
    })
    expect(await reached).toBeLessThan(5000)
    const moved = new Promise<void>((resolve) => {
      clock.at(clock.nowMs() + 3_600_000_000, resolve)
    })
    await clock.advanceTo(clock.nowMs() + 3_600_000_001)
    await moved
  })
})

describe('a real clock', () => {
  it('can be set to another rate while timers wait', async () => {
    const clock = createRealClock()
    const reached = new Promise<void>((resolve) => {
      clock.at(clock.nowMs() + 3_600_000, resolve)
    })
    clock.setRate({ worldOriginMs: clock.nowMs(), realOriginMs: machineNowMs(), factor: 1_000_000 })
    expect(clock.mode()).toBe('scaled')
    await reached
    clock.stop()
  })
})
