/** Shopify's side: credentials, scopes, plan, locations, the Amazon id's definition, webhooks, other apps. */
import { choosingCommand, type ShopPlace } from '../connection/choose-location.ts'
import { type CheckLine, failed, ok, skipped, warning } from './check-line.ts'
import type { AccountProbes, DoctorProbes } from './doctor-probes.ts'

const pages = 'docs/operating/problems'

export async function checkShopify(
  probes: DoctorProbes,
  account: AccountProbes,
): Promise<CheckLine[]> {
  const shop = await checkShop(probes, account)
  const refused = shop.some((line) => line.check === 'shopify-credentials' && line.state !== 'ok')
  if (refused) {
    const later = ['shopify-locations', 'shopify-definition', 'shopify-webhooks']
    const skips = later.map((check) => skipped(check, 'Not asked: Shopify did not let us in.'))
    return [...shop, ...skips, await checkOtherApps(probes)]
  }
  return [
    ...shop,
    await explained(probes, 'shopify-locations', () => locationLine(account)),
    await explained(probes, 'shopify-definition', () => definitionLine(account)),
    await explained(probes, 'shopify-webhooks', () => webhookLine(account)),
    await checkOtherApps(probes),
  ]
}

async function checkShop({ explain }: DoctorProbes, account: AccountProbes): Promise<CheckLine[]> {
  try {
    const shop = await account.shop()
    return [
      ok('shopify-credentials', `Shopify accepts the credentials of the app ${shop.appTitle}.`),
      ...scopeLines(shop.missingScopes),
      planLine(shop),
    ]
  } catch (error) {
    const { text, fix, page } = explain(error)
    return [
      failed('shopify-credentials', text, fix, page),
      skipped('shopify-scopes', 'Not asked: Shopify did not let us in.'),
      skipped('shopify-plan', 'Not asked: Shopify did not let us in.'),
    ]
  }
}

type MissingScope = {
  readonly scope: string
  readonly purpose: string
  readonly required: boolean
}

function scopeLines(missing: readonly MissingScope[]): CheckLine[] {
  const check = 'shopify-scopes'
  const page = `${pages}/shopify-scopes-missing.md`
  const fix = 'Add it to the app, release the version, and approve it in the shop.'
  if (missing.length === 0) return [ok(check, 'All access scopes are granted.')]
  return missing.map(({ scope, purpose, required }) =>
    required
      ? failed(check, `The scope ${scope} is missing: it is needed to ${purpose}.`, fix, page)
      : warning(check, `Without the scope ${scope} Crossdock cannot ${purpose}.`, fix, page),
  )
}

function planLine(shop: { readonly plan: string; readonly ordersPerMinute: number | null }) {
  const check = 'shopify-plan'
  if (shop.ordersPerMinute === null) return ok(check, `The shop's plan is ${shop.plan}.`)
  return warning(
    check,
    `The shop's plan is ${shop.plan}: it takes only ${shop.ordersPerMinute} new orders a minute.`,
    'Right for trying out; a paid plan has no such limit.',
  )
}

async function locationLine(account: AccountProbes): Promise<CheckLine> {
  const check = 'shopify-locations'
  const all = await account.locations()
  const known = new Set(all.map(({ gid }) => gid))
  const lost = account.chosenLocations.filter((gid) => !known.has(gid))
  if (all.length === 0) {
    const text = 'The shop has no active location that goods can leave from.'
    return failed(check, text, 'Activate a location in Shopify, Settings, Locations.')
  }
  if (lost.length > 0) {
    const text = `A chosen location is not active in the shop: ${lost.join(', ')}.`
    return failed(check, text, `Choose again, the main one first:\n${choosingCommand(all)}`)
  }
  const chosen = all.filter(({ gid }) => account.chosenLocations.includes(gid))
  if (chosen.length > 0) return ok(check, `Goods leave from ${chosen.map(named).join(', ')}.`)
  return unchosenLine(check, all)
}

/** Nothing is guessed: with several the person chooses. */
function unchosenLine(check: string, all: readonly ShopPlace[]): CheckLine {
  const online = all.filter((place) => place.fulfillsOnlineOrders)
  const places = online.length > 0 ? online : all
  const text = `No location is chosen: goods may leave from any of ${places.map(named).join(', ')}, and orders that were shipped before they came here cannot be created.`
  const command = choosingCommand(places)
  const fix =
    places.length > 1
      ? `Leave out those that do not ship, and name the main one first:\n${command}`
      : `A start chooses the only one, unless you chose "any" yourself. To choose it now:\n${command}`
  return warning(check, text, fix)
}

function named({ gid, name }: ShopPlace): string {
  return `${name} (${gid})`
}

async function definitionLine(account: AccountProbes): Promise<CheckLine> {
  const check = 'shopify-definition'
  const state = await account.definition()
  if (state === 'ready') return ok(check, 'Amazon ids are kept unique in the shop.')
  if (state === 'missing') {
    const text = 'The metafield definition crossdock.amazon_order_id is not there yet.'
    return warning(check, text, 'It is made at the next start: crossdock start.')
  }
  return warning(
    check,
    'The metafield definition crossdock.amazon_order_id does not keep its values unique.',
    'Delete the definition in the shop, then run: crossdock start.',
    `${pages}/shopify-definition-unusable.md`,
  )
}

async function webhookLine(account: AccountProbes): Promise<CheckLine> {
  const check = 'shopify-webhooks'
  if (account.webhooks === null) {
    return warning(
      check,
      'No public address is set: changes in Shopify are heard by polling, some minutes later.',
      'Set CROSSDOCK_PUBLIC_URL to the https address under which this installation is reached.',
    )
  }
  const { wanted, there } = await account.webhooks()
  const missing = wanted.filter((topic) => !there.includes(topic))
  if (missing.length === 0) return ok(check, `All ${wanted.length} webhooks are subscribed.`)
  return warning(
    check,
    `These webhooks are not subscribed: ${missing.join(', ')}.`,
    'They are made at the next start: crossdock start.',
    `${pages}/shopify-webhooks-missing.md`,
  )
}

async function checkOtherApps(probes: DoctorProbes): Promise<CheckLine> {
  return explained(probes, 'other-apps', async () => {
    const apps = await probes.otherApps()
    if (apps.length === 0) {
      return ok('other-apps', 'No other app wrote Amazon orders within the last 7 days.')
    }
    const names = apps.map(({ title, orders }) => `${title ?? 'an app without a name'} (${orders})`)
    return warning(
      'other-apps',
      `Other apps wrote Amazon orders within the last 7 days: ${names.join(', ')}. An order may come twice.`,
      'Switch the order import of the other app off, or set the import lane to "watch" until then.',
      `${pages}/adoption-unclear.md`,
    )
  })
}

async function explained(
  { explain }: DoctorProbes,
  check: string,
  run: () => Promise<CheckLine>,
): Promise<CheckLine> {
  try {
    return await run()
  } catch (error) {
    const { text, fix, page } = explain(error)
    return failed(check, text, fix, page)
  }
}
