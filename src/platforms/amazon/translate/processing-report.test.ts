/** What Amazon made of a feed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProcessingReport } from './processing-report.ts'

function report(
  rows: readonly string[],
  counts: { processed?: number; errors?: number } = {},
  status = 'Complete',
): string {
  const processed = counts.processed ?? 3
  const errors = counts.errors ?? rows.length
  return `<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
  <Header><DocumentVersion>1.02</DocumentVersion><MerchantIdentifier>A2</MerchantIdentifier></Header>
  <MessageType>ProcessingReport</MessageType>
  <Message>
    <MessageID>1</MessageID>
    <ProcessingReport>
      <DocumentTransactionID>0050012345</DocumentTransactionID>
      <StatusCode>${status}</StatusCode>
      <ProcessingSummary>
        <MessagesProcessed>${processed}</MessagesProcessed>
        <MessagesSuccessful>${processed - errors}</MessagesSuccessful>
        <MessagesWithError>${errors}</MessagesWithError>
        <MessagesWithWarning>0</MessagesWithWarning>
      </ProcessingSummary>
      ${rows.join('\n')}
    </ProcessingReport>
  </Message>
</AmazonEnvelope>`
}

function row(messageId: string, code = 'Error', more = ''): string {
  return `<Result><MessageID>${messageId}</MessageID><ResultCode>${code}</ResultCode>
    <ResultMessageCode>018028</ResultMessageCode>
    <ResultDescription>Amount &amp; tax &#x2014; too much</ResultDescription>${more}</Result>`
}

describe('a processing report', () => {
  it('without rows says that all went well', () => {
    expect(readProcessingReport(report([]))).toEqual({
      ok: true,
      report: { processed: 3, successful: 3, withError: 0, withWarning: 0, results: [] },
    })
  })

  it('with one row is read like one with many, codes keep their zeros', () => {
    const more =
      '<AdditionalInfo><AmazonOrderID>302-1234567-7654321</AmazonOrderID></AdditionalInfo>'
    const read = readProcessingReport(report([row('2', 'Error', more)]))
    expect(read).toEqual({
      ok: true,
      report: {
        processed: 3,
        successful: 2,
        withError: 1,
        withWarning: 0,
        results: [
          {
            messageId: '2',
            code: 'Error',
            messageCode: '018028',
            text: 'Amount & tax — too much',
            orderId: '302-1234567-7654321',
          },
        ],
      },
    })
    const two = readProcessingReport(report([row('2'), row('3', 'Error', '<AdditionalInfo/>')]))
    expect(two).toMatchObject({ ok: true, report: { results: [{}, { orderId: null }] } })
  })

  it('keeps a code that we do not know', () => {
    const read = readProcessingReport(report([row('2', 'Notice')], { errors: 0 }))
    expect(read).toMatchObject({ ok: true, report: { results: [{ code: 'Notice' }] } })
  })

  it('that counts an error without naming it is not believed, unless the whole feed failed', () => {
    const refused = { ok: false, problem: 'REPORT_DOES_NOT_ADD_UP' }
    expect(readProcessingReport(report([], { errors: 1 }))).toEqual(refused)
    expect(readProcessingReport(report([row('2')], { errors: 2 }))).toEqual(refused)
    expect(readProcessingReport(report([row('0')], { errors: 2 }))).toMatchObject({ ok: true })
    expect(readProcessingReport(report([], {}, 'Processing'))).toEqual(refused)
  })

  const broken: [string, string, string][] = [
    ['nothing', '', 'REPORT_UNREADABLE'],
    ['no XML', 'Feed failed', 'REPORT_UNREADABLE'],
    ['half of it', report([row('2')]).slice(0, -30), 'REPORT_UNREADABLE'],
    ['another document', '<Other><A>1</A></Other>', 'REPORT_UNREADABLE'],
    ['a count that is none', report([], { processed: Number.NaN }), 'REPORT_UNREADABLE'],
    [
      'a document type',
      report([]).replace('<AmazonEnvelope', '<!doctype a [<!ENTITY x "y">]><AmazonEnvelope'),
      'REPORT_WITH_DOCTYPE',
    ],
  ]
  it.each(broken)('that is %s is refused by name', (_what, text, problem) => {
    expect(readProcessingReport(text)).toEqual({ ok: false, problem })
  })

  it('never throws, and takes a byte order mark', () => {
    expect(readProcessingReport(`\uFEFF${report([])}`)).toMatchObject({ ok: true })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(1_500), (text, at) => {
        const whole = report([row('2')])
        expect(readProcessingReport(text).ok).toBe(false)
        readProcessingReport(whole.slice(0, at) + text + whole.slice(at))
      }),
    )
  })
})
