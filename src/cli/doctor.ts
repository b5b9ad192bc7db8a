/** `crossdock doctor`: checks every prerequisite and says ok or the fix. Exit code 1 when one failed. */
import type { Command } from 'commander'
import { readEnv } from '../config/env.ts'
import { id } from '../core/ids.ts'
import { doctorProbes } from '../main/doctor-probes.ts'
import { type App, openApp } from '../main.ts'
import { type CheckLine, failed } from '../operations/doctor/check-line.ts'
import { examine } from '../operations/doctor/examine.ts'
import { failureOf } from './failure.ts'
import { type CommonOptions, cliActor, quietLog, withCommonOptions } from './open-account.ts'
import { say, sayJson, wrap } from './print.ts'

export function addDoctor(program: Command): void {
  withCommonOptions(program.command('doctor'))
    .description('check credentials, roles, scopes, queue, database and more, each with its fix')
    .action(async (options: CommonOptions) => {
      const lines = await checkLines(options)
      const ok = lines.every(({ state }) => state !== 'failed')
      if (options.json === true) sayJson({ ok, checks: lines })
      else say(doctorWords(lines))
      if (!ok) process.exitCode = 1
    })
}

async function checkLines(options: CommonOptions): Promise<CheckLine[]> {
  const env = readEnv(process.env)
  let app: App
  try {
    app = await openApp(env, quietLog(env))
  } catch (error) {
    return [groundLine(error)]
  }
  try {
    const accountId = id('AccountId', options.account ?? 'main')
    return await examine(cliActor(), await doctorProbes(app, env, accountId))
  } finally {
    await app.stop()
  }
}

/** Without database or key nothing else can be asked. */
function groundLine(error: unknown): CheckLine {
  const { cause, code, fix, page } = failureOf(error)
  const check = error instanceof Error && error.name === 'SecretProblem' ? 'key' : 'database'
  return failed(check, `${cause} (${code})`, fix, page)
}

/** Words are wrapped, commands stay whole so that they can be copied. */
function fixLines(fix: string, indent: string): string[] {
  const [words = '', ...commands] = fix.split('\n')
  return [wrap(`Fix: ${words}`, indent), ...commands.map((command) => `${indent}${command}`)]
}

const marks = { ok: 'ok', warning: 'WARNING', failed: 'FAILED', skipped: '-' } as const
const markWidth = 8

function doctorWords(lines: readonly CheckLine[]): string {
  const width = Math.max(...lines.map(({ check }) => check.length))
  const indent = ' '.repeat(markWidth + width + 3)
  const rows = lines.map(({ check, state, text, fix, page }) => {
    const head = `${marks[state].padEnd(markWidth)} ${check.padEnd(width)}  `
    const said = wrap(text, indent).slice(indent.length)
    const more = [
      ...(fix === null ? [] : fixLines(fix, indent)),
      ...(page === null ? [] : [`${indent}See ${page}`]),
    ]
    return [head + said, ...more].join('\n')
  })
  const count = (state: CheckLine['state']) => lines.filter((line) => line.state === state).length
  const sum = `${count('ok')} ok, ${count('warning')} warnings, ${count('failed')} failed`
  return [...rows, '', sum].join('\n')
}
