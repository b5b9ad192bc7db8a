/** Reports 2021-06-30 for returns (model of 2026-08-05; developer-docs "Returns reports attributes"). */
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon()
})
afterEach(() => amazon.close())

const root = '/reports/2021-06-30'
const flat = 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE'
const germany = 'A1PA6795UKMFR9'
const control = () => amazon.simulator.control

function placeReturned(fulfilledBy: 'MERCHANT' | 'AMAZON' = 'MERCHANT') {
  const orderId = control().placeOrder({
    fulfilledBy,
    lines: [{ sku: 'ONE', title: 'Cup\tblue', quantity: 2, unitPrice: '10.00' }],
  })
  control().shipOrder(orderId)
  const [rmaId = ''] = control().returnOrder(orderId, { reason: 'DEFECTIVE' })
  return { orderId, rmaId }
}
async function create(reportType: string, more: Record<string, unknown> = {}) {
  return amazon.send('POST', `${root}/reports`, {
    reportType,
    marketplaceIds: [germany],
    dataStartTime: '2026-11-01T00:00:00Z',
    dataEndTime: '2026-11-30T00:00:00Z',
    ...more,
  })
}
async function finished(reportType: string, more: Record<string, unknown> = {}) {
  const { body } = await create(reportType, more)
  await control().advance(90_000)
  return (await amazon.get(`${root}/reports/${String(body.reportId)}`)).body
}
async function download(reportType: string): Promise<string> {
  const { reportDocumentId } = await finished(reportType)
  const { body } = await amazon.get(`${root}/documents/${String(reportDocumentId)}`)
  return (await fetch(String(body.url))).text()
}
function rowsOf(text: string): Record<string, string>[] {
  const [head = [], ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split('\t'))
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}

describe('a report', () => {
  it('is 202, and IN_QUEUE, IN_PROGRESS and DONE over time', async () => {
    placeReturned()
    const created = await create(flat)
    expect(created.status).toBe(202)
    const status = async () =>
      (await amazon.get(`${root}/reports/${String(created.body.reportId)}`)).body.processingStatus
    const seen = [await status()]
    await control().advance(30_000)
    seen.push(await status())
    await control().advance(60_000)
    seen.push(await status())
    expect(seen).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'DONE'])
    const list = await amazon.get(`${root}/reports?reportTypes=${flat}&processingStatuses=DONE`)
    expect(list.body.reports).toHaveLength(1)
  })

  it('is CANCELLED when there is nothing to tell, and FATAL over 60 days', async () => {
    expect((await finished(flat)).processingStatus).toBe('CANCELLED')
    const long = { dataStartTime: '2026-09-01T00:00:00Z' }
    expect((await finished(flat, long)).processingStatus).toBe('FATAL')
  })

  it('can be cancelled in the queue, refuses what is wrong, and says what is not simulated', async () => {
    const { body } = await create(flat)
    const path = `${root}/reports/${String(body.reportId)}`
    expect((await amazon.send('DELETE', path)).status).toBe(200)
    expect((await amazon.get(path)).body.processingStatus).toBe('CANCELLED')
    expect((await create(flat, { dataEndTime: '2026-10-01T00:00:00Z' })).status).toBe(400)
    expect((await create('GET_SALES_AND_TRAFFIC_REPORT')).status).toBe(501)
    const settlement = await create('GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2')
    expect(firstError(settlement.body).code).toBe('QuotaExceeded')
  })

  it.each([
    ['fatal', 'FATAL'],
    ['stuck', 'IN_PROGRESS'],
  ] as const)('under the fault %s is %s', async (fault, status) => {
    placeReturned()
    amazon.simulator.faults.add({ on: 'amazon.report', fault })
    expect((await finished(flat)).processingStatus).toBe(status)
  })

  it('comes as GZIP where the setting says so', async () => {
    placeReturned()
    control().changeSettings({ gzipDocuments: true })
    const { reportDocumentId } = await finished(flat)
    const path = `${root}/documents/${String(reportDocumentId)}`
    const { body } = await amazon.get(path)
    expect(body.compressionAlgorithm).toBe('GZIP')
    const bytes = Buffer.from(await (await fetch(String(body.url))).arrayBuffer())
    expect(gunzipSync(bytes).toString()).toMatch(/^Order ID\t/)
    const encoded = await amazon.get(`${path}?enableContentEncodingUrlHeader=true`)
    expect(await (await fetch(String(encoded.body.url))).text()).toMatch(/^Order ID\t/)
  })
})

describe('returns', () => {
  it('of merchant orders are in the flat file, with their state and the money given back', async () => {
    const { orderId, rmaId } = placeReturned()
    await amazon.verb('returns/move', { rmaId, status: 'Completed', received: true })
    control().refundOrder(orderId)
    placeReturned('AMAZON')
    const rows = rowsOf(await download(flat))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      'Order ID': orderId,
      'Order date': '22-Nov-2026',
      'Return request status': 'Completed',
      'Amazon RMA ID': rmaId,
      'A-to-Z Claim': 'N',
      'Merchant SKU': 'ONE',
      'Item Name': 'Cup blue',
      'Return quantity': '2',
      'Return Reason': 'DEFECTIVE',
      'Return delivery date': '22-Nov-2026',
      'Refunded Amount': '20.00',
    })
    expect(Object.keys(rows[0] ?? {})).toHaveLength(32)
  })

  it('of merchant orders are in the XML report too', async () => {
    const { orderId, rmaId } = placeReturned()
    const xml = await download('GET_XML_RETURNS_DATA_BY_RETURN_DATE')
    expect(xml).toContain(`<order_id>${orderId}</order_id>`)
    expect(xml).toContain(`<amazon_rma_id>${rmaId}</amazon_rma_id>`)
    expect(xml).toContain('<return_reason_code>DEFECTIVE</return_reason_code>')
  })

  it('of FBA orders are in their own report', async () => {
    placeReturned()
    const { orderId } = placeReturned('AMAZON')
    const rows = rowsOf(await download('GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      'order-id': orderId,
      sku: 'ONE',
      quantity: '2',
      'detailed-disposition': 'SELLABLE',
      reason: 'DEFECTIVE',
    })
  })
})
