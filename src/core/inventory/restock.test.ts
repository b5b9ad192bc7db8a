import { describe, expect, it } from 'vitest'
import { id } from '../ids.ts'
import { type FbaSales, restockReport } from './restock.ts'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 10, 1)
const terms = { days: 30, leadDays: 14, coverDays: 30 }
const of = (sku: string, figures: Partial<FbaSales>): FbaSales => ({
  ...{ amazonSku: id('SellerSku', sku), title: null, fulfillable: 0, inbound: 0, sold: 0 },
  ...figures,
})
const only = (figures: Partial<FbaSales>) => restockReport([of('A', figures)], terms, nowMs)[0]

describe('a report of what to send to Amazon', () => {
  it('B56, R-STOCK-22: names the pace, the days of cover and the day by which more must leave', () => {
    // Two a day; forty there and twenty on their way last for thirty days.
    expect(only({ fulfillable: 40, inbound: 20, sold: 60 })).toMatchObject({
      ...{ perDay: 2, daysOfCover: 30, shipByMs: nowMs + 16 * dayMs, isLate: false },
      // Lead and cover are 44 days of two.
      send: 28,
    })
  })

  it('R-STOCK-22: says that it is late when it will be empty before a shipment can be there', () => {
    expect(only({ fulfillable: 20, sold: 60 })).toMatchObject({ isLate: true, daysOfCover: 10 })
    expect(only({ fulfillable: 0, sold: 30 })).toMatchObject({ daysOfCover: 0, send: 44 })
  })

  it('R-STOCK-22: what does not sell, and what nobody knows of, has no day', () => {
    const nothing = { daysOfCover: null, shipByMs: null, isLate: false, send: 0 }
    expect(only({ fulfillable: 5 })).toMatchObject(nothing)
    expect(only({ fulfillable: null, sold: 9 })).toMatchObject(nothing)
  })

  it('R-STOCK-22: the most urgent comes first', () => {
    const report = restockReport(
      [
        of('RESTS', { fulfillable: 5 }),
        of('LATER', { fulfillable: 90, sold: 30 }),
        of('SOON', { fulfillable: 9, sold: 30 }),
      ],
      terms,
      nowMs,
    )
    expect(report.map(({ amazonSku }) => amazonSku)).toEqual(['SOON', 'LATER', 'RESTS'])
  })
})
