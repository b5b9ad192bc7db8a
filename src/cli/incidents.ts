/** `crossdock incidents`: what happened that should not, and closing it with a note. */
import { Argument, type Command, InvalidArgumentError } from 'commander'
import { closeIncident } from '../operations/incidents/close-incident.ts'
import {
  type Incident,
  showIncident,
  showIncidents,
} from '../operations/incidents/read-incidents.ts'
import { problemPage } from '../operations/problem-page.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, table } from './print.ts'

const shownMax = 200

export function addIncidents(program: Command): void {
  const incidents = program.command('incidents').description('what happened that should not')
  withCommonOptions(incidents.command('list', { isDefault: true }))
    .description('open incidents, newest first')
    .option('--all', 'closed ones too')
    .action((options: CommonOptions & { readonly all?: boolean }) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const state = options.all === true ? 'all' : 'open'
        const filter = { state, limit: shownMax, before: null } as const
        const all = await showIncidents(deps, actor, accountId, filter)
        if (options.json === true) return sayJson({ incidents: all })
        if (all.length === 0) return say(state === 'open' ? 'No incident is open.' : 'None.')
        say(table(columns, all.map(rowOf)))
        say('\nLook at one with: crossdock incidents show <id>')
        say('Close one with: crossdock incidents close <id> --note "what came of it"')
      }),
    )
  withCommonOptions(incidents.command('show'))
    .description('one incident')
    .addArgument(idArgument())
    .action((incidentId: number, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const incident = await showIncident(deps, actor, { accountId, incidentId })
        if (options.json === true) sayJson(incident)
        else say(words(incident))
      }),
    )
  withCommonOptions(incidents.command('close'))
    .description('close one: you have looked, and say what came of it')
    .addArgument(idArgument())
    .requiredOption('--note <text>', 'what came of it; kept, so without data of buyers')
    .action((incidentId: number, options: CommonOptions & { readonly note: string }) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const { note } = options
        const closed = await closeIncident(deps, actor, { accountId, incidentId, note })
        if (options.json === true) sayJson(closed)
        else say(`Closed: incident ${incidentId} (${closed.code}).`)
      }),
    )
}

function idArgument(): Argument {
  return new Argument('<id>', 'the number in the list').argParser((text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('Not the number of one.')
    return Number(text)
  })
}

const columns = [
  { title: 'ID', align: 'right' },
  { title: 'CODE', flexible: true },
  { title: 'ORDER' },
  { title: 'SINCE' },
  { title: 'STATE' },
] as const

function rowOf({ incidentId, code, orderId, atMs, closedAtMs }: Incident): string[] {
  const state = closedAtMs === null ? 'open' : 'closed'
  return [`${incidentId}`, code, orderId ?? '-', fullTime(atMs), state]
}

function words(incident: Incident): string {
  const { incidentId, code, orderId, detail, atMs, closedAtMs, closedBy } = incident
  const { note, ...rest } = detail
  const facts = Object.entries(rest).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`)
  return [
    `Incident ${incidentId}: ${code}, opened ${fullTime(atMs)}.`,
    ...(orderId === null
      ? []
      : [`Order ${orderId}. Its story: crossdock orders explain ${orderId}`]),
    ...facts,
    `What it means and what to do: ${problemPage(code)}`,
    closedAtMs === null
      ? `It is open. Close it with: crossdock incidents close ${incidentId} --note "…"`
      : `Closed ${fullTime(closedAtMs)} by ${closedBy ?? 'somebody'}: ${String(note ?? '')}`,
  ].join('\n')
}
