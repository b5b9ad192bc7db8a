/** Where goods leave from: chosen by itself where there is no choice, by a person where there is one. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { judgeSettings } from '../../src/config/settings-door.ts'
import {
  chooseLocation,
  choosingCommand,
  type ShopPlace,
} from '../../src/operations/connection/choose-location.ts'
import { readAudit } from '../../src/store/audit.ts'
import { readConnection } from '../../src/store/connections.ts'
import { type ApiHost, accountId, startApi } from '../http/api-host.ts'

let api: ApiHost | undefined

async function host(): Promise<ApiHost> {
  api = await startApi()
  return api
}

beforeEach(() => api?.close())
afterAll(() => api?.close())

function place(number: number, fulfillsOnlineOrders = true): ShopPlace {
  const gid = `gid://shopify/Location/${number}`
  return { gid, name: `Place ${number}`, fulfillsOnlineOrders }
}

const choose = ({ deps }: ApiHost, places: readonly ShopPlace[] | null) =>
  chooseLocation(deps, accountId, judgeSettings, places)

async function chosen({ deps }: ApiHost): Promise<unknown> {
  const connection = await readConnection(deps.db, accountId)
  const judged = judgeSettings(connection?.settings)
  return judged.is === 'sound' ? judged.settings.fulfillment.locations : judged.issues
}

describe('R-IMPORT-34: the location that goods leave from', () => {
  it('is chosen when only one fulfils online orders; that is written down, and stands', async () => {
    const api = await host()
    const only = place(1)
    const first = await choose(api, [only, place(2, false)])
    expect(first).toEqual({ is: 'chosen', places: [only], isNew: true })
    expect(await chosen(api)).toEqual([only.gid])
    const [audit] = await readAudit(api.deps.db, accountId, 1)
    expect(audit).toMatchObject({
      actor: 'crossdock:connect',
      action: 'change-settings',
      detail: { 'fulfillment.locations': { from: [], to: [only.gid] } },
    })
    expect(await choose(api, [only, place(3)])).toMatchObject({ is: 'chosen', isNew: false })
    expect(await chosen(api)).toEqual([only.gid])
  })

  it('is left to a person among several, named with the command that chooses', async () => {
    const api = await host()
    const places = [place(1), place(2)]
    expect(await choose(api, places)).toEqual({ is: 'open', places })
    expect(await chosen(api)).toEqual([])
    expect(choosingCommand(places)).toBe(
      `crossdock settings set 'fulfillment.locations=["gid://shopify/Location/1","gid://shopify/Location/2"]'`,
    )
  })

  it('is not chosen again over a person who wants any', async () => {
    const api = await host()
    for (const locations of [[place(1).gid], []]) {
      await api.ask('PUT', '/api/settings', { as: 'owner', body: { fulfillment: { locations } } })
    }
    expect(await choose(api, [place(1)])).toEqual({ is: 'any' })
    expect(await chosen(api)).toEqual([])
  })

  it('stays open while none fulfils online orders, or Shopify shows none', async () => {
    const api = await host()
    expect(await choose(api, [place(1, false)])).toEqual({ is: 'open', places: [] })
    expect(await choose(api, null)).toEqual({ is: 'unknown' })
    expect(await chosen(api)).toEqual([])
  })
})
