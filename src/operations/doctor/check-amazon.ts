/** Amazon's side: credentials, what kind of account it is, marketplaces, the personal-data role, queue. */
import type { SellerFacts } from '../connection/connect.ts'
import { type CheckLine, failed, ok, skipped, warning } from './check-line.ts'
import type { AccountProbes, DoctorProbes } from './doctor-probes.ts'

const pages = 'docs/operating/problems'

export async function checkAmazon(
  probes: DoctorProbes,
  account: AccountProbes,
): Promise<CheckLine[]> {
  const seller = await checkSeller(probes, account)
  return [...seller, await checkAddresses(probes), await checkQueue(probes, account)]
}

async function checkSeller(
  { explain }: DoctorProbes,
  account: AccountProbes,
): Promise<CheckLine[]> {
  try {
    const seller = await account.seller()
    const first = ok('amazon-credentials', 'Amazon accepts the credentials.')
    if (seller.vendor) return [first, vendorLine()]
    return [first, planLine(seller), marketplaceLine(seller)]
  } catch (error) {
    const { text, fix, page } = explain(error)
    return [
      failed('amazon-credentials', text, fix, page),
      skipped('amazon-plan', 'Not asked: Amazon did not let us in.'),
      skipped('amazon-marketplaces', 'Not asked: Amazon did not let us in.'),
    ]
  }
}

function vendorLine(): CheckLine {
  return failed(
    'amazon-plan',
    'Vendor Central not supported: this is a vendor account, and Crossdock works with Seller Central.',
    'Connect a Seller Central account.',
    `${pages}/amazon-vendor-account.md`,
  )
}

function planLine({ plan }: SellerFacts): CheckLine {
  if (plan === 'PROFESSIONAL') return ok('amazon-plan', 'The selling plan is professional.')
  if (plan === 'INDIVIDUAL') {
    return failed(
      'amazon-plan',
      'The selling plan is individual, which has no API access.',
      'Change to the professional selling plan in Seller Central.',
    )
  }
  return warning(
    'amazon-plan',
    'Amazon does not show the selling plan.',
    'Give the application the role Selling Partner Insights to have it checked.',
    `${pages}/amazon-access-denied.md`,
  )
}

function marketplaceLine({ marketplaces }: SellerFacts): CheckLine {
  const check = 'amazon-marketplaces'
  const participating = marketplaces.filter((one) => one.participating)
  const suspended = participating.filter((one) => one.suspendedListings)
  const names = participating.map((one) => one.marketplaceId).join(', ')
  const fix = 'Settle the suspension in Seller Central, Account Health.'
  if (participating.length === 0) {
    const text = 'The account takes part in no marketplace.'
    return failed(check, text, 'Check in Seller Central that the account is active.')
  }
  if (suspended.length === participating.length) {
    return failed(check, 'Amazon has suspended the listings in every marketplace.', fix)
  }
  if (suspended.length > 0) {
    const where = suspended.map((one) => one.marketplaceId).join(', ')
    return warning(check, `Amazon has suspended the listings in ${where}.`, fix)
  }
  return ok(check, `Takes part in ${names}.`)
}

/** Amazon refuses nothing when the role is missing: it leaves the address out. */
async function checkAddresses({ coverage, explain }: DoctorProbes): Promise<CheckLine> {
  const check = 'amazon-personal-data'
  try {
    const { expected, complete } = await coverage()
    if (expected === 0) {
      return skipped(check, 'No order waits to be shipped, so it cannot be told yet.')
    }
    if (complete === 0) {
      return warning(
        check,
        `None of ${expected} orders that wait to be shipped has an address: the role Direct-to-Consumer Delivery (restricted) seems to be missing. Names and addresses do without; everything else works.`,
        'Ask Amazon for this role, then authorize the application again.',
        `${pages}/amazon-personal-data-missing.md`,
      )
    }
    return ok(check, `Addresses come: ${complete} of ${expected} orders to be shipped have one.`)
  } catch (error) {
    const { text, fix, page } = explain(error)
    return failed(check, text, fix, page)
  }
}

async function checkQueue({ explain }: DoctorProbes, account: AccountProbes): Promise<CheckLine> {
  const check = 'amazon-queue'
  if (account.queue === null) {
    return warning(
      check,
      'No notification queue is set: orders come by polling alone, some minutes later.',
      'Set AMAZON_SQS_QUEUE_URL and AMAZON_SQS_QUEUE_ARN to hear of orders within seconds.',
    )
  }
  try {
    const waiting = await account.queue()
    return ok(check, `The notification queue answers; ${waiting} messages wait.`)
  } catch (error) {
    const { text, fix, page } = explain(error)
    return failed(check, text, fix, page)
  }
}
