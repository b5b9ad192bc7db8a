/**
 * The signature of the Standard Webhooks scheme: HMAC-SHA256 over id, time and body, under the bytes of a
 * secret that is written `whsec_` and base64.
 * Source: the Standard Webhooks specification 1.0.0, "Verifiability", read 2026-11.
 */
import { createHmac } from 'node:crypto'

export type SignedHeaders = {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/** `atMs`: real time, since receivers refuse what is older than some minutes. */
export function signWebhook(
  secret: string,
  { id, atMs, body }: { readonly id: string; readonly atMs: number; readonly body: string },
): SignedHeaders {
  const seconds = `${Math.floor(atMs / 1_000)}`
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  }
}
