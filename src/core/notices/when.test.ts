import { describe, expect, it } from 'vitest'
import { leavesAt, type NoticeTimes } from './when.ts'

const normal = { severity: 'normal', channel: 'mail' } as const
const berlin: NoticeTimes = {
  ...{ digest: 'off', digestHour: 8, timeZone: 'Europe/Berlin' },
  quiet: { from: '22:00', to: '07:00' },
}

function leaves(at: string, times: Partial<NoticeTimes> = {}, notice = normal): string {
  return new Date(leavesAt(Date.parse(at), { ...berlin, ...times }, notice)).toISOString()
}

describe('when a notice leaves', () => {
  it.each([
    ['2026-11-22T20:59:00.000Z', '2026-11-22T20:59:00.000Z'],
    ['2026-11-22T21:00:30.000Z', '2026-11-23T06:00:00.000Z'],
    ['2026-11-23T05:59:59.000Z', '2026-11-23T06:00:00.000Z'],
    ['2026-11-23T06:00:00.000Z', '2026-11-23T06:00:00.000Z'],
    // The clocks go forward, then back, in the night.
    ['2026-03-28T22:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z'],
  ])('R-NOTICE-5: seen at %s it leaves at %s', (at, expected) => {
    expect(leaves(at)).toBe(expected)
  })

  it.each([
    ['hourly', '2026-11-22T12:34:56.000Z', '2026-11-22T13:00:00.000Z'],
    ['hourly', '2026-11-22T13:00:00.000Z', '2026-11-22T14:00:00.000Z'],
    ['daily', '2026-11-22T06:59:00.000Z', '2026-11-22T07:00:00.000Z'],
    ['daily', '2026-11-22T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
  ] as const)('R-NOTICE-4: %s, seen at %s, leaves at %s', (digest, at, expected) => {
    expect(leaves(at, { digest, quiet: null })).toBe(expected)
  })

  it('R-NOTICE-5: what is urgent, and what goes to a program, leaves at once', () => {
    const nowMs = Date.parse('2026-11-22T23:00:00.000Z')
    const times: NoticeTimes = { ...berlin, digest: 'daily' }
    expect(leavesAt(nowMs, times, { severity: 'urgent', channel: 'mail' })).toBe(nowMs)
    expect(leavesAt(nowMs, times, { severity: 'normal', channel: 'webhook' })).toBe(nowMs)
  })

  it('R-NOTICE-5: hours that begin and end at one time are none', () => {
    const quiet = { from: '08:00', to: '08:00' }
    const at = '2026-11-22T07:00:00.000Z'
    expect(leaves(at, { quiet })).toBe(at)
  })
})
