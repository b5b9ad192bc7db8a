import { describe, expect, it } from 'vitest'
import {
  chanceInSimulators,
  clockCallsInCode,
  clockCallsInSql,
  trafficOutsideTheDoor,
} from './forbidden-calls.ts'
import { findingsIn } from './planted.ts'

describe('clocks in code', () => {
  it.each(['Date.now()', 'new Date()', 'new Date', 'Math.random()', 'performance.now()'])(
    'are found: %s',
    (call) => {
      expect(findingsIn(clockCallsInCode, { 'src/core/a.ts': `const a = ${call}` })).toHaveLength(1)
      expect(findingsIn(clockCallsInCode, { 'simulators/a.ts': `const a = ${call}` })).toHaveLength(
        1,
      )
    },
  )

  it('are found as values that are called elsewhere', () => {
    expect(findingsIn(clockCallsInCode, { 'src/a.ts': 'start({ nowMs: Date.now })' })).toHaveLength(
      1,
    )
  })

  it('are left alone in the clock file, in comments and where a time is given', () => {
    const texts = {
      'src/clock.ts': 'Date.now()',
      'src/a.ts': '// Date.now() is forbidden\nnew Date(nowMs)\nclock.nowMs()',
      'bench/main.ts': 'performance.now()',
    }
    expect(findingsIn(clockCallsInCode, texts)).toEqual([])
  })
})

describe('clocks in SQL', () => {
  it.each(['now()', 'NOW ( )', 'current_timestamp', 'clock_timestamp()'])(
    'are found: %s',
    (word) => {
      const texts = {
        'src/store/migrations/0002-a.sql': `select ${word};`,
        'src/store/a.ts': `sql\`select ${word} from \${table}\``,
        'src/store/b.ts': `sql\`select \${table} where ${word} < \${limit}\``,
      }
      expect(findingsIn(clockCallsInSql, texts)).toHaveLength(3)
    },
  )

  it('pass: our own functions, comments and the migration of the clocks', () => {
    const texts = {
      'src/store/migrations/0001-clock.sql': 'select clock_timestamp();',
      'src/store/migrations/0002-a.sql': '-- never now()\nselect app_now(), machine_now();',
      'src/store/a.ts': 'sql`select app_now()`\nclock.now()',
    }
    expect(findingsIn(clockCallsInSql, texts)).toEqual([])
  })
})

describe('other calls', () => {
  it('find ids in a simulator that do not come from the seed', () => {
    const texts = { 'simulators/a.ts': 'crypto.randomUUID()', 'src/a.ts': 'randomUUID()' }
    expect(findingsIn(chanceInSimulators, texts)).toEqual([
      'simulators/a.ts:1 crypto.randomUUID() cannot be repeated: use the seed',
    ])
  })

  it('find fetch outside the platforms', () => {
    const texts = {
      'src/notices/chat.ts': 'await fetch(url)',
      'src/platforms/http/node-transport.ts': 'await fetch(url)',
      'src/http/server.ts': 'app.fetch(request)',
    }
    expect(findingsIn(trafficOutsideTheDoor, texts)).toEqual([
      'src/notices/chat.ts:1 fetch() outside src/platforms: all outside traffic takes the door',
    ])
  })
})
