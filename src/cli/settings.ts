/** `crossdock settings` and `crossdock lanes`: how orders cross, and whether anything is sent at all. */
import { Argument, type Command, InvalidArgumentError } from 'commander'
import { judgeSettings } from '../config/settings-door.ts'
import { changeSettings, readSettings } from '../operations/connection/change-settings.ts'
import {
  type LaneName,
  type LaneState,
  laneNames,
  laneStates,
  readLanes,
  setLane,
} from '../operations/connection/set-lane.ts'
import { reasonTextOf } from '../operations/orders/describe-order.ts'
import { type LanePreview, previewLanes } from '../store/read/concerns.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { say, sayJson, table } from './print.ts'

export function addSettings(program: Command): void {
  const settings = program.command('settings').description('show and change the settings')
  withCommonOptions(settings.command('show'))
    .description('all settings')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const all = await readSettings(deps, actor, accountId, judgeSettings)
        if (options.json === true) sayJson(all)
        else say(rowsOf(all).join('\n'))
      }),
    )
  withCommonOptions(settings.command('set'))
    .description('change some: stock.whenShort=claim-anyway import.on=false')
    .addArgument(new Argument('<name=value...>').argParser(addChange))
    .action((change: Change, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const request = { accountId, change }
        const changed = await changeSettings(deps, actor, request, judgeSettings)
        if (options.json === true) sayJson(changed)
        else if (changed.changed.length === 0) say('They were like that already.')
        else say(`Changed: ${changed.changed.join(', ')}. ${again(changed.reconsideredOrders)}`)
      }),
    )
}

export function addLanes(program: Command): void {
  const lanes = program.command('lanes').description('which lanes are live and which only watch')
  withCommonOptions(lanes.command('show', { isDefault: true }))
    .description('the lanes')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const all = await readLanes(deps, actor, accountId, judgeSettings)
        const previews = await previewLanes(deps.db, accountId)
        if (options.json === true) sayJson({ ...all, would: previews })
        else {
          say(table([{ title: 'LANE' }, { title: 'STATE' }], Object.entries(all)))
          say(previewWords(previews))
        }
      }),
    )
  withCommonOptions(lanes.command('set'))
    .description('set a lane')
    .addArgument(new Argument('<lane>').choices([...laneNames]))
    .addArgument(new Argument('<state>').choices([...laneStates]))
    .action((lane: LaneName, state: LaneState, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const request = { accountId, lane, state }
        const set = await setLane(deps, actor, request, judgeSettings)
        if (options.json === true) sayJson(set)
        else say(`The lane ${lane} is ${state} now. ${again(set.reconsideredOrders)}`)
      }),
    )
}

/** What the lanes that watch would do now, before anybody switches them on. */
function previewWords(previews: readonly LanePreview[]): string {
  if (previews.length === 0) return '\nNo lane that watches has anything to do now.'
  const rows = previews.map(({ concern, would, orders }) => {
    return `  ${concern}: ${orders} ${orders === 1 ? 'order' : 'orders'}: ${reasonTextOf(would)}`
  })
  return ['\nWhat the lanes that watch would do now:', ...rows].join('\n')
}

function rowsOf(settings: object, at = ''): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const path = at === '' ? name : `${at}.${name}`
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isGroup ? rowsOf(value, path) : [`${path}=${textOf(value)}`]
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type Change = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** `a.b=c` as { a: { b: c } }, laid over what came before; a value is JSON where it can be, else text. */
function addChange(pair: string, before: Change = {}): Change {
  const [, group, name, value] = /^([a-z]+)[.]([A-Za-z]+)=(.*)$/s.exec(pair) ?? []
  if (group === undefined || name === undefined || value === undefined) {
    throw new InvalidArgumentError('Not of the form group.name=value.')
  }
  return { ...before, [group]: { ...before[group], [name]: jsonOrText(value) } }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function again(count: number): string {
  return count === 1 ? '1 order looks again.' : `${count} orders look again.`
}
