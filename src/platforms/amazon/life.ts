/** What the client can do for an order after its import: parcels, feeds, money, reviews, reports. */
import type { Door } from '../../core/ports.ts'
import type { AmazonCall } from './call.ts'
import { type AmazonCancellations, createAmazonCancellations } from './cancel-order.ts'
import { createDocuments } from './documents.ts'
import { type AmazonFeeds, createAmazonFeeds } from './feeds.ts'
import { type AmazonFinances, createAmazonFinances } from './finances.ts'
import { createJsonCall } from './json-call.ts'
import { type AmazonReports, createAmazonReports } from './reports.ts'
import { type AmazonShipments, createAmazonShipments } from './shipments.ts'
import { type AmazonSolicitations, createAmazonSolicitations } from './solicitations.ts'

export type AmazonLife = AmazonShipments &
  AmazonCancellations &
  AmazonFeeds &
  AmazonFinances &
  AmazonSolicitations &
  AmazonReports

export type AmazonLifeParts = {
  readonly call: AmazonCall
  /** For documents, whose links need no token. */
  readonly door: Door
  /** Without a slash at its end. */
  readonly apiUrl: string
}

export function createAmazonLife({ call, door, apiUrl }: AmazonLifeParts): AmazonLife {
  const json = createJsonCall(call, apiUrl)
  const documents = createDocuments(door)
  return {
    ...createAmazonShipments(json),
    ...createAmazonCancellations(json),
    ...createAmazonFeeds(json, documents),
    ...createAmazonFinances(json),
    ...createAmazonSolicitations(json),
    ...createAmazonReports(json, documents),
  }
}
