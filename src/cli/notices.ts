/** `crossdock notices`: what the merchant was told, the ways, a test, and their secrets. */
import { readFileSync } from 'node:fs'
import { Argument, type Command } from 'commander'
import { judgeSettings } from '../config/settings-door.ts'
import { type OutsideChannel, outsideChannels } from '../core/notices/events.ts'
import { credentialAad } from '../main/account.ts'
import { type ShownChannel, showChannels } from '../operations/notices/channels.ts'
import { type ShownNotice, showNotices } from '../operations/notices/list-notices.ts'
import { storeNoticeSecret } from '../operations/notices/store-secret.ts'
import { testNotices } from '../operations/notices/test-notices.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, table } from './print.ts'

const shownMax = 100

type ListOptions = CommonOptions & { readonly failed?: boolean; readonly all?: boolean }

export function addNotices(program: Command): void {
  const notices = program.command('notices').description('what you were told, and by which ways')
  withCommonOptions(notices.command('list', { isDefault: true }))
    .description('the notices, newest first')
    .option('--all', 'also those that the list does not take')
    .option('--failed', 'those that a way did not take')
    .action((options: ListOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const show = options.failed === true ? 'failed' : options.all === true ? 'all' : 'console'
        const filter = { show, limit: shownMax, before: null } as const
        const all = await showNotices(deps, actor, accountId, filter)
        if (options.json === true) sayJson({ notices: all })
        else say(all.length === 0 ? 'There is none.' : all.map(inWords).join('\n\n'))
      }),
    )
  addChannels(notices)
  withCommonOptions(notices.command('test'))
    .description('send a test by these ways')
    .addArgument(channelArgument('<channel...>'))
    .action((channels: OutsideChannel[], options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const sent = await testNotices(deps, actor, { accountId, channels }, judgeSettings)
        if (options.json === true) sayJson(sent)
        else say('A worker sends it within seconds. See what came of it: crossdock notices list')
      }),
    )
}

function addChannels(notices: Command): void {
  withCommonOptions(notices.command('channels'))
    .description('the ways, what they lack, and how they do')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const all = await showChannels(deps, actor, accountId, judgeSettings)
        if (options.json === true) sayJson({ channels: all })
        else say(table(columns, all.map(rowOf)))
      }),
    )
  withCommonOptions(notices.command('secret'))
    .description('store the mail password, the chat address or the webhook key from standard input')
    .addArgument(channelArgument('<channel>'))
    .action((channel: OutsideChannel, options: CommonOptions) =>
      withAccount(options, async ({ app, deps, actor, accountId }) => {
        const plain = readFileSync(0, 'utf8').trim()
        await storeNoticeSecret(deps, actor, { accountId, channel, plain }, (name, text) =>
          app.secrets.seal(text, credentialAad(accountId, name)),
        )
        if (options.json === true) sayJson({ stored: channel })
        else say(`Stored, sealed. Try it: crossdock notices test ${channel}`)
      }),
    )
}

function channelArgument(name: string): Argument {
  // commander checks each of several.
  return new Argument(name).choices([...outsideChannels])
}

const columns = [
  { title: 'WAY' },
  { title: 'READY' },
  { title: 'WAITING', align: 'right' },
  { title: 'SENT', align: 'right' },
  { title: 'UNCLEAR', align: 'right' },
  { title: 'GIVEN UP', align: 'right' },
  { title: 'LAST CODE' },
  { title: 'EVENTS', flexible: true },
] as const

function rowOf(one: ShownChannel): string[] {
  const { channel, isSetUp, waiting, sent, unclear, dead, lastCode, events } = one
  const counts = [waiting, sent, unclear, dead].map(String)
  return [channel, isSetUp ? 'yes' : 'no', ...counts, lastCode ?? '-', events.join(', ') || '-']
}

function inWords({ atMs, severity, source, title, lines, links, deliveries }: ShownNotice): string {
  const urgent = severity === 'urgent' ? ' URGENT' : ''
  const from = source === 'amazon' ? 'Amazon' : 'Crossdock'
  const ways = deliveries.map(({ channel, state, code }) => {
    return `  ${channel}: ${state}${code === null ? '' : ` (${code})`}`
  })
  return [
    `${fullTime(atMs)} [${from}]${urgent} ${title}`,
    ...lines.map((line) => `  ${line}`),
    ...links.map(({ name, url }) => `  ${name}: ${url}`),
    ...ways,
  ].join('\n')
}
