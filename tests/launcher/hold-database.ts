/**
 * A process of its own that starts or adopts a database and holds it: says so in one JSON line on its
 * output, says what the launcher logs on its error output, and ends it when told `stop`.
 */
import { DatabaseProblem } from '../../src/store/database-problem.ts'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'

const home = process.argv[2] ?? ''

try {
  const database = await startEmbedded({ home, log: (line) => console.error(line) })
  say({ databaseUrl: database.databaseUrl, adopted: database.adopted })
  process.stdin.setEncoding('utf8').on('data', async (order: string) => {
    if (order.trim() !== 'stop') return
    await database.stop()
    process.exitCode = 0
    process.stdin.destroy()
  })
} catch (error) {
  if (!(error instanceof DatabaseProblem)) throw error
  say({ code: error.code, publicText: error.publicText, fix: error.fix })
  process.exitCode = 1
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
