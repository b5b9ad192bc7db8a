/**
 * Which hosts Crossdock talks to: https anywhere, plain http only on this very machine (simulators,
 * tests). The same rule judges settings at the start and every call at the door.
 */

export type HostVerdict =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly code: HostProblemCode; readonly text: string }

export type HostProblemCode = 'HOST_NOT_A_URL' | 'HOST_NOT_ALLOWED'

/** Judges a base address from the settings or the address of a call; `text` never repeats it. */
export function judgeHost(address: string): HostVerdict {
  if (!URL.canParse(address)) {
    return { ok: false, code: 'HOST_NOT_A_URL', text: 'The address is not a URL.' }
  }
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') {
    return { ok: false, code: 'HOST_NOT_ALLOWED', text: 'The address must not hold a password.' }
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { ok: true, url }
  }
  return {
    ok: false,
    code: 'HOST_NOT_ALLOWED',
    text: 'Only https is allowed; plain http only to 127.0.0.1, ::1 or localhost.',
  }
}

export type PlatformAddresses = {
  readonly amazon: {
    readonly apiUrl: string
    readonly lwaUrl: string
    readonly queueUrl: string | null
  }
  readonly shopify: { readonly apiUrl: string }
}

/** True when every platform of a connection is on this machine: simulators, never a real shop. */
export function platformsAreHere({ amazon, shopify }: PlatformAddresses): boolean {
  const queue = amazon.queueUrl === null ? [] : [amazon.queueUrl]
  return [amazon.apiUrl, amazon.lwaUrl, shopify.apiUrl, ...queue].every(
    (address) => URL.canParse(address) && isLoopback(new URL(address).hostname),
  )
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
