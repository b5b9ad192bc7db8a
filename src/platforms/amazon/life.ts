/** What the client can do for an order after its import: parcels, feeds, money, reviews, reports. */
import type { AmazonCall } from './call.ts'
import { type AmazonShipments, createAmazonShipments } from './shipments.ts'

export type AmazonLife = AmazonShipments

export type AmazonLifeParts = {
  readonly call: AmazonCall
  /** Without a slash at its end. */
  readonly apiUrl: string
}

export function createAmazonLife(parts: AmazonLifeParts): AmazonLife {
  const { call, apiUrl } = parts
  return {
    ...createAmazonShipments(call, apiUrl),
  }
}
