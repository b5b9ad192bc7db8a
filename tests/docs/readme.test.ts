import { describe, expect, it } from 'vitest'
import { executedCommands } from './executed-commands.ts'
import { commandsOf, readPage, sectionOf } from './page.ts'

const readme = readPage('README.md')
const pages = ['README.md', 'docs/operating/install.md', 'docs/operating/configure.md']
const commands = pages.flatMap((name) => commandsOf(readPage(name)))
const notThereYet = sectionOf(readme, 'Status').split('Not there yet:')[1] ?? ''

describe('the README', () => {
  it('prints the two commands that everything begins with', () => {
    expect(commandsOf(readme)).toEqual(
      expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']),
    )
  })

  it.each(commands)('prints only commands that something runs: %s', (command) => {
    expect(Object.keys(executedCommands)).toContain(command)
    const runner = executedCommands[command] ?? null
    if (runner === null) {
      const last = command.split(' && ').at(-1) ?? command
      expect(notThereYet, 'nothing runs it, so it is named as not there yet').toContain(last)
      return
    }
    const text = readPage(runner)
    for (const part of command.split(' && ')) expect(text).toContain(part)
  })

  it('names nothing as not there yet that is run', () => {
    const run = Object.entries(executedCommands).filter(([, runner]) => runner !== null)
    for (const [command] of run) expect(notThereYet).not.toContain(command.split(' && ').at(-1))
  })

  it('is checked for every command that is listed', () => {
    expect(new Set(commands)).toEqual(new Set(Object.keys(executedCommands)))
  })
})
