import { describe, expect, it } from 'vitest'
import { groupTestFiles, testGroups } from './groups.ts'
import { missingNode } from './prerequisites.ts'
import { judgeGroup, type VitestReport } from './results.ts'

function report(status: string, tests: readonly string[]): VitestReport {
  return {
    testResults: [
      {
        name: '/checkout/tests/store/pool.test.ts',
        status,
        assertionResults: tests.map((one, index) => ({ fullName: `test ${index}`, status: one })),
      },
    ],
  }
}

const files = ['tests/store/pool.test.ts']

describe('the result of a group', () => {
  it('counts tests that passed, failed and were skipped', () => {
    const result = judgeGroup({
      report: report('failed', ['passed', 'failed', 'skipped']),
      endedWell: false,
      files,
    })
    expect(result).toEqual({ passed: 1, failed: 1, troubles: [], skipped: ['test 2'] })
  })

  it('fails when a file that was to run is not in the report', () => {
    const result = judgeGroup({
      report: report('passed', ['passed']),
      endedWell: true,
      files: [...files, 'tests/store/lost.test.ts'],
    })
    expect(result.failed).toBe(1)
    expect(result.troubles).toEqual(['tests/store/lost.test.ts: vitest did not run it'])
  })

  it('fails when a file could not be loaded, though no test failed', () => {
    expect(judgeGroup({ report: report('failed', []), endedWell: false, files }).failed).toBe(1)
  })

  it('fails when a file holds no test', () => {
    expect(judgeGroup({ report: report('passed', []), endedWell: true, files }).failed).toBe(1)
  })

  it('fails when vitest ends badly though every test passed', () => {
    const result = judgeGroup({ report: report('passed', ['passed']), endedWell: false, files })
    expect(result).toMatchObject({ passed: 1, failed: 1 })
  })

  it('fails when there is no report at all', () => {
    expect(judgeGroup({ report: null, endedWell: true, files }).failed).toBe(1)
  })
})

describe('the groups', () => {
  it('hand every file to exactly one group, a file of an unknown folder to the last', () => {
    const paths = ['src/core/money.test.ts', 'tests/store/pool.test.ts', 'tests/new/story.test.ts']
    const handed = groupTestFiles(paths)
    expect(handed.map(({ group }) => group.name)).toEqual(['pure', 'store', 'all others'])
    expect(handed.flatMap((one) => one.files)).toEqual(paths)
  })

  it('end with the one that takes everything', () => {
    expect(testGroups.at(-1)?.folders).toEqual([''])
  })
})

describe('the Node that runs the tests', () => {
  it('is refused with the command that brings a new one', () => {
    expect(missingNode('22.20.0')).toContain('npm ci')
    expect(missingNode('24.21.0')).toBeUndefined()
  })
})
