/**
 * `npm run bench -- import|life|stock|console [--json] [--parts throughput,latency] [--size tiny]`: measures the import,
 * what comes after it, stock, or the console, against simulated platforms. Simulators, bare loop and product are processes of
 * their own; PostgreSQL is begun by the product's launcher. What it measures, and what it found:
 * bench/README.md.
 */
import { parseArgs } from 'node:util'
import { consolePartNames, lifePartNames, partNames, stockPartNames, tableOf } from './figures.ts'
import { fullSizes, type Sizes, smallSizes, tinySizes } from './sizes.ts'
import { measureConsoleSuite, measureImport, measureLife, measureStock } from './suites.ts'

const usage = `npm run bench -- import|life|stock|console [options]
  --json                        one JSON object on standard output
  --parts throughput,latency    some of ${partNames.join(', ')};
                                of life: ${lifePartNames.join(', ')};
                                of stock: ${stockPartNames.join(', ')}
  --size full                   or small, to look for a bottleneck; or tiny, to see that it works
  --cpu-prof <folder>           V8's CPU profiles of the product go there`

const suites = {
  import: { names: partNames, measure: measureImport },
  life: { names: lifePartNames, measure: measureLife },
  stock: { names: stockPartNames, measure: measureStock },
  console: { names: consolePartNames, measure: measureConsoleSuite },
} as const

type Asked = {
  readonly json: boolean
  readonly suite: keyof typeof suites
  readonly parts: readonly string[]
  readonly sizes: Sizes
  readonly profiles: string | undefined
}

await main()

async function main(): Promise<void> {
  const asked = readArguments()
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${usage}`)
    process.exitCode = 2
    return
  }
  const report = await suites[asked.suite].measure(asked)
  console.log(asked.json ? JSON.stringify(report) : tableOf(report))
}

/** What is wrong, in words, when it cannot be done. */
function readArguments(): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        parts: { type: 'string' },
        size: { type: 'string', default: 'full' },
        'cpu-prof': { type: 'string' },
      },
    })
    const word = positionals.join(' ')
    if (!isSuite(word))
      return `"${word}" is nothing to measure: say import, life, stock or console.`
    const names: readonly string[] = suites[word].names
    const parts = values.parts?.split(',') ?? names
    const unknown = parts.find((name) => !names.includes(name))
    if (unknown !== undefined) return `"${unknown}" is no part of ${word}: ${names.join(', ')}.`
    const sizes = { full: fullSizes, small: smallSizes, tiny: tinySizes }[values.size]
    if (sizes === undefined) return `"${values.size}" is no size: full, small or tiny.`
    return { json: values.json, suite: word, parts, sizes, profiles: values['cpu-prof'] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isSuite(word: string): word is keyof typeof suites {
  return Object.hasOwn(suites, word)
}
