import { describe, expect, it } from 'vitest'
import { parseReturns } from './parse-returns.ts'

const orderId = '303-1111111-2222222'
const table = (...rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.join('\t')).join('\r\n')

describe('a returns report', () => {
  it('R-RETURN-2: finds its columns by name, in any order and spelling', () => {
    const flat = table(
      ['Return quantity', 'Order ID', 'Something new', 'Amazon RMA ID', 'Return request date'],
      ['2', orderId, 'x', 'D1RRMA', '22-Nov-2026'],
    )
    const snake = flat.replace('Order ID', 'order_id').replace('Amazon RMA ID', 'amazon_rma_id')
    expect(parseReturns('merchant', flat)).toEqual(parseReturns('merchant', snake))
    expect(parseReturns('merchant', flat)).toMatchObject({
      rows: [{ orderId, returnId: 'D1RRMA', quantity: 2, atMs: Date.UTC(2026, 10, 22) }],
      unreadable: 0,
    })
  })

  it('R-RETURN-2: counts what it cannot read and goes on', () => {
    const text = table(
      ['Order ID', 'Amazon RMA ID', 'Return quantity', 'Return request status'],
      ['not an order', 'D1RRMA', '1', 'Approved'],
      [orderId, '', '1', 'Approved'],
      [orderId, 'D2RRMA', 'many', 'Approved'],
      [orderId],
      [orderId, 'D3RRMA', '1', 'Newly invented'],
    )
    const { rows, unreadable } = parseReturns('merchant', text)
    expect(unreadable).toBe(4)
    expect(rows).toMatchObject([{ returnId: 'D3RRMA', status: 'Newly invented', atMs: null }])
  })

  it('R-RETURN-2: keeps nothing that a buyer wrote', () => {
    const text = table(
      ['return-date', 'order-id', 'sku', 'quantity', 'license-plate-number', 'customer-comments'],
      ['2026-11-20T10:00:00+00:00', orderId, 'MUG', '1', 'LPN1', 'Aurelia "lost', 'a handle'],
    )
    const parsed = parseReturns('amazon', text)
    expect(parsed.rows).toMatchObject([{ returnId: 'LPN1', side: 'amazon', sku: 'MUG' }])
    expect(JSON.stringify(parsed)).not.toContain('Aurelia')
  })

  it('R-RETURN-7: units of one SKU that came back to Amazon at one time, without a plate, are all counted', () => {
    const unit = ['2026-11-20T10:00:00+00:00', orderId, 'MUG', '1', '']
    const text = table(
      ['return-date', 'order-id', 'sku', 'quantity', 'license-plate-number'],
      ...[unit, unit, [...unit.slice(0, 4), 'LPN1']],
    )
    const ids = parseReturns('amazon', text).rows.map(({ returnId }) => returnId)
    expect(new Set(ids).size).toBe(3)
    expect(parseReturns('amazon', text)).toEqual(parseReturns('amazon', text))
  })

  it('R-RETURN-2: an empty report holds nothing', () => {
    expect(parseReturns('amazon', '')).toEqual({ rows: [], unreadable: 0 })
  })
})
