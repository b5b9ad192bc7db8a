/** `crossdock holds`: what order life waits for a person with, and the words that let it go on. */
import type { Command } from 'commander'
import { type LifeVerb, lifeVerbs, needsYes } from '../operations/life/life-verbs.ts'
import { sayAboutOrder, unreadableSplit } from '../operations/life/say-about-order.ts'
import { type LifeHold, showHolds } from '../operations/life/show-holds.ts'
import { readOrderId } from '../operations/orders/decide-by-person.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, wrap } from './print.ts'

const shownMax = 200

type ListOptions = CommonOptions & { readonly order?: string; readonly concern?: string }
type SayOptions = CommonOptions & {
  readonly subject?: string
  readonly yes?: boolean
  readonly detail?: string
}

export function addHolds(program: Command): void {
  const holds = program
    .command('holds')
    .description('what shipments, cancellations and refunds wait for a person with')
  withCommonOptions(holds.command('list', { isDefault: true }))
    .description('the holds, by the nearest ship-by')
    .option('--order <order-id>', 'of one order')
    .option('--concern <name>', 'shipment, cancellation, refund, return, change or deadline')
    .action((options: ListOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const orderId = options.order === undefined ? null : readOrderId(options.order)
        const filter = { orderId, concern: options.concern ?? null, limit: shownMax }
        const all = await showHolds(deps, actor, accountId, filter)
        if (options.json === true) sayJson({ holds: all })
        else say(all.length === 0 ? 'Nothing waits for you.' : all.map(inWords).join('\n\n'))
      }),
    )
  for (const verb of lifeVerbs) addVerb(holds, verb)
}

const meanings: Readonly<Record<LifeVerb, string>> = {
  approve: 'carry it over, once',
  dismiss: 'leave both sides as they are',
  repeat: 'send it once more',
  'accept-cancel': 'cancel the order as its buyer asks',
  'decline-cancel': 'ship the order although its buyer asks to cancel',
  release: 'its messages are checked: it may ship',
  split: 'say how a refund is divided among items and parts',
}

const splitForm = '[{"itemId":"…","component":"Principal","amountMinor":1000}]'

function addVerb(holds: Command, verb: LifeVerb): void {
  const command = withCommonOptions(holds.command(`${verb} <order-id>`))
    .description(meanings[verb])
    .option('--subject <name>', 'which one, when several holds take it')
  if (needsYes(verb)) command.option('--yes', 'yes to what cannot be taken back')
  if (verb === 'split') {
    command.requiredOption('--detail <json>', `the parts, as ${splitForm}; amounts in minor units`)
  }
  command.action((orderId: string, options: SayOptions) =>
    withAccount(options, async ({ deps, actor, accountId }) => {
      const { subject = null, yes = false } = options
      const detail = options.detail === undefined ? null : readJson(options.detail)
      const word = { accountId, orderId, verb, subject, detail, confirm: yes }
      const said = await sayAboutOrder(deps, actor, word)
      if (options.json === true) sayJson(said)
      else {
        say(`${said.isNew ? 'Taken' : 'That was said already'}: ${said.subject}.`)
        say(`See what comes of it: crossdock orders explain ${said.orderId}`)
      }
    }),
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadableSplit()
  }
}

function inWords(hold: LifeHold): string {
  const { orderId, shopifyName, title, text, fix, shipByMs, verbs, subject } = hold
  const shipBy = shipByMs === null ? '' : `, ship by ${fullTime(shipByMs)}`
  const verb = verbs[0]
  const command =
    verb === undefined
      ? []
      : [
          `  crossdock holds ${verb} ${orderId} --subject '${subject}'${needsYes(verb) ? ' --yes' : ''}${verb === 'split' ? ` --detail '${splitForm}'` : ''}`,
        ]
  return [
    `${title}: ${orderId} (${shopifyName ?? 'not in Shopify'}${shipBy})`,
    wrap(`${text} ${fix}`, '  '),
    ...command,
  ].join('\n')
}
