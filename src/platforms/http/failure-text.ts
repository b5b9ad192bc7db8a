/**
 * Failures on the way to a host and back, in words for people: what is wrong, what to do, and the page in
 * docs/operating/problems/ that says more. No text names an address or a value.
 */

export type FailurePage =
  | 'host-not-found'
  | 'host-not-allowed'
  | 'host-unreachable'
  | 'certificate-refused'
  | 'answer-lost'
  | 'send-deadline-passed'
  | 'message-too-large'

export type FailureText<Page extends string = FailurePage> = {
  readonly page: Page
  readonly text: string
  readonly fix: string
}

/** Words for a code of the door or of a socket; undefined for the codes of a platform. */
export function transportFailureText(code: string): FailureText | undefined {
  const page = pages.find(([pattern]) => pattern.test(code))?.[1]
  return page === undefined ? undefined : { page, ...texts[page] }
}

const pages: readonly (readonly [RegExp, FailurePage])[] = [
  [/^(ENOTFOUND|EAI_\w+|HOST_NOT_A_URL)$/, 'host-not-found'],
  [/^HOST_NOT_ALLOWED$/, 'host-not-allowed'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECTION_TOO_SLOW)$/, 'host-unreachable'],
  [/CERT|^UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/, 'certificate-refused'],
  [/^(ECONNRESET|EPIPE|ANSWER_DEADLINE_PASSED|ANSWER_BROKEN_OFF)$/, 'answer-lost'],
  [/^(SOCKET_FAILED|TRANSPORT_FAILED|Z_\w+|HPE_\w+|ABORTED)$/, 'answer-lost'],
  [/^SEND_DEADLINE_PASSED$/, 'send-deadline-passed'],
  [/^(ANSWER|REQUEST)_TOO_LARGE$/, 'message-too-large'],
]

const texts: Record<FailurePage, { readonly text: string; readonly fix: string }> = {
  'host-not-found': {
    text: 'The host does not exist, or its name could not be looked up.',
    fix: 'Check the address in the settings (AMAZON_API_URL, AMAZON_LWA_URL, SHOPIFY_SHOP) and DNS.',
  },
  'host-not-allowed': {
    text: 'The address is not https, and not on this machine.',
    fix: 'Use an https address; plain http is for 127.0.0.1, ::1 and localhost alone.',
  },
  'host-unreachable': {
    text: 'The host does not take connections.',
    fix: 'Check the address and its port, the firewall, and whether the host runs.',
  },
  'certificate-refused': {
    text: 'The host could not prove who it is, or does not speak TLS.',
    fix: 'Check the address and the clock; for a company proxy set NODE_EXTRA_CA_CERTS.',
  },
  'answer-lost': {
    text: 'The call was sent, and no whole answer came.',
    fix: 'Nothing to do at once: Crossdock looks before it acts again. If it lasts, check the network.',
  },
  'send-deadline-passed': {
    text: 'The call came too late to be sent, so it was not sent.',
    fix: 'Nothing to do at once: it is tried again. If it lasts, the machine is too busy.',
  },
  'message-too-large': {
    text: 'A request or an answer is larger than Crossdock allows.',
    fix: 'Please report it with the operation named; no data is needed.',
  },
}
