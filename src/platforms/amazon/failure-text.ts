/**
 * What an Amazon failure means for the person who runs Crossdock: words, a fix, and the page in
 * docs/operating/problems/ that says more.
 */
import type { PlatformErrorFacts } from '../../core/platform-error.ts'
import { unreachable } from '../../core/unreachable.ts'
import { type FailurePage, type FailureText, transportFailureText } from '../http/failure-text.ts'

export type AmazonFailurePage =
  | FailurePage
  | 'amazon-credentials-refused'
  | 'amazon-access-denied'
  | 'amazon-queue-refused'
  | 'amazon-quota-exceeded'
  | 'amazon-unavailable'
  | 'amazon-request-refused'
  | 'amazon-answer-unknown'

export function amazonFailureText(facts: PlatformErrorFacts): FailureText<AmazonFailurePage> {
  const onTheWay = facts.status === null ? transportFailureText(facts.code) : undefined
  if (onTheWay !== undefined) return onTheWay
  const page = pageOf(facts)
  return { page, ...texts[page] }
}

function pageOf(facts: PlatformErrorFacts): keyof typeof texts {
  switch (facts.kind) {
    case 'throttled':
      return 'amazon-quota-exceeded'
    case 'unavailable':
    case 'unclear':
      return 'amazon-unavailable'
    case 'contract':
      return 'amazon-answer-unknown'
    case 'unauthorized':
      if (isQueue(facts)) return 'amazon-queue-refused'
      return facts.operation === 'token' ? 'amazon-credentials-refused' : 'amazon-access-denied'
    case 'rejected':
      return isQueue(facts) ? 'amazon-queue-refused' : 'amazon-request-refused'
    default:
      return unreachable(facts.kind)
  }
}

function isQueue(facts: PlatformErrorFacts): boolean {
  return /Message|^open$/.test(facts.operation)
}

const texts = {
  'amazon-credentials-refused': {
    text: 'Amazon does not accept the client id, the client secret or the refresh token.',
    fix: 'Renew the secret (it ends after 180 days) or authorize the application again.',
  },
  'amazon-access-denied': {
    text: 'Amazon accepts the application, but does not let it do this.',
    fix: 'Give the application the role that the page names, then authorize it again.',
  },
  'amazon-queue-refused': {
    text: 'The notification queue does not exist or refuses us.',
    fix: 'Check AMAZON_SQS_QUEUE_URL, its region, and the rights of the AWS credentials.',
  },
  'amazon-quota-exceeded': {
    text: "Amazon's quota for this operation is used up.",
    fix: 'Nothing to do: Crossdock waits. If it lasts, another program uses the same application.',
  },
  'amazon-unavailable': {
    text: 'Amazon has a trouble of its own.',
    fix: 'Nothing to do at once: it is tried again.',
  },
  'amazon-request-refused': {
    text: 'Amazon refused a request.',
    fix: 'Look at its code and request id on the order; report it when it repeats.',
  },
  'amazon-answer-unknown': {
    text: 'Amazon answered in a shape that Crossdock does not know.',
    fix: 'Update Crossdock; report the operation and the code when it stays.',
  },
} as const
